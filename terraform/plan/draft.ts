import type {
  Cidr,
  Connector,
  Database,
  Environment,
  Job,
  Redis,
  Service,
  Subnet,
} from '../../capacity/declaration';
import { NOT_KNOWN } from '../../capacity/google-cloud/cloud-sql';
import { lastSegment } from '../resources';
import type { Keys } from './names';
import { slug } from './names';
import { NOWHERE, type Place, type Places } from './places';
import type { Report } from './report';
import { declaredText, viewOf, type Resource } from './resource';
import type { ConventionTable } from './settings';
import type { NamedInstance, Targets } from './targets';

/** Something declared, while it is read field by field. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** An environment while it is read. */
export interface Draft {
  readonly name: string;
  readonly place: Place;
  readonly connectors: Map<string, Mutable<Connector>>;
  readonly databases: Map<string, Mutable<Database>>;
  readonly redis: Map<string, Mutable<Redis>>;
  readonly services: Map<string, Service>;
  readonly jobs: Map<string, Job>;
  readonly subnets: Map<string, Subnet>;
  readonly networks: Set<string>;
  /** Project of a Shared VPC: the one that the connectors and subnets of others are in. */
  hostProject?: string;
  /** Keys of databases by `project:region:instance`: each has one. */
  readonly instances: Map<string, string>;
  /** Keys of what other environments have, and this one only names: by address, or by name. */
  readonly references: Map<string, string>;
}

/** All that the parts of a reading share. */
export interface Reader {
  readonly targets: Targets;
  readonly places: Places;
  readonly keys: Keys;
  readonly report: Report;
  readonly conventions: ConventionTable;
  readonly drafts: Map<string, Draft>;
  /** What was read of each database, by resource. */
  readonly databases: Map<Resource, Database>;
  readonly connectors: Map<Resource, Connector>;
  readonly redis: Map<Resource, Redis>;
  /** Databases by their network; made when it is asked for. */
  byNetwork?: ReadonlyMap<string | undefined, readonly Resource[]>;
  /** Where resources were read to. */
  readonly read: Map<Resource, Read>;
}

/** Where a resource was read to. */
export interface Read {
  readonly environment: string;
  /** Path in the declaration, such as `services.api`. */
  readonly subject: string;
}

/** The draft of the environment that a resource is in. */
export function draftOf({ drafts, places }: Pick<Reader, 'drafts' | 'places'>, resource: Resource): Draft {
  const place = places.of(resource);
  const name = places.nameOf(place);
  const draft = drafts.get(name) ?? newDraft(name, place);
  drafts.set(name, draft);
  return draft;
}

/** An environment of which nothing is read yet. */
export function newDraft(name: string, place: Place): Draft {
  return {
    name,
    place,
    connectors: new Map(),
    databases: new Map(),
    redis: new Map(),
    services: new Map(),
    jobs: new Map(),
    subnets: new Map(),
    networks: new Set(),
    instances: new Map(),
    references: new Map(),
  };
}

/**
 * The key of a database in an environment; one of another environment, or one that is only named, becomes a
 * reference.
 */
export function databaseKey(
  reader: Reader,
  draft: Draft,
  target: Resource | NamedInstance,
): string | undefined {
  if ('text' in target) {
    const key = draft.instances.get(target.text);
    return key ?? referenceKey(draft, draft.databases, target.text, named(draft, target.text));
  }
  const database = reader.databases.get(target);
  if (!database) return undefined;
  const key = reader.keys.of(target);
  if (isIn(reader, draft, target)) return key;
  const { deletionProtection: _, replicaOf: __, ...rest } = database;
  const { project, region } = placeOf(reader, target);
  const instance = database.instance ?? key;
  const entry: Database = { ...rest, ownership: 'reference', project, region, instance };
  const identity = `${project}:${region}:${instance}`;
  const known =
    draft.instances.get(identity) ?? referenceKey(draft, draft.databases, target.id, [key, entry]);
  draft.instances.set(identity, known);
  return known;
}

/** What a data source reads belongs to nobody here: who uses it names it. */
function isIn({ places }: Reader, draft: Draft, resource: Resource): boolean {
  return resource.mode === 'managed' && places.nameOf(places.of(resource)) === draft.name;
}

function placeOf({ places }: Reader, resource: Resource): Place {
  const { project, region } = places.of(resource);
  return { project: declaredText(project), region: declaredText(region) };
}

/** A database of which only the connection name is known, or only an address. */
function named({ place }: Draft, text: string): [string, Database] {
  const parts = text.split(':');
  const instance = parts.at(-1)!;
  const region = parts.at(-2) ?? place.region;
  const project = parts.slice(0, -2).join(':') || place.project;
  // An address has no letter that a key could begin with.
  const key = slug(/^[a-z]/i.test(instance) ? instance : `at-${instance}`, 98);
  const unknown = { ownership: 'reference', version: NOT_KNOWN, tier: NOT_KNOWN } as const;
  return [
    key,
    {
      ...unknown,
      project: declaredText(project),
      region: declaredText(region),
      ...(key === instance && { instance }),
    },
  ];
}

/** The key of a connector in an environment, as for databases. */
export function connectorKey(reader: Reader, draft: Draft, resource: Resource): string | undefined {
  const connector = reader.connectors.get(resource);
  if (!connector) return undefined;
  const key = reader.keys.of(resource);
  if (isIn(reader, draft, resource)) return key;
  const { project, region } = placeOf(reader, resource);
  if (project !== draft.place.project) draft.hostProject = project;
  const { subnet: _, ...rest } = connector;
  return referenceKey(draft, draft.connectors, resource.id, [
    key,
    { ...rest, ownership: 'reference', project, region },
  ]);
}

/** The key of a Redis instance in an environment, as for databases. */
export function redisKey(reader: Reader, draft: Draft, resource: Resource): string | undefined {
  const redis = reader.redis.get(resource);
  if (!redis) return undefined;
  const key = reader.keys.of(resource);
  if (isIn(reader, draft, resource)) return key;
  const { project, region } = placeOf(reader, resource);
  const { deletionProtection: _, ...rest } = redis;
  return referenceKey(draft, draft.redis, resource.id, [
    key,
    { ...rest, ownership: 'reference', project, region },
  ]);
}

/** Adds a reference once, under a key that nothing else has. */
export function referenceKey<T>(
  { references }: Draft,
  collection: Map<string, T>,
  identity: string,
  [wanted, entry]: readonly [string, T],
): string {
  const known = references.get(identity);
  if (known !== undefined) return known;
  let key = wanted;
  for (let number = 2; collection.has(key); number += 1) key = `${wanted.slice(0, 55)}-${number}`;
  collection.set(key, entry);
  references.set(identity, key);
  return key;
}

/** The network that a resource is in, by the name of it; nothing where that is not known. */
export function networkOf({ targets }: Reader, resource: Resource, ...steps: string[]): string | undefined {
  const view = viewOf(resource).at(...steps);
  const [network] = targets.of(view, 'google_compute_network');
  if (network) return viewOf(network).at('name').known() ?? network.id;
  const text = view.known();
  return text === undefined ? undefined : lastSegment(text);
}

/** A finished environment. */
export function environmentOf(draft: Draft): Environment {
  const { connectors, databases, jobs, networks, place, redis, services, subnets } = draft;
  const [network = NOWHERE] = networks;
  return {
    project: declaredText(place.project),
    region: declaredText(place.region),
    origin: 'terraform',
    state: { backend: 'local' },
    network: {
      ownership: 'reference',
      name: declaredText(network),
      ...(draft.hostProject !== undefined && { hostProject: declaredText(draft.hostProject) }),
      privateServicesAccess: { ownership: 'reference' },
      ...collected('subnets', subnets),
    },
    ...collected('connectors', connectors),
    ...collected('databases', databases),
    ...collected('redis', redis),
    ...collected('services', services),
    ...collected('jobs', jobs),
  };
}

function collected<K extends string, T>(
  name: K,
  map: ReadonlyMap<string, T>,
): Partial<Record<K, Record<string, T>>> {
  return map.size === 0 ? {} : ({ [name]: Object.fromEntries(map) } as Record<K, Record<string, T>>);
}

/** Whether a text is a range that a declaration takes. */
export function isCidr(text: string): text is Cidr {
  return /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!\/)|(?=\/))){4}\/(3[0-2]|[12]?\d)$/.test(text);
}
