import type { Redis } from '../declaration';
import { published, reported } from './fact';

/** GB of an instance. */
export const REDIS_MEMORY_GB = reported(
  { min: 1, max: 300 },
  'https://docs.cloud.google.com/memorystore/docs/redis/redis-tiers, quoted in public files; hashicorp/google 6.50.0 accepts any number',
);

/** Clients of an instance, of either tier. */
export const REDIS_CLIENTS = published(
  65_000,
  'https://docs.cloud.google.com/memorystore/docs/redis/quotas (Connected clients per instance)',
);

/** Clients of an instance with TLS before Redis 7, by its size: the first row whose `upToGb` is not below it. */
export const REDIS_TLS_CLIENTS = published(
  [
    { upToGb: 4, clients: 1000 },
    { upToGb: 10, clients: 2500 },
    { upToGb: 35, clients: 15_000 },
    { upToGb: 100, clients: 30_000 },
    { upToGb: Infinity, clients: REDIS_CLIENTS.value },
  ],
  'https://docs.cloud.google.com/memorystore/docs/redis/about-in-transit-encryption (Connection limits; "approximate")',
);

/** First Redis major on which TLS does not lower the number of clients. */
export const REDIS_TLS_AT_FULL_CLIENTS_FROM = published(7, REDIS_TLS_CLIENTS.source);

/** Ports of an instance. */
export const REDIS_PORT = published(
  { plain: 6379, tls: 6378 },
  'https://docs.cloud.google.com/memorystore/docs/redis/enabling-in-transit-encryption (the port with in-transit encryption)',
);

/** An instance with every default in place. */
export type ResolvedRedis = Redis &
  Required<Pick<Redis, 'tier' | 'connectMode' | 'transitEncryption' | 'auth' | 'deletionProtection'>>;

/** Fills what the declaration leaves out. */
export function resolveRedis(redis: Redis): ResolvedRedis {
  return {
    ...redis,
    tier: redis.tier ?? 'BASIC',
    connectMode: redis.connectMode ?? 'private-service-access',
    transitEncryption: redis.transitEncryption ?? true,
    auth: redis.auth ?? true,
    deletionProtection: redis.deletionProtection ?? true,
  };
}

/** Clients that an instance takes, and why so many: `1000 (REDIS_6_X with TLS and 1 GB)`. */
export function redisClients(redis: Redis): { readonly clients: number; readonly text: string } {
  const { memoryGb, transitEncryption, version } = resolveRedis(redis);
  if (!transitEncryption || redisMajor(version) >= REDIS_TLS_AT_FULL_CLIENTS_FROM.value) {
    const clients = REDIS_CLIENTS.value;
    return { clients, text: `${clients} (Memorystore)` };
  }
  const { clients } = REDIS_TLS_CLIENTS.value.find(({ upToGb }) => memoryGb <= upToGb)!;
  return { clients, text: `${clients} (${version} with TLS and ${memoryGb} GB)` };
}

/** Major version: 7 of `REDIS_7_2`. */
export function redisMajor(version: string): number {
  return Number(version.split('_')[1]);
}
