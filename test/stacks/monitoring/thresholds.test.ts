import { policiesOf, synthesizeWatched, thresholdsOf } from './watched';

const BEFORE = policiesOf(synthesizeWatched());

/** Every capacity field, with another value and the thresholds that it moves: from, to. */
const MOVES: readonly (readonly [
  field: string,
  value: unknown,
  policy: string,
  from: readonly number[],
  to: readonly number[],
])[] = [
  // 80 % and 90 % of 90 usable, and cloudsqladmin's 4.
  ['databases.main.maxConnections', 200, 'database-connections-critical_main', [85], [175]],
  ['databases.main.maxConnections', 200, 'database-connections-warning_main', [76, 85], [156, 175]],
  ['databases.main.kept.connections', 13, 'database-connections-critical_main', [85], [76]],
  ['databases.main.reserved', { cloudSqlAdmin: 14 }, 'database-connections-critical_main', [85], [86]],
  [
    'monitoring.margins',
    { connectionsCriticalPercent: 95 },
    'database-connections-critical_main',
    [85],
    [89],
  ],
  // Steady 12, and 12 outgoing: 24, 3 kept, and cloudsqladmin's 4.
  ['services.api.pools.main.size', 5, 'database-connections-undeclared_main', [31], [35]],
  ['services.api.pools.main.maxOverflow', 3, 'database-connections-undeclared_main', [31], [35]],
  ['services.api.processes', 2, 'database-connections-undeclared_main', [31], [55]],
  ['services.api.maxInstances', 3, 'database-connections-undeclared_main', [31], [43]],
  ['monitoring.margins', { databaseCpuPercent: 70 }, 'database-cpu_main', [0.8], [0.7]],
  ['databases.main.tier', 'db-custom-2-7680', 'database-memory_main', [gib(3.375)], [gib(6.75)]],
  ['databases.main.diskGb', 40, 'database-disk_main', [gib(16)], [gib(32)]],
  ['databases.main.diskGb', undefined, 'database-disk_main', [gib(16)], [0.8]],

  ['services.api.maxInstances', 3, 'service-instances_api', [1], [2]],
  ['services.api.concurrency', 20, 'service-pending_api', [10], [20]],
  ['services.api.concurrency', 20, 'service-concurrency_api', [9], [18]],
  ['services.api.startup.databaseDeadlineSeconds', 30, 'service-startup-latency_api', [30_000], [40_000]],
  ['services.api.startup.bootSeconds', 20, 'service-startup-latency_api', [30_000], [40_000]],
  ['services.api.startup.migrationSeconds', 5, 'service-startup-latency_api', [30_000], [35_000]],
  ['monitoring.margins', { errorPercent: 1 }, 'service-errors_api', [0.05], [0.01]],
  ['services.api.revisions', { old: { traffic: 10 } }, 'service-revisions_api', [1], [2]],
  ['services.api.maxInstances', 3, 'service-startup-failures_api', [2, 2], [3, 3]],
  ['services.api.startup.connectTimeoutSeconds', 10, 'service-connection-time_api', [4], [8]],
  ['services.api.startup.databaseDeadlineSeconds', 30, 'service-phase-time_api', [16, 45], [24, 45]],
  ['monitoring.margins', { startupPhaseSeconds: 10 }, 'service-phase-time_api', [16, 45], [10, 10]],

  ['monitoring.margins', { startupEmergencyPercent: 90 }, 'objective-startup-emergency_api', [4], [2]],

  ['connectors.path.maxInstances', 5, 'connector-instances_path', [2], [4]],
  // 70 % of 300 Mbps, in bytes a second.
  ['connectors.path.maxInstances', 5, 'connector-throughput_path', twice(26_250_000), twice(43_750_000)],
  [
    'connectors.path.machineType',
    'e2-standard-4',
    'connector-throughput_path',
    twice(26_250_000),
    twice(420_000_000),
  ],
  [
    'assumptions',
    { connectorBusyPercent: 50 },
    'connector-throughput_path',
    twice(26_250_000),
    twice(18_750_000),
  ],
  ['assumptions', { connectorBusyPercent: 50 }, 'connector-cpu_path', [0.7], [0.5]],

  ['redis.cache.memoryGb', 8, 'redis-memory_cache', [gib(3.2)], [gib(6.4)]],
  ['redis.cache.memoryGb', 8, 'redis-clients-warning_cache', [800], [2000]],
  ['redis.cache.version', 'REDIS_7_2', 'redis-clients-critical_cache', [900, 0], [58_500, 0]],
  ['monitoring.margins', { redisCpuPercent: 50 }, 'redis-cpu_cache', [0.9], [0.5]],
];

/** Fields that decide about capacity: each moves a threshold. */
const CAPACITY_FIELDS = [
  'databases.main.maxConnections',
  'databases.main.tier',
  'databases.main.diskGb',
  'services.api.maxInstances',
  'services.api.processes',
  'services.api.pools.main.size',
  'services.api.pools.main.maxOverflow',
  'services.api.concurrency',
  'services.api.startup.databaseDeadlineSeconds',
  'services.api.startup.connectTimeoutSeconds',
  'connectors.path.maxInstances',
  'connectors.path.machineType',
  'redis.cache.memoryGb',
];

/** Alerts whose threshold is a fact and no number of the declaration: up or down, any or none, exactly as allowed. */
const FACTS: Readonly<Record<string, readonly number[]>> = {
  'database-up': [1],
  'redis-failover': [0],
  uptime: [1],
  'objective-startup': [1],
  'objective-database-phase': [1],
};

test.each(MOVES)('%s = %j moves %s', (field, value, policy, from, to) => {
  expect(thresholdsOf(BEFORE.get(policy))).toEqual(from);
  expect(thresholdsOf(policiesOf(synthesizeWatched({ [field]: value })).get(policy))).toEqual(to);
});

test.each(CAPACITY_FIELDS)('%s has an alert', (field) => {
  expect(MOVES.map(([moved]) => moved)).toContain(field);
});

test('every alert has a number that moves it, or is a fact', () => {
  const kinds = [...BEFORE.keys()].map((name) => name.split('_')[0]!);
  const moved = new Set(MOVES.map(([, , policy]) => policy.split('_')[0]!));
  expect([...new Set(kinds)].filter((kind) => !moved.has(kind) && !(kind in FACTS))).toEqual([]);
  const facts = [...BEFORE].filter(([name]) => Object.hasOwn(FACTS, name.split('_')[0]!));
  for (const [name, policy] of facts)
    expect([name, thresholdsOf(policy)]).toEqual([name, FACTS[name.split('_')[0]!]]);
});

test('the objectives follow their margins', () => {
  const goals = (margins: object): unknown => {
    const slos = synthesizeWatched({ 'monitoring.margins': margins }).resource!['google_monitoring_slo']!;
    return Object.fromEntries(Object.entries(slos).map(([name, { goal }]) => [name, goal]));
  };
  const both = (start: number, database: number): object => ({
    'test-api_startup-success': start,
    'test-api_database-phase': database,
  });
  expect(goals({})).toEqual(both(0.95, 0.95));
  expect(goals({ startupSuccessPercent: 99, databasePhaseFailurePercent: 2 })).toEqual(both(0.99, 0.98));
  expect(goals({ startupSuccessPercent: 100 })).toEqual(both(0.999, 0.95));
});

test('a fleet that always has as many instances as it may is not at a ceiling', () => {
  const watched = (fields: Readonly<Record<string, unknown>>): boolean =>
    policiesOf(synthesizeWatched(fields)).has('service-instances_api');
  expect(watched({})).toBe(true);
  expect(watched({ 'services.api.minInstances': 2 })).toBe(false);
  expect(watched({ 'services.api.minInstances': 0, 'services.api.maxInstances': 1 })).toBe(false);
});

test('a rollout takes as long as the probe window and the last request', () => {
  const duration = (fields: Readonly<Record<string, unknown>>): unknown =>
    policiesOf(synthesizeWatched(fields)).get('service-revisions_api')!.conditions[0]!.condition_threshold
      .duration;
  expect(duration({})).toBe('420s');
  expect(duration({ 'services.api.requestTimeoutSeconds': 600 })).toBe('960s');
});

test('each revision is held to its own ceiling', () => {
  const { conditions } = policiesOf(
    synthesizeWatched({ 'services.api.revisions': { 'api-00041': { traffic: 10, maxInstances: 7 } } }),
  ).get('service-instances_api')!;
  expect(
    conditions.map(({ condition_threshold: { filter, threshold_value } }) => [
      filter.replace(/.*service_name = "api" ?/, ''),
      threshold_value,
    ]),
  ).toEqual([
    ['AND resource.labels.revision_name != "api-00041"', 1],
    ['AND resource.labels.revision_name = "api-00041"', 6],
  ]);
});

function gib(gigabytes: number): number {
  return Math.round(gigabytes * 2 ** 30);
}

function twice(value: number): readonly number[] {
  return [value, value];
}
