import { NAMED, type Behaviors } from './behavior';

/** Of Memorystore. Arguments: terraform-provider-google, google/services/…, lines of v6.50.0, read on 2026-11-20. */
export const MEMORYSTORE: Behaviors = {
  // redis/resource_redis_instance.go, lines 43-418
  google_redis_instance: {
    replaces: [
      ...NAMED,
      'region',
      'tier',
      'connect_mode',
      'transit_encryption_mode',
      'authorized_network',
      'reserved_ip_range',
      'location_id',
      'alternative_location_id',
      'customer_managed_key',
    ],
    computed: [
      'region',
      'authorized_network',
      'redis_version',
      'replica_count',
      'read_replicas_mode',
      'reserved_ip_range',
      'secondary_ip_range',
      'location_id',
      'alternative_location_id',
      'persistence_config',
    ],
    defaults: {
      tier: 'BASIC',
      auth_enabled: false,
      connect_mode: 'DIRECT_PEERING',
      transit_encryption_mode: 'DISABLED',
    },
    sensitive: ['auth_string'],
    answers: {
      id: 'projects/{project}/locations/{region}/instances/{name}',
      host: '10.0.1.4',
      port: 6379,
      redis_version: 'REDIS_7_2',
      read_replicas_mode: 'READ_REPLICAS_DISABLED',
    },
  },
};
