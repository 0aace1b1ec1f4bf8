import { DataGoogleRedisInstance } from '@cdktf/provider-google/lib/data-google-redis-instance';
import { RedisInstance } from '@cdktf/provider-google/lib/redis-instance';
import { Construct } from 'constructs';
import { REDIS_PORT, resolveRedis, type ResolvedRedis } from '../capacity/google-cloud/memorystore';
import type { Apis } from './apis';
import type { StackContext } from './context';
import { adopt, lifecycleOf } from './imports';
import { named } from './named';
import type { Network } from './network';

const CONNECT_MODES = {
  'private-service-access': 'PRIVATE_SERVICE_ACCESS',
  'direct-peering': 'DIRECT_PEERING',
} as const;

/** Where a Redis instance is. The address is an IP: Memorystore gives no name that could fail to resolve. */
export interface RedisAddress {
  readonly host: string;
  readonly port: string;
}

/** The Memorystore for Redis instances of an environment. */
export class RedisInstances extends Construct {
  private readonly instances = new Map<string, RedisInstance>();
  private readonly references = new Map<string, DataGoogleRedisInstance>();

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    private readonly network: Network,
    private readonly apis: Apis,
  ) {
    super(scope, 'redis');
    for (const key of Object.keys(context.environment.redis ?? {})) {
      const redis = this.declared(key);
      if (redis.ownership !== 'reference') this.instances.set(key, this.create(key, redis));
    }
  }

  /** Address of an instance. Someone else's is looked up, which needs the right to view it, unless it is declared. */
  address(key: string): RedisAddress {
    const { host, transitEncryption } = this.declared(key);
    if (host !== undefined)
      return { host, port: String(transitEncryption ? REDIS_PORT.value.tls : REDIS_PORT.value.plain) };
    const instance = this.instances.get(key) ?? this.reference(key);
    // As a text: the number would be a token that looks like one.
    return { host: instance.host, port: instance.getStringAttribute('port') };
  }

  private declared(key: string): ResolvedRedis {
    return resolveRedis(this.context.environment.redis![key]!);
  }

  private create(key: string, redis: ResolvedRedis): RedisInstance {
    const { labels, project, region } = this.context;
    const { auth, connectMode, memoryGb, ownership, tier, transitEncryption, version } = redis;
    const isPrivateServiceAccess = connectMode === 'private-service-access';
    const resource = new RedisInstance(this, key, {
      name: key,
      project,
      region,
      tier,
      memorySizeGb: memoryGb,
      redisVersion: version,
      authorizedNetwork: this.network.id,
      connectMode: CONNECT_MODES[connectMode],
      transitEncryptionMode: transitEncryption ? 'SERVER_AUTHENTICATION' : 'DISABLED',
      authEnabled: auth,
      labels: { ...labels },
      // Nothing in the arguments refers to the peering, without which an address cannot be given.
      dependsOn: [
        ...this.apis.of(project, 'redis', ...(isPrivateServiceAccess ? ['servicenetworking'] : [])),
        ...(isPrivateServiceAccess ? this.network.privateServices : []),
      ],
      lifecycle: lifecycleOf({
        ownership,
        // A change of the tier, of TLS or of the network replaces the instance, and the cache is lost.
        preventDestroy: redis.deletionProtection,
        kept: KEPT,
      }),
    });
    return adopt(ownership, named(resource, key), `projects/${project}/locations/${region}/instances/${key}`);
  }

  private reference(key: string): DataGoogleRedisInstance {
    const known = this.references.get(key);
    if (known) return known;
    const { project = this.context.project, region = this.context.region } = this.declared(key);
    const data = new DataGoogleRedisInstance(this, `reference-${key}`, { name: key, project, region });
    this.references.set(key, named(data, key));
    return data;
  }
}

/** Arguments of an imported instance that the declaration does not name; most of them would replace it. */
const KEPT = [
  'alternative_location_id',
  'customer_managed_key',
  'display_name',
  'location_id',
  'maintenance_policy',
  'maintenance_version',
  'persistence_config',
  'read_replicas_mode',
  'redis_configs',
  'replica_count',
  'reserved_ip_range',
  'secondary_ip_range',
];
