import type { ResolvedCache } from './caches';
import type { Environment } from './declaration';
import type { Fleet, ServiceModel } from './fleets';
import { once } from './once';
import type { ResolvedPool } from './pools';
import { databaseServer, redisServer } from './servers';

/** One environment as the base of a comparison has it: what is live before the deploy. */
export interface LiveEnvironment {
  readonly declared: Environment;
  readonly services: readonly ServiceModel[];
}

/** What a fleet takes that is not said of itself. */
export type Inherited = Pick<Fleet, 'instances' | 'floor' | 'processes' | 'pools' | 'caches'>;

/** A service as the base of a comparison has it. */
export interface LiveService {
  /** The latest revision: its ceiling, or its minimum where it has no traffic. */
  readonly latest: Inherited;
  readonly revisions: readonly Fleet[];
  /** Service-level maximum. */
  readonly maximum?: number;
}

/** What is live of a service, in the words of the new declaration; `undefined` where the base does not have it. */
export function liveService(
  name: string,
  live: LiveEnvironment,
  environment: Environment,
): LiveService | undefined {
  const service = servicesByName(live).get(name);
  if (!service) return undefined;
  const { latest, latestTraffic } = service;
  const maximum = service.declared.serviceMaxInstances;
  return {
    latest: {
      ...counted(latest, live.declared, environment),
      instances: latestTraffic > 0 ? latest.instances : latest.floor,
    },
    revisions: service.revisions.map((fleet) => ({
      label: fleet.label,
      ...counted(fleet, live.declared, environment),
    })),
    ...(maximum !== undefined && { maximum }),
  };
}

/** Services of the base that are not declared any more, in the words of the new declaration. */
export function removedServices(live: LiveEnvironment, environment: Environment): readonly ServiceModel[] {
  const isDeclared = (name: string): boolean => Object.hasOwn(environment.services ?? {}, name);
  return live.services
    .filter(({ name }) => !isDeclared(name))
    .map((service) => {
      const { latest, revisions } = liveService(service.name, live, environment)!;
      return {
        ...service,
        latest: { label: 'outgoing', ...latest },
        latestTraffic: 100,
        counted: revisions.map((fleet) => ({ ...fleet, label: `outgoing ${fleet.label}` })),
      };
    });
}

/**
 * What a revision has that the declaration does not say: the numbers of the base's revision. One that the base does
 * not name was its latest.
 */
export function liveRevision(
  name: string,
  revision: string,
  live: LiveEnvironment,
  environment: Environment,
): Inherited | undefined {
  const service = servicesByName(live).get(name);
  if (!service) return undefined;
  const fleet = service.counted.find(({ label }) => label === `revision ${revision}`) ?? service.latest;
  // Without traffic it had only its minimum; with traffic again it has its ceiling.
  const instances = service.declared.revisions?.[revision]?.maxInstances ?? service.latest.instances;
  return { ...counted(fleet, live.declared, environment), instances };
}

/** A live fleet in the words of the new declaration: what it connects to may have another key there. */
function counted(fleet: Fleet, live: Environment, environment: Environment): Inherited {
  const { instances, floor, processes, pools, caches } = fleet;
  return {
    instances,
    floor,
    processes,
    pools: pools.flatMap((pool) => renamedPool(pool, live, environment)),
    caches: caches.flatMap((cache) => renamedCache(cache, live, environment)),
  };
}

/** Connections to a database or through a pooler that is no longer declared cannot be counted. */
function renamedPool(pool: ResolvedPool, live: Environment, environment: Environment): ResolvedPool[] {
  const { via, pooler, fallback, ...declared } = pool.declared;
  const keys = databaseKeys(environment);
  const keyOf = (key: string): string | undefined => keys.get(databaseServer(live, key));
  const database = keyOf(declared.database);
  if (database === undefined) return [];
  if (via === 'pgbouncer' && !environment.poolers?.[pooler!]) return [];
  if (via === 'managed-pooler' && !environment.databases![database]!.managedPooling) return [];
  const reader = fallback === undefined ? undefined : keyOf(fallback);
  return [
    {
      ...pool,
      declared: {
        ...declared,
        database,
        ...(via && { via }),
        ...(pooler !== undefined && { pooler }),
        ...(reader !== undefined && { fallback: reader }),
      },
    },
  ];
}

function renamedCache(cache: ResolvedCache, live: Environment, environment: Environment): ResolvedCache[] {
  const server = redisServer(live, cache.declared.redis);
  const redis = redisKeys(environment).get(server);
  return redis === undefined ? [] : [{ ...cache, declared: { ...cache.declared, redis } }];
}

const servicesByName = once(
  ({ services }: LiveEnvironment): ReadonlyMap<string, ServiceModel> =>
    new Map(services.map((service) => [service.name, service])),
);

/** Keys by the server behind them. */
const databaseKeys = once(
  (environment: Environment): ReadonlyMap<string, string> =>
    new Map(Object.keys(environment.databases ?? {}).map((key) => [databaseServer(environment, key), key])),
);

const redisKeys = once(
  (environment: Environment): ReadonlyMap<string, string> =>
    new Map(Object.keys(environment.redis ?? {}).map((key) => [redisServer(environment, key), key])),
);
