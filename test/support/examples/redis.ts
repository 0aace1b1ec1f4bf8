import type { Redis } from '../../../capacity/declaration';
import { withFields } from '../declare';
import type { RuleExamples } from '../rule-pages';

/** An instance that takes 65,000 clients. */
export const REDIS = {
  ownership: 'managed',
  owner: 'team-data',
  memoryGb: 1,
  version: 'REDIS_7_2',
} as const satisfies Redis;

/** `ENVIRONMENT` with an instance, and a cache of 10 connections on it: 2 instances × 1 process × 10. */
export const withRedis = (redis: Partial<Redis> = {}, fields: Readonly<Record<string, unknown>> = {}) =>
  withFields({
    'redis.cache': { ...REDIS, ...redis },
    'services.api.caches': { main: { redis: 'cache', connections: 10 } },
    ...fields,
  });

/** A declaration that each rule of `redis` refuses; its page shows the output. */
export const REDIS_EXAMPLES: RuleExamples = {
  'redis/client-limit': withRedis({ version: 'REDIS_6_X' }, { 'services.api.caches.main.connections': 300 }),
  'redis/network': withRedis({}, { 'services.api.pools': {}, 'services.api.egress': { kind: 'none' } }),
  'redis/host': withRedis({ ownership: 'reference', host: 'redis' }),
  'redis/memory-range': withRedis({ memoryGb: 400 }),
};
