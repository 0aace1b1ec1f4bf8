import { buildModel } from '../../capacity/model';
import { SERVICE } from '../support/declare';
import { withRedis } from '../support/examples/redis';
import { addedTo, demandOf } from '../support/moments';

const PATH = 'redis.cache';
const { pools: _, startup: __, ...workload } = SERVICE;
const migrate = (caches: object) => ({ ...workload, during: 'migration', tasks: 3, caches });

const one = withRedis({}, { 'services.api.processes': 2 });

test('a cache counts at every moment of a database but churn and fallback', () => {
  const term = 'services.api revision latest: 2 instances × 2 processes × 10 = 40';
  expect(addedTo('steady', one, PATH)).toEqual([term]);
  expect(addedTo('rollout', one, PATH)).toEqual([
    'services.api outgoing: 2 instances × 2 processes × 10 = 40',
  ]);
  expect(addedTo('overshoot', one, PATH)).toEqual([
    'services.api revision latest above its ceiling: 1 instance × 2 processes × 10 = 20',
  ]);
  const { moments } = buildModel(one).budgets.find(({ path }) => path === PATH)!;
  expect(moments.map(({ name, demand }) => [name, demand])).toEqual([
    ['steady', 40],
    ['rollout', 80],
    ['redeploy', 120],
    ['overshoot', 60],
  ]);
});

test('it counts on its own instance, and on no database', () => {
  const without = withRedis({}, { 'services.api.processes': 2, 'services.api.caches': {} });
  expect(demandOf('steady', one)).toBe(demandOf('steady', without));
  expect(demandOf('churn', one)).toBe(demandOf('churn', without));
  expect(demandOf('steady', without, PATH)).toBe(0);
});

test('its identity is the project, the region and the name', () => {
  const budgets = (region: string | undefined) =>
    buildModel(withRedis({ ownership: 'reference', ...(region !== undefined && { region }) })).budgets;
  const ids = (region?: string) =>
    budgets(region).flatMap(({ id, kind }) => (kind === 'redis-clients' ? [id] : []));
  expect(ids()).toEqual(['example:us-central1:redis:cache']);
  expect(ids('europe-west1')).toEqual(['example:europe-west1:redis:cache']);
});

test('several caches of a process have a term each', () => {
  const caches = {
    sessions: { redis: 'cache', connections: 10 },
    events: { redis: 'cache', connections: 1 },
  };
  const declaration = withRedis({}, { 'services.api.caches': caches, 'jobs.migrate': migrate(caches) });
  expect(addedTo('steady', declaration, PATH)).toEqual([
    'services.api revision latest cache sessions: 2 instances × 1 process × 10 = 20',
    'services.api revision latest cache events: 2 instances × 1 process × 1 = 2',
  ]);
  expect(addedTo('migration', declaration, PATH)).toEqual([
    'jobs.migrate cache sessions: 1 execution × 3 tasks × 1 process × 10 = 30',
    'jobs.migrate cache events: 1 execution × 3 tasks × 1 process × 1 = 3',
  ]);
});

test('revisions and the outgoing fleet have the caches that they were deployed with', () => {
  const declaration = withRedis(
    {},
    {
      'services.api.revisions': {
        old: { traffic: 0, minInstances: 1, caches: { main: { redis: 'cache', connections: 50 } } },
        same: { traffic: 0, minInstances: 1 },
      },
      'services.api.outgoing': { caches: { main: { redis: 'cache', connections: 7 } } },
    },
  );
  expect(addedTo('steady', declaration, PATH)).toEqual([
    'services.api revision latest: 2 instances × 1 process × 10 = 20',
    'services.api revision old: 1 instance × 1 process × 50 = 50',
    'services.api revision same: 1 instance × 1 process × 10 = 10',
  ]);
  expect(addedTo('rollout', declaration, PATH)).toEqual([
    'services.api outgoing: 2 instances × 1 process × 7 = 14',
  ]);
});
