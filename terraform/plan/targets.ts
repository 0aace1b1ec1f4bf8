import { isObject, listOf, own } from '../json';
import { lastSegment } from '../resources';
import type { References } from './references';
import { viewOf, type Resource } from './resource';
import type { Snapshot } from './snapshot';
import type { View } from './view';

/** An instance of Cloud SQL that is named, and is no resource here. */
export interface NamedInstance {
  /** `project:region:instance`, or the address that a client has. */
  readonly text: string;
}

/** What a value leads to: an instance that is a resource, or one that is only named. */
export type Target = Resource | NamedInstance;

/** Finds the resources that values mean: by reference, by name, by address. */
export interface Targets {
  /** Resources of a type that a place leads to. */
  readonly of: (view: View, type: string) => readonly Resource[];
  /** Resources of a type that a text names. */
  readonly named: (type: string, text: string) => readonly Resource[];
  /** Databases that a text names: by connection name, address, or link. */
  readonly databasesIn: (text: string) => readonly Target[];
  /** Databases that the expression of a place refers to, also through a database inside, a user or a secret. */
  readonly databasesBehind: (view: View) => readonly Resource[];
  readonly references: References;
}

const INSTANCE = 'google_sql_database_instance';

/** Attributes of a type by which others name it. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  [INSTANCE]: [
    'connection_name',
    'private_ip_address',
    'public_ip_address',
    'first_ip_address',
    'dns_name',
    'self_link',
    'name',
  ],
  google_vpc_access_connector: ['id', 'self_link', 'name'],
  google_redis_instance: ['id', 'host', 'read_endpoint', 'name'],
  google_compute_subnetwork: ['id', 'self_link', 'name'],
  google_compute_network: ['id', 'self_link', 'name'],
};

/** `project:region:instance`, also with a project of a domain, also in a path or a list. */
const CONNECTION_NAME =
  /(?<![\w.:-])((?:[a-z][a-z0-9.-]{0,60}:)?[a-z][a-z0-9-]{0,62}:[a-z]+-[a-z]+\d{1,2}:[a-z][a-z0-9-]{0,97})(?![\w:-])/g;

/** Makes the targets of a snapshot. */
export function targetsOf(snapshot: Snapshot, references: References): Targets {
  const byValue = new Map<string, Resource[]>();
  for (const resource of snapshot.resources)
    for (const name of namesOf(resource)) {
      const key = `${resource.type} ${name}`;
      const others = byValue.get(key);
      if (!others) byValue.set(key, [resource]);
      else if (others.at(-1) !== resource) others.push(resource);
    }
  const named = (type: string, text: string): readonly Resource[] => byValue.get(`${type} ${text}`) ?? [];
  const of = (view: View, type: string): readonly Resource[] => {
    const text = view.known();
    const byText =
      text === undefined ? [] : [text, normal(text), lastSegment(text)].map((each) => named(type, each));
    const found = byText.find((each) => each.length > 0) ?? [];
    // Of several with the same name, the expression knows which one.
    if (found.length === 1) return found;
    const referred = references.of(view).resources.filter((resource) => resource.type === type);
    return referred.length > 0 ? referred : found;
  };
  const secrets = secretsOf(snapshot, references);
  const databasesBehind = (view: View): readonly Resource[] => {
    const found = references.of(view).resources.flatMap((resource): readonly Resource[] => {
      switch (resource.type) {
        case INSTANCE:
          return [resource];
        case 'google_sql_database':
        case 'google_sql_user':
          return of(viewOf(resource).at('instance'), INSTANCE);
        case 'google_secret_manager_secret':
          return secrets(resource);
        default:
          return [];
      }
    });
    return [...new Set(found)];
  };
  const databasesIn = (text: string): readonly Target[] => {
    const names = text.includes(':')
      ? Array.from(text.slice(0, LONGEST_TEXT).matchAll(CONNECTION_NAME), ([, name]) => name!)
      : [];
    if (names.length > 0)
      return [...new Set(names)].flatMap((name): readonly Target[] => {
        const known = named(INSTANCE, name);
        return known.length > 0 ? known : [{ text: name }];
      });
    const host = hostIn(text);
    const addresses = host === undefined ? addressesWithin(text) : [host];
    return [...new Set(addresses.flatMap((address) => named(INSTANCE, address)))];
  };
  return { of, named, databasesIn, databasesBehind, references };
}

const LONGEST_TEXT = 10_000;

/** A name or an address with dots, on its own between other characters. */
const DOTTED = /(?<![\w.-])[\w-]+(?:\.[\w-]+)+(?![\w.-])/g;

/** Addresses inside of keywords, of JSON, before a port: `host=10.0.0.2 dbname=db`. */
function addressesWithin(text: string): readonly string[] {
  return text.slice(0, LONGEST_TEXT).match(DOTTED) ?? [];
}

/** The host of a URL, or a text that is a host or an address itself. */
export function hostIn(text: string): string | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/\s]*@)?(\[[^\]]+\]|[^:/?#\s]+)/i.exec(text.trim());
  if (url) return url[1]!.toLowerCase();
  return /^[A-Za-z0-9.-]{1,253}$/.test(text) ? text : undefined;
}

function namesOf(resource: Resource): readonly string[] {
  const view = viewOf(resource);
  const texts = (NAMES[resource.type] ?? []).flatMap((attribute) => view.at(attribute).known() ?? []);
  if (resource.type !== INSTANCE) return [...new Set([...texts, ...texts.map(normal)])];
  const addresses = listOf(own(resource.values, 'ip_address')).flatMap((each) => {
    const address = isObject(each) ? own(each, 'ip_address') : undefined;
    return typeof address === 'string' && address !== '' ? [address] : [];
  });
  const [project, region, name] = ['project', 'region', 'name'].map((part) => view.at(part).known());
  const full = project && region && name ? [`${project}:${region}:${name}`] : [];
  return [...new Set([...texts, ...addresses, ...full])];
}

/** `projects/p/global/networks/n` of a link. */
function normal(text: string): string {
  return text.replace(/^https:\/\/[^/]+\/compute\/(?:v1|beta)\//, '');
}

/** Databases that the versions of a secret are made of, by their expressions: the values themselves are not read. */
function secretsOf(
  { resources }: Snapshot,
  references: References,
): (secret: Resource) => readonly Resource[] {
  let bySecret: Map<Resource, Resource[]> | undefined;
  return (secret) => {
    if (!bySecret) {
      bySecret = new Map();
      for (const version of resources)
        if (version.type === 'google_secret_manager_secret_version') {
          const behind = references
            .of(viewOf(version).at('secret_data'))
            .resources.filter(({ type }) => type === INSTANCE);
          for (const owner of references.of(viewOf(version).at('secret')).resources)
            bySecret.set(owner, [...(bySecret.get(owner) ?? []), ...behind]);
        }
    }
    return bySecret.get(secret) ?? [];
  };
}
