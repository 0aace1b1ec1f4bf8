import type { Count, Text, VariableName } from './common';

/** Drivers whose published defaults are known; see `google-cloud/drivers.ts` for each with its source. */
export type Driver =
  | 'sqlalchemy'
  | 'asyncpg'
  | 'psycopg-pool'
  | 'node-postgres'
  | 'postgres-js'
  | 'knex'
  | 'sequelize'
  | 'prisma'
  | 'hikaricp'
  | 'tomcat-jdbc'
  | 'r2dbc-pool'
  | 'pgxpool'
  | 'database-sql'
  | 'rails'
  | 'django'
  | 'r2d2'
  | 'sqlx'
  | 'npgsql'
  | 'ecto';

/**
 * One process's connections to one database. `driver` alone implies the driver's published defaults;
 * `size` and `maxOverflow` override them; `maximum` says only how far the pool can grow.
 */
export interface Pool {
  /**
   * Key of a database of this environment.
   * @title the key of a database
   */
  readonly database: string;

  /** Client library. Its published defaults fill every field left out. */
  readonly driver?: Driver;

  /** Connections the pool keeps for reuse, per process. Changing it makes a new revision. */
  readonly size?: Count;

  /** Connections above `size` that the pool may open under load and closes on return (SQLAlchemy's `max_overflow`). */
  readonly maxOverflow?: Count;

  /** The most connections a process opens, when `size` is not known; `"unlimited"` for a pool without a maximum. */
  readonly maximum?: Count | 'unlimited';

  /**
   * Connections held beside the pool for the life of the process: LISTEN, leader election, advisory locks.
   * @default 0
   */
  readonly outsidePool?: Count;

  /** `eager` opens the whole pool at start, `lazy` on first use. */
  readonly opens?: 'eager' | 'lazy';

  /** Seconds after which the pool closes an idle connection; 0 means never. Timers need CPU: see `cpuIdle`. */
  readonly idleTimeoutSeconds?: Count;

  /**
   * Way to the server. `managed-pooler` is Cloud SQL's own, `pgbouncer` a pooler declared under `poolers`.
   * @default "direct"
   */
  readonly via?: 'direct' | 'managed-pooler' | 'pgbouncer';

  /** Key of a declared pooler; required with `via: 'pgbouncer'`, and only then. */
  readonly pooler?: string;

  /** The pool needs session state (LISTEN, session locks, prepared statements by name), which transaction pooling cannot carry. */
  readonly needsSession?: boolean;

  /**
   * Database user, for counting a pooler's (database, user) pairs.
   * @default one user a service
   */
  readonly user?: Text;

  /** Key of the primary that readers fall back to when this pool's replica is out. */
  readonly fallback?: string;

  /**
   * Connections of this pool that one request holds at the same time (nested checkouts).
   * @default 1
   */
  readonly connectionsPerRequest?: Count;

  /**
   * Seconds a request waits for a free connection of the pool.
   * @default derived from the startup budget
   */
  readonly poolTimeoutSeconds?: Count;

  /**
   * Names of the environment variables that carry this pool's settings into the container.
   * @default DB_POOL_SIZE, DB_MAX_OVERFLOW, DB_POOL_TIMEOUT_SECONDS, DB_IDLE_TIMEOUT_SECONDS; with several pools, prefixed by the pool's name
   */
  readonly settingNames?: {
    /** Carries `size`. */
    readonly poolSize?: VariableName;
    /** Carries `maxOverflow`. */
    readonly maxOverflow?: VariableName;
    /** Carries `poolTimeoutSeconds`. */
    readonly poolTimeoutSeconds?: VariableName;
    /** Carries `idleTimeoutSeconds`. */
    readonly idleTimeoutSeconds?: VariableName;
  };
}

/** A PgBouncer in front of a database, named by its key. It is counted, not deployed. */
export interface Pooler {
  /**
   * Key of the database behind it.
   * @title the key of a database
   */
  readonly database: string;

  /** Team that answers for it. */
  readonly owner?: Text;

  /** Pooler processes. Each has pools of its own. */
  readonly replicas: Count;

  /** `default_pool_size` + `reserve_pool_size`: server connections a replica opens for one (database, user) pair. */
  readonly poolSize: Count;

  /**
   * (database, user) pairs that go through it.
   * @default the distinct users of the declared pools, at least 1
   */
  readonly pairs?: Count;

  /** `max_db_connections`: the most server connections of one replica over all pairs; 0 or omitted means no cap. */
  readonly maxDatabaseConnections?: Count;

  /**
   * `max_client_conn` of one replica.
   * @default 100
   */
  readonly maxClientConnections?: Count;

  /** `pool_mode`: `transaction` cannot carry session state. */
  readonly mode: 'session' | 'transaction' | 'statement';
}

/** A client that this declaration does not deploy: another team's service, a BI tool, a backup. */
export interface Client {
  /**
   * Key of a database of this environment.
   * @title the key of a database
   */
  readonly database: string;

  /** Connections it holds at most. Put every client that exists, even with a guess; an undeclared one is not in the sum. */
  readonly connections: Count;

  /** What it is. */
  readonly reason: Text;

  /** Team that answers for it. */
  readonly owner: Text;

  /**
   * When it is connected.
   * @default "always"
   */
  readonly during?: 'always' | 'rollout' | 'migration';

  /** Key of the pooler that it goes through, instead of connecting directly. */
  readonly pooler?: string;
}
