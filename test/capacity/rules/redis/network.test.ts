import { withRedis } from '../../../support/examples/redis';
import { findingsOf, headlinesOf, SERVICE } from '../../../support/declare';

const rule = 'redis/network';
const NO_EGRESS = { 'services.api.pools': {}, 'services.api.egress': { kind: 'none' } };
const headline = 'the private address of cache is reached through VPC egress: egress is none';

test('a service on a connector has a way', () => {
  expect(headlinesOf(rule, withRedis())).toEqual([]);
});

test('a service without egress has none', () => {
  expect(findingsOf(rule, withRedis({}, NO_EGRESS))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.egress.kind', value: 'none' },
      headline,
      why: 'a Redis instance has only a private address, in the network that it was created for: without a way into it every connection times out',
      fixes: [],
    },
  ]);
});

test('nor has an earlier revision, or a job', () => {
  const { pools: _, startup: __, ...workload } = SERVICE;
  const caches = { locks: { redis: 'cache', connections: 1 } };
  const job = { ...workload, during: 'always', egress: { kind: 'none' }, caches };
  expect(findingsOf(rule, withRedis({}, { 'jobs.sweep': job }))).toMatchObject([
    { subject: 'jobs.sweep', headline },
  ]);
  const earlier = withRedis(
    {},
    {
      ...NO_EGRESS,
      'services.api.caches': {},
      'services.api.revisions': { 'api-1': { traffic: 0, caches } },
    },
  );
  expect(headlinesOf(rule, earlier)).toEqual([headline]);
});

test('a service without caches needs none', () => {
  expect(headlinesOf(rule, withRedis({}, { ...NO_EGRESS, 'services.api.caches': {} }))).toEqual([]);
});

test('direct peering does not join a Shared VPC', () => {
  const shared = { 'network.hostProject': 'host' };
  const peered = { connectMode: 'direct-peering' } as const;
  expect(headlinesOf(rule, withRedis({}, shared))).toEqual([]);
  expect(headlinesOf(rule, withRedis(peered))).toEqual([]);
  expect(headlinesOf(rule, withRedis(peered, { 'network.hostProject': 'example' }))).toEqual([]);
  expect(headlinesOf(rule, withRedis({ ...peered, ownership: 'reference' }, shared))).toEqual([]);
  expect(findingsOf(rule, withRedis(peered, shared))).toMatchObject([
    {
      severity: 'error',
      subject: 'redis.cache.connectMode',
      owner: 'team-data',
      headline:
        'connectMode direct-peering does not join the Shared VPC of host: private-service-access does',
      why: 'the API refuses it, after the plan has passed',
      fixes: [
        {
          from: 'direct-peering',
          to: 'private-service-access',
          effect: 'REPLACES the instance: the cache is lost, and its address changes',
        },
      ],
    },
  ]);
});

test('an instance of another region warns, where it is used', () => {
  const far = { ownership: 'reference', region: 'europe-west1' } as const;
  expect(findingsOf(rule, withRedis(far))).toMatchObject([
    {
      severity: 'warning',
      subject: 'redis.cache.region',
      owner: 'team-data',
      at: { path: 'redis.cache.region', value: 'europe-west1' },
      headline: 'the instance is in europe-west1; services.api in us-central1',
      why: 'every look-up crosses regions, which takes longer than what a cache saves, and an outage of either stops both',
    },
  ]);
  expect(headlinesOf(rule, withRedis({ ...far, region: 'us-central1' }))).toEqual([]);
  expect(headlinesOf(rule, withRedis(far, { 'services.api.caches': {} }))).toEqual([]);
});
