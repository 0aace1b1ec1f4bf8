import type { Count, Day, FlagName, InstanceName, Keyed, NotKnown, Ownership, Text } from './common';

/**
 * A Cloud SQL for PostgreSQL instance, named by its key. It is identified by
 * `project:region:instance`: environments that name the same instance share one budget.
 */
export interface Database {
  /** Who changes it. */
  readonly ownership: Ownership;

  /** Team that answers for the instance and its limit. */
  readonly owner?: Text;

  /**
   * Project of the instance. Only a `reference` may lie in another project.
   * @default the environment's project
   */
  readonly project?: Text;

  /**
   * Region of the instance.
   * @default the environment's region
   */
  readonly region?: Text;

  /**
   * Instance name. A deleted name cannot be used again for about a week.
   * @default the key
   */
  readonly instance?: InstanceName;

  /** `POSTGRES_17` and so on. Changing it upgrades the server, with a restart. */
  readonly version: Text;

  /**
   * Cloud SQL edition. Omitted, the API chooses: `ENTERPRISE_PLUS` from PostgreSQL 16 on, which
   * refuses shared-core and custom tiers. Changing it restarts the instance.
   */
  readonly edition?: 'ENTERPRISE' | 'ENTERPRISE_PLUS';

  /** Machine tier, such as `db-custom-2-7680` (vCPU, MB). Changing it restarts the instance. */
  readonly tier: Text;

  /**
   * `REGIONAL` keeps a standby in another zone; it needs backups and point-in-time recovery.
   * @default "ZONAL"
   */
  readonly availability?: 'ZONAL' | 'REGIONAL';

  /** The `max_connections` flag, 14 to 262143. Changing it, or removing it, RESTARTS the database. Omitted, the limit is the tier's default. */
  readonly maxConnections?: Count | NotKnown;

  /** `max_connections` as read from the live server (`SHOW max_connections`), and the day of reading. */
  readonly observed?: ObservedLimit;

  /** Slots that the server keeps from ordinary roles. */
  readonly reserved?: Reserved;

  /** Connections that the team keeps free by policy; nobody enforces them. */
  readonly kept?: Kept;

  /**
   * Other database flags by name. Many of them restart the database; `max_connections`,
   * `superuser_reserved_connections` and `reserved_connections` have fields of their own.
   */
  readonly flags?: Keyed<FlagName, string | number>;

  /** Key of the primary, when this instance is a read replica. Its limit is at least the primary's. */
  readonly replicaOf?: string;

  /**
   * Cloud SQL Managed Connection Pooling (Enterprise Plus only). Port 5432 bypasses it. Whether it lets IAM users log
   * in is not confirmed: try it first, or give the pool a `user` and its password as a secret.
   */
  readonly managedPooling?: ManagedPooling;

  /**
   * Names of the databases inside the instance. Removing one drops it.
   * @default []
   * @uniqueItems
   */
  readonly databases?: readonly Text[];

  /**
   * GB, at least 10. Growing happens in place; shrinking is not possible.
   * @default 10
   */
  readonly diskGb?: Count;

  /**
   * Automatic backups and point-in-time recovery. Enabling point-in-time recovery later restarts the database.
   * @default enabled, with point-in-time recovery, 7 days
   */
  readonly backups?: {
    /** Automatic daily backups. */
    readonly enabled: boolean;
    /** Point-in-time recovery, from transaction logs. */
    readonly pointInTimeRecovery: boolean;
    /** Days of transaction logs: 1 to 7 on Enterprise, 1 to 35 on Enterprise Plus. */
    readonly logRetentionDays?: Count;
  };

  /**
   * Refuse direct connections: only the Auth Proxy, the connectors and the Cloud Run socket get in.
   * @default false
   */
  readonly connectorEnforcement?: boolean;

  /**
   * Give the instance a public address too, without any authorized network.
   * @default false
   */
  readonly publicIp?: boolean;

  /**
   * Protect the instance against deletion, in Terraform and in the API.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** A limit read from the live server. */
export interface ObservedLimit {
  /** What `SHOW max_connections` answered. */
  readonly maxConnections: Count;
  /** Day of reading. */
  readonly on: Day;
}

/** Slots out of `max_connections` that ordinary roles do not get. Counted, not set: Cloud SQL has no flags for them. */
export interface Reserved {
  /**
   * `superuser_reserved_connections`.
   * @default 3
   */
  readonly superuser?: Count;
  /**
   * `reserved_connections` (PostgreSQL 16 and later).
   * @default 0
   */
  readonly roles?: Count;
  /**
   * Connections that `cloudsqladmin` holds.
   * @default 4, or 2 where the limit is below 100 (measured; Google publishes no number)
   */
  readonly cloudSqlAdmin?: Count;
}

/** Connections kept free by policy. */
export interface Kept {
  /** How many. */
  readonly connections: Count;
  /** What they are kept for. */
  readonly reason: Text;
}

/** Managed Connection Pooling: server connections ≤ poolers × (database, user) pairs × pool size. */
export interface ManagedPooling {
  /**
   * `max_pool_size`: server connections a pooler opens for one (database, user) pair.
   * @default 50 (assumption)
   */
  readonly poolSize?: Count;
  /**
   * `max_client_connections` a pooler accepts.
   * @default 5000 (assumption)
   */
  readonly maxClientConnections?: Count;
}
