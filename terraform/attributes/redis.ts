import { REPLACE_REDIS } from '../../capacity/google-cloud/effects';
import type { ResourceType } from './attribute';

/** A Memorystore for Redis instance. */
export const REDIS: ResourceType = {
  file: 'redis/resource_redis_instance.go',
  replaced: REPLACE_REDIS.text,
  deleted: 'DELETES the instance: the cache is lost',
  attributes: [
    { path: 'memory_size_gb', field: 'memoryGb', kind: 'restart', line: 104 },
    { path: 'redis_version', field: 'version', kind: 'restart', line: 362 },
    { path: 'tier', field: 'tier', kind: 'in-place', line: 407 },
    { path: 'replica_count', kind: 'in-place', line: 377 },
    { path: 'read_replicas_mode', kind: 'in-place', line: 342 },
    { path: 'connect_mode', kind: 'in-place' },
    { path: 'transit_encryption_mode', kind: 'in-place' },
    { path: 'auth_enabled', field: 'auth', kind: 'in-place' },
    { path: 'authorized_network', kind: 'in-place' },
    { path: 'reserved_ip_range', kind: 'in-place' },
    { path: 'region', field: 'region', kind: 'in-place' },
    { path: 'name', kind: 'in-place' },
  ],
};
