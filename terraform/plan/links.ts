import type { Container, Variable } from './container';
import type { Resource } from './resource';
import { addressPrefix, saysDatabase } from './settings';
import { hostIn, type NamedInstance, type Targets } from './targets';
import { UNKNOWN, type View } from './view';

/** Why a container is said to use a database. */
export interface Link {
  readonly database: Resource | NamedInstance;
  /** In words, such as `DB_HOST`. */
  readonly source: string;
  /** What stands before the name of the variable. */
  readonly prefix: string;
  /** The reader falls back to it when its replica is out. */
  readonly isFallback?: true;
  /** One of several that it can mean: whose connections they are is not known. */
  readonly isUnclear?: true;
}

/** What leads a container to databases. */
export interface Links {
  readonly links: readonly Link[];
  /** Variables that say that it uses a database, whether or not they lead to one. */
  readonly hints: readonly string[];
}

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0)$/;

const NAMES = /[:./]/;

const DATABASE_URL = /^(postgres|postgresql|jdbc:postgresql)(\+\w+)?:\/\//;

/** What a container's variables and command line lead to. */
export function linksOf(container: Container, targets: Targets): Links {
  const links: Link[] = [];
  const hints: string[] = [];
  for (const variable of container.variables.values()) {
    const found = inVariable(variable, targets);
    links.push(...found);
    if (found.length > 0 || saysDatabase(variable.name)) hints.push(variable.name);
  }
  for (const word of container.words)
    for (const database of word.includes(':') ? targets.databasesIn(word) : [])
      links.push({ database, source: 'its command line', prefix: '' });
  return { links, hints };
}

function inVariable({ name, view, isSecret, text }: Variable, targets: Targets): readonly Link[] {
  const prefix = addressPrefix(name);
  const fallback = name.endsWith('DB_FALLBACK_HOST') && ({ isFallback: true } as const);
  const link = (database: Link['database'], source = name): Link => ({
    database,
    source,
    prefix,
    ...fallback,
  });
  if (text !== undefined) {
    // Most variables are plain words, and name nothing.
    const isName = NAMES.test(text) || saysDatabase(name);
    const known = isName ? targets.databasesIn(text).filter((target) => isMeant(target, name, text)) : [];
    // Of several that an address could mean, the expression knows which one.
    const meant = known.length > 1 ? targets.databasesBehind(view) : [];
    const found = meant.length > 0 ? meant : known;
    if (found.length > 0 && (known.length === 1 || meant.length === 1 || text.includes(',')))
      return found.map((database) => link(database));
    if (found.length > 0) return found.map((database) => ({ ...link(database), isUnclear: true }));
    const host = addressOf(name, text);
    if (host !== undefined) return [link({ text: host })];
  }
  const behind = targets.databasesBehind(view);
  const source = isSecret ? `${name}, from a secret` : name;
  if (behind.length > 1) return behind.map((database) => ({ ...link(database, source), isUnclear: true }));
  return behind.map((database) => link(database, source));
}

/** A plain word is an instance's name only by chance, unless the variable is about a database. */
function isMeant(target: Resource | NamedInstance, variable: string, text: string): boolean {
  return 'text' in target || /[:./]/.test(text) || saysDatabase(variable);
}

/** Whether a container is told to reach its database on its own instance: something beside it stands in for one. */
export function reachesLocally({ variables }: Container): boolean {
  return [...variables.values()].some(({ name, text }) => {
    const isUrl = text !== undefined && DATABASE_URL.test(text);
    const host =
      text !== undefined && (isUrl || saysDatabase(name)) ? hostIn(text.replace(/^jdbc:/, '')) : undefined;
    return host !== undefined && LOCAL.test(host);
  });
}

/** The address in a database URL, or in a variable that is one's host: somebody else's instance. */
function addressOf(name: string, text: string): string | undefined {
  const isUrl = DATABASE_URL.test(text);
  const isHost = saysDatabase(name) && /HOST(NAME)?$/.test(name);
  const isText = isUrl || isHost;
  const host = isText
    ? hostIn(text.replace(/^jdbc:/, ''))
    : saysDatabase(name)
      ? keywordHost(text)
      : undefined;
  return host === undefined || LOCAL.test(host) || host.startsWith('/') || host.includes('cloudsql')
    ? undefined
    : host;
}

/** The host of the keywords of libpq and of Npgsql: `host=10.0.0.2 dbname=db`, `Host=10.0.0.2;Database=db`. */
function keywordHost(text: string): string | undefined {
  const [, host] = /(?:^|[;\s])host\s*=\s*'?([^;\s,']+)/i.exec(text) ?? [];
  return host === undefined ? undefined : hostIn(host);
}

/** Databases of the sockets that a template mounts: `cloud_sql_instance` volumes, or the annotation of the first API. */
export function socketLinks(sockets: readonly View[], targets: Targets): readonly Link[] {
  return sockets.flatMap((view): readonly Link[] => {
    const source = 'its Cloud SQL connection';
    const text = view.text();
    const named = typeof text === 'string' ? targets.databasesIn(text) : [];
    if (named.length > 0) return named.map((database) => ({ database, source, prefix: '' }));
    if (text !== UNKNOWN && text !== undefined) return [{ database: { text }, source, prefix: '' }];
    return targets.databasesBehind(view).map((database) => ({ database, source, prefix: '' }));
  });
}
