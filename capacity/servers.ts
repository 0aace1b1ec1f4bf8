import type { ResolvedCache } from './caches';
import type { Environment, Pool } from './declaration';
import { connectionName } from './limit';
import { inWords, plus } from './quantity';
import type { ResolvedPool } from './pools';
import type { PoolShare, Share } from './terms';

/** Identity of the server behind a database key. */
export function databaseServer(environment: Environment, key: string): string {
  return connectionName(environment, key, environment.databases![key]!);
}

/** Identity of the client side of a managed pooler. */
export function managedPoolerServer(environment: Environment, key: string): string {
  return `${databaseServer(environment, key)}/managed-pooler`;
}

/** Identity of the client side of a declared pooler. */
export function poolerServer(environmentName: string, key: string): string {
  return `${environmentName}/poolers/${key}`;
}

/** Identity of a Redis instance. */
export function redisServer({ project, region, redis }: Environment, key: string): string {
  const declared = redis![key]!;
  return [declared.project ?? project, declared.region ?? region, 'redis', key].join(':');
}

/** Who a pool's connections belong to, for counting a pooler's (database, user) pairs. */
export function poolUser(pool: Pool, client: string): string {
  return `${pool.database}/${pool.user ?? client}`;
}

/** Servers that the pools and the caches of a process connect to, with the part that goes to each. */
export function allShares(
  environmentName: string,
  environment: Environment,
  { pools, caches }: { readonly pools: readonly ResolvedPool[]; readonly caches: readonly ResolvedCache[] },
): readonly (readonly [server: string, share: Share])[] {
  return [
    ...pools.flatMap((pool) => sharesOf(environmentName, environment, pool)),
    ...caches.map((cache): readonly [string, Share] => {
      const { connections, redis } = cache.declared;
      // No client closes its idle connections unless it is told to.
      const every = { perProcess: connections, heldPerProcess: connections, formula: inWords(connections) };
      return [redisServer(environment, redis), { kind: 'cache', cache, ...every }];
    }),
  ];
}

/**
 * Servers that a pool's connections go to. What lies outside the pool keeps a session, so it goes around
 * a pooler in transaction or statement mode, straight to the database.
 */
export function sharesOf(
  environmentName: string,
  environment: Environment,
  pool: ResolvedPool,
): readonly (readonly [server: string, share: PoolShare])[] {
  const { declared, maximum, outsidePool } = pool;
  const database = databaseServer(environment, declared.database);
  const whole: PoolShare = {
    kind: 'pool',
    pool,
    perProcess: plus(maximum, outsidePool),
    heldPerProcess: pool.held,
    formula: pool.formula,
  };
  const via = declared.via ?? 'direct';
  if (via === 'direct') return [[database, whole]];
  const pooler = via === 'pgbouncer' ? environment.poolers![declared.pooler!]! : undefined;
  const server = pooler
    ? poolerServer(environmentName, declared.pooler!)
    : managedPoolerServer(environment, declared.database);
  if (outsidePool === 0 || pooler?.mode === 'session') return [[server, whole]];
  const pooled: PoolShare = {
    kind: 'pool',
    pool,
    perProcess: maximum,
    heldPerProcess:
      pool.held === 'unlimited' || pool.held === 'unknown' ? pool.held : pool.held - outsidePool,
    formula: pool.formulaInPool,
  };
  const around: PoolShare = {
    kind: 'pool',
    pool,
    perProcess: outsidePool,
    heldPerProcess: outsidePool,
    formula: String(outsidePool),
  };
  return [
    [server, pooled],
    [database, around],
  ];
}
