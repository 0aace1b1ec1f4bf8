import type { Driver, Pool } from '../../capacity/declaration';
import { DRIVERS } from '../../capacity/google-cloud/drivers';
import { isAutoscaled } from './platform';
import type { RecordedService } from './record';

/** A pool as the model takes it; `atLeast` where the record leaves open how much larger it is. */
export interface KnownPool {
  readonly pool: Pool;
  readonly atLeast: boolean;
}

/** How people write a driver's name, the more specific first. */
const DRIVER_NAMES: readonly (readonly [RegExp, Driver])[] = [
  [/sqlalchemy|queuepool/i, 'sqlalchemy'],
  [/asyncpg/i, 'asyncpg'],
  [/psycopg[\w ]*pool/i, 'psycopg-pool'],
  [/postgres[.-]?js/i, 'postgres-js'],
  [/knex/i, 'knex'],
  [/sequelize/i, 'sequelize'],
  [/prisma/i, 'prisma'],
  [/hikari/i, 'hikaricp'],
  [/tomcat[\w -]*jdbc/i, 'tomcat-jdbc'],
  [/r2dbc/i, 'r2dbc-pool'],
  [/\bpgx(pool)?\b/i, 'pgxpool'],
  [/database\/sql|\bsql\.DB\b/i, 'database-sql'],
  [/\brails\b|active ?record/i, 'rails'],
  [/\br2d2\b/i, 'r2d2'],
  [/\bsqlx\b/i, 'sqlx'],
  [/\bnpgsql\b/i, 'npgsql'],
  [/\becto\b/i, 'ecto'],
  [/node-postgres|\bpg\b/i, 'node-postgres'],
];

/** Any time-out: nothing is claimed to stay open. */
const SOME_IDLE_TIMEOUT_SECONDS = 600;

/**
 * The pool of a service.
 *
 * What a pool keeps open without load is claimed only where the record says how it behaves: in words
 * (`opened eagerly`, `never idles out`) or by the driver's name, whose published behaviour then holds. An
 * overflow beside the size is SQLAlchemy's queue pool, which no other driver has. About every other pool the
 * record is silent, so it opens on use and closes what is idle.
 *
 * A size that is not recorded is the named driver's default, and otherwise at least 1. A default that
 * depends on the CPUs is exact on platforms whose instances have one unless declared otherwise, and a lower
 * bound elsewhere.
 */
export function poolOf(service: RecordedService, platform: string): KnownPool {
  const { poolSize, maxOverflow, extraConnections, poolBasis } = service;
  const named = DRIVER_NAMES.find(([name]) => name.test(poolBasis))?.[1];
  const driver = named ?? (maxOverflow ? 'sqlalchemy' : undefined);
  const neverCloses = /never (idles?|closes?|shrinks?|times? out)|no idle time/i.test(poolBasis);
  const behaviour: Partial<Pool> = {
    ...(driver ? { driver } : { opens: 'lazy', idleTimeoutSeconds: SOME_IDLE_TIMEOUT_SECONDS }),
    ...(/eager/i.test(poolBasis) && { opens: 'eager' }),
    ...(neverCloses && { idleTimeoutSeconds: 0 }),
  };
  const pool = { database: 'main', outsidePool: extraConnections, ...behaviour };
  const overflow = maxOverflow === undefined ? {} : { maxOverflow };
  if (poolSize === 'unlimited') return { pool: { ...pool, maximum: 'unlimited' }, atLeast: false };
  if (poolSize !== undefined) return { pool: { ...pool, size: poolSize, ...overflow }, atLeast: false };
  if (!named) return { pool: { ...pool, size: 1, ...overflow }, atLeast: true };
  const byCpu = typeof DRIVERS[named].value.size === 'function';
  // A zero beside an unknown size is a blank of the form, not a setting.
  return { pool: { ...pool, ...(maxOverflow ? overflow : {}) }, atLeast: byCpu && !isAutoscaled(platform) };
}
