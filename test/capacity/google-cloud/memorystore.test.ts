import type { Redis } from '../../../capacity/declaration';
import { redisClients } from '../../../capacity/google-cloud/memorystore';

const clients = (memoryGb: number, version: string, transitEncryption?: boolean): number => {
  const tls = transitEncryption === undefined ? {} : { transitEncryption };
  const redis: Redis = { ownership: 'managed', memoryGb, version, ...tls };
  return redisClients(redis).clients;
};

test.each([
  [1, 1000],
  [4, 1000],
  [5, 2500],
  [10, 2500],
  [11, 15_000],
  [35, 15_000],
  [36, 30_000],
  [100, 30_000],
  [101, 65_000],
  [300, 65_000],
])('%d GB with TLS before Redis 7', (memoryGb, limit) => {
  expect(clients(memoryGb, 'REDIS_4_0')).toBe(limit);
  expect(clients(memoryGb, 'REDIS_5_0', true)).toBe(limit);
  expect(clients(memoryGb, 'REDIS_6_X', true)).toBe(limit);
});

test('neither Redis 7 nor a connection without TLS is limited by size', () => {
  expect(clients(1, 'REDIS_7_0')).toBe(65_000);
  expect(clients(1, 'REDIS_7_2', true)).toBe(65_000);
  expect(clients(1, 'REDIS_6_X', false)).toBe(65_000);
});
