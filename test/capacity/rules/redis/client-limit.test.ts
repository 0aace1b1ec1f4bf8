import { textOf } from '../../../../capacity/terms';
import type { Declaration, Redis } from '../../../../capacity/declaration';
import { REDIS, withRedis } from '../../../support/examples/redis';
import { ENVIRONMENT, findingsOf, headlinesOf, SERVICE, withFields } from '../../../support/declare';

const rule = 'redis/client-limit';
const SMALL = { version: 'REDIS_6_X' } as const;
const LIMIT = 'limit 1000 (REDIS_6_X with TLS and 1 GB)';

const { pools: _, startup: __, ...workload } = SERVICE;
const job = (during: string, connections: number | string) => ({
  ...workload,
  during,
  caches: { locks: { redis: 'cache', connections } },
});

/** A job counts in steady and nowhere else. */
const always = (connections: number | string, redis: Partial<Redis> = SMALL) =>
  withFields({ 'redis.cache': { ...REDIS, ...redis }, 'jobs.sweep': job('always', connections) });

test.each([
  [999, []],
  [1000, []],
  [1001, [`steady needs 1001; ${LIMIT}`]],
])('%d of 1000 with TLS before Redis 7', (connections, headlines) => {
  expect(headlinesOf(rule, always(connections))).toEqual(headlines);
});

test.each([
  [64_999, []],
  [65_000, []],
  [65_001, ['steady needs 65001; limit 65000 (Memorystore)']],
])('%d of 65,000', (connections, headlines) => {
  expect(headlinesOf(rule, always(connections, {}))).toEqual(headlines);
  expect(headlinesOf(rule, always(connections, { ...SMALL, transitEncryption: false }))).toEqual(headlines);
});

test('a migration is an error of its own', () => {
  const migrate = withFields({
    'redis.cache': { ...REDIS, ...SMALL },
    'jobs.migrate': job('migration', 1001),
  });
  expect(findingsOf(rule, migrate)).toMatchObject([
    { severity: 'error', headline: `migration needs 1001; ${LIMIT}` },
  ]);
});

test('every moment that does not fit is one finding, and its fixes make all of them fit', () => {
  const [finding, ...others] = findingsOf(
    rule,
    withRedis(SMALL, { 'services.api.caches.main.connections': 300 }),
  );
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'error',
    subject: 'redis.cache',
    at: { path: 'services.api.caches.main.connections', value: 300 },
    owner: 'team-api',
    headline: `rollout needs 1200, redeploy needs 1800; ${LIMIT}`,
    why: 'Memorystore rejects every new connection beyond its limit, also those of an instance that starts',
    excess: 800,
  });
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest: 2 instances × 1 process × 300 = 600',
    'services.api outgoing: 2 instances × 1 process × 300 = 600',
  ]);
  const fix = (path: string, from: number, to: number, leaves: number, effect = 'new revision') => ({
    environment: 'test',
    path,
    from,
    to,
    leaves,
    effect,
  });
  expect(finding!.fixes).toEqual([
    fix('services.api.caches.main.connections', 300, 166, 4),
    fix('services.api.maxInstances', 2, 1, 100),
    fix('redis.cache.memoryGb', 1, 5, 700, 'RESETS every connection for a minute or two'),
  ]);
});

test('only a redeploy or an overshoot over the limit warns', () => {
  const redeploy = withRedis(SMALL, { 'services.api.caches.main.connections': 200 });
  expect(findingsOf(rule, redeploy)).toMatchObject([
    { severity: 'warning', headline: `redeploy needs 1200; ${LIMIT}` },
  ]);
  const overshoot = withRedis(SMALL, {
    'services.api.caches.main.connections': 500,
    'services.api.outgoing': { caches: {} },
    deployIntervalSeconds: 3600,
  });
  expect(headlinesOf(rule, overshoot)).toEqual([`later-rollout needs 2000, overshoot needs 1500; ${LIMIT}`]);
});

test('two services, and every process, add up', () => {
  const declaration = withRedis(SMALL, {
    'services.api.processes': 4,
    'services.other': { ...SERVICE, pools: {}, caches: { main: { redis: 'cache', connections: 500 } } },
  });
  expect(headlinesOf(rule, declaration)).toEqual([
    `steady needs 1080, rollout needs 2160, redeploy needs 3240, overshoot needs 1620; ${LIMIT}`,
  ]);
});

test('a client without a maximum is over every limit, and the fix says which one fits', () => {
  const [finding] = findingsOf(rule, always('unlimited'));
  expect(finding!.headline).toBe(`steady needs without bound; ${LIMIT}`);
  expect(finding!.fixes).toMatchObject([
    { path: 'jobs.sweep.caches.locks.connections', from: null, to: 100 },
  ]);
});

test('what cannot be known is no pass', () => {
  expect(headlinesOf(rule, withRedis(SMALL, { 'services.api.processes': undefined }))).toEqual([
    `cannot be known: steady needs at least 20, 1 unknown, rollout needs at least 40, 2 unknown, redeploy needs at least 60, 3 unknown, overshoot needs at least 30, 2 unknown; ${LIMIT}`,
  ]);
});

test('what cannot be known is said of the cache that is not, and not of its instances', () => {
  const unknown = withRedis(SMALL, {
    origin: 'terraform',
    'services.api.caches.main.connections': 'unknown',
  });
  const [finding] = findingsOf(rule, unknown);
  expect(finding!.at).toEqual({
    environment: 'test',
    path: 'services.api.caches.main.connections',
    value: 'unknown',
  });
});

test("someone else's instance is counted, and not resized", () => {
  const [finding] = findingsOf(rule, always(1001, { ...SMALL, ownership: 'reference' }));
  expect(finding!.fixes.map(({ path }) => path)).toEqual(['jobs.sweep.caches.locks.connections']);
});

test('an instance that two environments use has one budget, reported once', () => {
  const { databases: _databases, ...rest } = ENVIRONMENT;
  const own = {
    ...rest,
    redis: { cache: { ...REDIS, ...SMALL } },
    services: {},
    jobs: { sweep: job('always', 600) },
  };
  const other = { ...own, redis: { cache: { ...REDIS, ...SMALL, ownership: 'reference' } } };
  const declaration = {
    schemaVersion: 1,
    environments: { blue: own, green: other },
  } as unknown as Declaration;
  expect(findingsOf(rule, declaration)).toMatchObject([
    { environment: 'blue', headline: `steady needs 1200; ${LIMIT}` },
  ]);
});
