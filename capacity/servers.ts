import type { Environment, Pool } from './declaration';
import { connectionName } from './limit';
import { plus } from './quantity';
import type { ResolvedPool } from './pools';
import type { PoolShare } from './terms';

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

/** Who a pool's connections belong to, for counting a pooler's (database, user) pairs. */
export function poolUser(pool: Pool, client: string): string {
  return `${pool.database}/${pool.user ?? client}`;
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
    pool,
    perProcess: plus(maximum, outsidePool),
    heldPerProcess: pool.held,
    openedAtStart: plus(pool.openedAtStart, outsidePool),
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
    pool,
    perProcess: maximum,
    heldPerProcess:
      pool.held === 'unlimited' || pool.held === 'unknown' ? pool.held : pool.held - outsidePool,
    openedAtStart: pool.openedAtStart,
    formula: pool.formulaInPool,
  };
  const around: PoolShare = {
    pool,
    perProcess: outsidePool,
    heldPerProcess: outsidePool,
    openedAtStart: outsidePool,
    formula: String(outsidePool),
  };
  return [
    [server, pooled],
    [database, around],
  ];
}
