import type { Declaration } from '../../capacity/declaration';
import { inWords } from '../../capacity/quantity';
import { capacityChanges } from '../../review/capacity-changes';
import { declare, ENVIRONMENT, SERVICE, withField, withFields } from '../support/declare';
import { withRedis } from '../support/examples/redis';
import { reviewed } from '../support/review';

const base = declare(ENVIRONMENT);

const lines = (declaration: Declaration, from: Declaration = base): readonly string[] =>
  capacityChanges(reviewed(declaration, from)).map(({ subject, what, before, after, unit, change }) =>
    [
      `${subject} ${what}:`,
      before === undefined ? 'none' : inWords(before),
      '→',
      after === undefined ? 'none' : inWords(after),
      unit,
      change === undefined ? '' : `(${change})`,
    ]
      .filter(Boolean)
      .join(' '),
  );

test('nothing without a change, nor without a base', () => {
  expect(lines(base)).toEqual([]);
  expect(capacityChanges(reviewed(withField('services.api.maxInstances', 3)))).toEqual([]);
});

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  [
    'a connector',
    { 'connectors.path.maxInstances': 5 },
    [
      'connectors.path throughput at its maximum: 300 → 500 Mbps (200)',
      'connectors.path instances at most: 3 → 5 (2)',
    ],
  ],
  [
    'its machine type',
    { 'connectors.path.machineType': 'e2-standard-4' },
    [
      'connectors.path throughput at its minimum: 200 → 3200 Mbps (3000)',
      'connectors.path throughput at its maximum: 300 → 4800 Mbps (4500)',
    ],
  ],
  [
    'a service',
    { 'services.api.maxInstances': 3, 'services.api.minInstances': 0 },
    [
      'services.api instances at least: 1 → 0 (-1)',
      'services.api instances at most: 2 → 3 (1)',
      'services.api requests at the same time: 20 → 30 (10)',
    ],
  ],
  [
    'a ceiling that nobody chooses any more',
    { 'services.api.maxInstances': undefined },
    [
      'services.api instances at most: 2 → unlimited',
      'services.api requests at the same time: 20 → unlimited',
      'services.api startup: database deadline: 10 → 55 s (45)',
      'services.api startup: probe window: 30 → 80 s (50)',
    ],
  ],
  [
    'a deadline',
    { 'services.api.startup.databaseDeadlineSeconds': 60 },
    [
      'services.api startup: database deadline: 10 → 60 s (50)',
      'services.api startup: probe window: 30 → 80 s (50)',
    ],
  ],
  [
    'a job',
    {
      'jobs.migrate': {
        image: SERVICE.image,
        cpu: 1,
        memory: '512Mi',
        during: 'migration',
        tasks: 4,
        parallelism: 2,
        egress: SERVICE.egress,
      },
    },
    ['jobs.migrate tasks at the same time: none → 2'],
  ],
])('%s', (_, fields, expected) => {
  expect(lines(withFields(fields))).toEqual(expected);
});

test('clients of Redis, and how many it takes', () => {
  const small = withRedis({ version: 'REDIS_6_X' });
  expect(lines(withField('redis.cache.memoryGb', 5, small), small)).toEqual([
    'redis.cache clients it takes: 1000 → 2500 (1500)',
  ]);
  expect(lines(withField('services.api.caches.main.connections', 20, small), small).slice(0, 2)).toEqual([
    'redis.cache clients, steady: 20 → 40 (20)',
    'redis.cache clients, rollout: 40 → 60 (20)',
  ]);
});

test('clients of Redis that nobody can count are not shown as a number', () => {
  const known = withRedis();
  const unknown = withRedis({}, { origin: 'terraform', 'services.api.caches.main.connections': 'unknown' });
  expect(lines(unknown, known).filter((line) => line.startsWith('redis'))).toEqual([
    'redis.cache clients, steady: 20 → unknown',
    'redis.cache clients, rollout: 40 → unknown',
    'redis.cache clients, later-rollout: none → unknown',
    'redis.cache clients, redeploy: 60 → unknown',
    'redis.cache clients, overshoot: 30 → unknown',
  ]);
  expect(lines(withField('services.api.caches.main.connections', 'unlimited', known), known)[0]).toBe(
    'redis.cache clients, steady: 20 → unlimited',
  );
});
