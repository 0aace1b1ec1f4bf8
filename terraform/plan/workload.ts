import type { Database, Pool } from '../../capacity/declaration';
import { DRIVERS } from '../../capacity/google-cloud/drivers';
import type { Carries } from '../conventions';
import type { Container } from './container';
import { databaseKey, type Draft, type Mutable, type Reader } from './draft';
import { byElimination } from './elimination';
import { linksOf, reachesLocally, socketLinks, type Link } from './links';
import { slug, uniqueNames } from './names';
import { poolNumbers, processesOf, type PoolNumbers } from './pools';
import { ask, isFrom, note, type Target } from './report';
import { declaredText, type Resource } from './resource';
import { settingsOf, type Setting } from './settings';
import type { View } from './view';

/** What is known of the database clients of a service or a job. */
export interface Clients {
  readonly pools: Readonly<Record<string, Pool>>;
  readonly processes?: number;
}

/** A container that uses databases, with what is known of its pools. */
interface Client {
  readonly container: Container;
  readonly settings: readonly Setting[];
  readonly pools: readonly { readonly key: string; readonly pool: Pool; readonly numbers: PoolNumbers }[];
  readonly processes: { readonly count: number; readonly source: string } | undefined;
}

/** Settings that only a client of a database has, and names that say so. */
const POOLED: readonly Carries[] = ['size', 'maximum', 'maxOverflow'];
const ABOUT = /DB|DATABASE|DATASOURCE|PG|POSTGRES|SQLALCHEMY/i;

/** Containers that only carry the connections of the others. */
const PROXY = /cloud-?sql(-auth)?-?proxy|gce-proxy/;

/** Containers that share a few connections among the clients beside them. */
const POOLER = /pgbouncer|pgcat|odyssey/i;

/**
 * The pools of all containers of a template.
 *
 * @param network - that the workload reaches
 */
export function clientsOf(
  reader: Reader,
  draft: Draft,
  target: Target,
  resource: Resource,
  containers: readonly Container[],
  sockets: readonly View[],
  network: string | undefined,
): Clients {
  const proxies = containers.filter(({ image }) => PROXY.test(image ?? ''));
  const poolers = containers.filter(({ image }) => POOLER.test(image ?? ''));
  const pooled = poolers.length === 0 ? [] : containers.filter(reachesLocally);
  for (const { name } of pooled.filter((container) => !poolers.includes(container)))
    note(
      target,
      resource,
      `its container ${declaredText(name)} connects to the pooler beside it: the pooler's connections count`,
    );
  const applications = containers.filter(
    (container) =>
      !proxies.includes(container) && (poolers.includes(container) || !pooled.includes(container)),
  );
  const mountedOnes = socketLinks(sockets, reader.targets);
  const shared = [
    ...(mountedOnes.length > 0 || sockets.length === 0
      ? mountedOnes
      : byElimination(reader, target, resource, 'its Cloud SQL connection', network)),
    ...proxies.flatMap((proxy) => linksOf(proxy, reader.targets).links),
  ];
  const found = applications.map((container) => ({ container, ...linksOf(container, reader.targets) }));
  const mounted = found.filter(({ container }) => container.mountsSockets);
  const hinted = found.filter(({ hints }) => hints.length > 0);
  const users = mounted.length > 0 ? mounted : hinted.length > 0 ? hinted : found.slice(0, 1);
  const clients = found.flatMap((each): readonly Client[] => {
    const { container, hints } = each;
    const settings = settingsOf(container, reader.conventions);
    let links = users.includes(each) ? [...each.links, ...shared] : each.links;
    const hint =
      hints[0] ?? settings.find(({ carries, name }) => POOLED.includes(carries) && ABOUT.test(name))?.name;
    if (links.length === 0 && hint !== undefined)
      links = byElimination(reader, target, resource, hint, network);
    const client = clientOf(reader, draft, target, resource, container, settings, links);
    return client.pools.length > 0 ? [client] : [];
  });
  return together(target, resource, clients);
}

function clientOf(
  reader: Reader,
  draft: Draft,
  target: Target,
  resource: Resource,
  container: Container,
  settings: readonly Setting[],
  links: readonly Link[],
): Client {
  const prefixes = new Set(settings.map(({ prefix }) => prefix));
  const byKey = new Map<string, { database: string; prefix: string; source: string; isUnclear: boolean }>();
  const fallbacks = new Map<string, string>();
  for (const { database, isFallback, isUnclear, prefix, source } of links) {
    const key = databaseKey(reader, draft, database);
    if (key === undefined) continue;
    // Variables of a pool of its own have a prefix; an address with another one leads to the same pool.
    const own = prefix !== '' && prefixes.has(prefix) ? prefix : '';
    if (isFallback) fallbacks.set(own, key);
    else {
      const known = byKey.get(`${own} ${key}`);
      if (!known)
        byKey.set(`${own} ${key}`, { database: key, prefix: own, source, isUnclear: isUnclear === true });
    }
  }
  const ways = [...byKey.values()];
  // Sockets are shared by all pools: where a pool has variables of its own, they say more.
  const told = ways.filter(({ prefix }) => prefix !== '');
  const used = ways.filter(
    ({ prefix, database }) => prefix !== '' || !told.some((way) => way.database === database),
  );
  const unique = uniqueNames();
  const pools = used.map(({ database, prefix, source, isUnclear }) => {
    const key = unique(prefix !== '' ? slug(prefix) : used.length === 1 ? 'main' : slug(database));
    const numbers = poolNumbers(container, settings, prefix);
    const fallback = fallbacks.get(prefix);
    const pool: Mutable<Pool> = {
      database,
      ...(isUnclear ? {} : numbers.pool),
      ...(fallback !== undefined && fallback !== database && { fallback }),
      ...(isPooled(container, prefix, draft.databases.get(database)) && { via: 'managed-pooler' as const }),
    };
    isFrom(target, `pools.${key}.database`, `${source} of ${resource.address}`);
    return { key, pool, numbers: isUnclear ? { pool: {}, sources: [] } : numbers };
  });
  return {
    container,
    settings,
    pools,
    processes: processesOf(
      container,
      settings,
      pools.map(({ numbers }) => numbers),
    ),
  };
}

const POOLER_PORT = '6432';

/** Port 6432 of an instance with managed pooling. */
function isPooled({ variables }: Container, prefix: string, database: Database | undefined): boolean {
  if (!database?.managedPooling) return false;
  const start = prefix === '' ? '' : `${prefix}_`;
  return [...variables.values()].some(
    ({ name, text }) =>
      (name.startsWith(start) && name.endsWith('PORT') && text === POOLER_PORT) ||
      (text?.includes(`:${POOLER_PORT}/`) ?? false),
  );
}

/**
 * One service has one number of processes. Where its containers have different ones, the pools of all processes of
 * a container count as one.
 */
function together(target: Target, resource: Resource, clients: readonly Client[]): Clients {
  const counts = new Set(clients.map(({ processes }) => processes?.count));
  const [common] = counts;
  const isEqual = counts.size <= 1;
  const all = clients.every(({ processes }) => processes !== undefined);
  const pools: Record<string, Pool> = {};
  const unique = uniqueNames();
  for (const { container, pools: own, processes } of clients)
    for (const { key, pool, numbers } of own) {
      const name = clients.length === 1 ? key : unique(slug(`${container.name}-${key}`));
      pools[name] = isEqual || !all ? pool : multiplied(pool, processes!.count);
      for (const { field, source } of numbers.sources)
        isFrom(target, `pools.${name}.${field}`, inWords(source, resource));
    }
  if (clients.length > 0 && all)
    for (const source of new Set(clients.map(({ processes }) => processes!.source)))
      isFrom(
        target,
        'processes',
        isEqual ? inWords(source, resource) : `${inWords(source, resource)}, counted in its pools`,
      );
  unsized(target, resource, pools, clients.length > 0 && !all);
  const processes = isEqual ? common : all ? 1 : undefined;
  return { pools, ...(processes !== undefined && { processes }) };
}

/** A setting with whose it is; a default is nobody's. */
function inWords(source: string, { address }: Resource): string {
  return source.includes(' runs one ') || source.startsWith('the default of')
    ? source
    : `${source} of ${address}`;
}

function unsized(
  target: Target,
  resource: Resource,
  pools: Readonly<Record<string, Pool>>,
  isProcessesUnknown: boolean,
): void {
  const open = Object.entries(pools)
    .filter(
      ([, { driver, maximum, size }]) => driver === undefined && maximum === undefined && size === undefined,
    )
    .map(([name]) => `pools.${name}`);
  const missing = [...open, ...(isProcessesUnknown ? ['processes'] : [])];
  if (missing.length > 0)
    ask(
      target,
      resource,
      missing,
      (some) => `no convention says ${target.path} ${some.join(', ')}: a sidecar can (--sidecar)`,
    );
}

function multiplied(pool: Pool, processes: number): Pool {
  const { driver, maximum, size } = pool;
  const maxOverflow =
    pool.maxOverflow ?? (driver && size !== undefined ? DRIVERS[driver].value.maxOverflow : undefined);
  return {
    ...pool,
    ...(size !== undefined && { size: most(size * processes) }),
    ...(maxOverflow !== undefined && { maxOverflow: most(maxOverflow * processes) }),
    ...(typeof maximum === 'number' && { maximum: most(maximum * processes) }),
  };
}

function most(count: number): number {
  return Math.min(count, 1_000_000);
}
