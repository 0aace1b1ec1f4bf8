import type { Count, NotKnown, Ownership, Text, VariableName } from './common';

/** A Memorystore for Redis instance, named by its key. */
export interface Redis {
  /** Who changes the instance. */
  readonly ownership: Ownership;

  /** Team that answers for it. */
  readonly owner?: Text;

  /**
   * Project of an instance that is someone else's. Changing it replaces the instance.
   * @default the environment's project
   */
  readonly project?: Text;

  /**
   * Region of an instance that is someone else's. Changing it replaces the instance.
   * @default the environment's region
   */
  readonly region?: Text;

  /**
   * `STANDARD_HA` keeps a replica in another zone. Changing it replaces the instance: the cache is lost.
   * @default "BASIC"
   */
  readonly tier?: 'BASIC' | 'STANDARD_HA';

  /** GB, 1 to 300. Changing it resets every connection for a minute or two; the data stay. */
  readonly memoryGb: Count;

  /**
   * Such as `REDIS_7_2`. Raising it fails over in place; lowering it replaces the instance.
   * @pattern ^REDIS_[4-9]_(\d|X)$
   * @title a version such as REDIS_7_2
   */
  readonly version: string;

  /**
   * How it joins the network. Changing it replaces the instance.
   * @default "private-service-access"
   */
  readonly connectMode?: 'private-service-access' | 'direct-peering';

  /**
   * Encrypt connections with TLS. Below Redis 7 it lowers the number of clients by size. Changing it replaces the instance.
   * @default true
   */
  readonly transitEncryption?: boolean;

  /**
   * Require the AUTH string. The provider keeps it in the Terraform state; the container gets it from Secret Manager.
   * @default true
   */
  readonly auth?: boolean;

  /**
   * Address of someone else's instance, for a `reference`: an IPv4 address, because a name may not resolve.
   * @default looked up
   */
  readonly host?: Text;

  /**
   * Protect the instance against deletion by Terraform.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** One process's connections to a Redis instance. */
export interface Cache {
  /**
   * Key of a Redis instance of this environment.
   * @title the key of a Redis instance
   */
  readonly redis: string;

  /** Most connections of one process, pub/sub included; `"unlimited"` for a client without a maximum. */
  readonly connections: Count | 'unlimited' | NotKnown;

  /**
   * Names of the environment variables that carry the address and the number into the container. Nothing else may
   * set them: an address that is typed by hand is one that may not resolve.
   * @default REDIS_HOST, REDIS_PORT, REDIS_TLS, REDIS_MAX_CONNECTIONS; with several caches, prefixed by the cache's name
   */
  readonly settingNames?: {
    /** Carries the address of the instance. */
    readonly host?: VariableName;
    /** Carries the port of the instance. */
    readonly port?: VariableName;
    /** Carries `transitEncryption` of the instance, as `true` or `false`. */
    readonly tls?: VariableName;
    /** Carries `connections`. */
    readonly connections?: VariableName;
  };
}
