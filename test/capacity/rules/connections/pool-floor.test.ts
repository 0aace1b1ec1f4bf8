import { findingsOf, headlinesOf, SERVICE, withFields } from '../../../support/declare';

const RULE = 'connections/pool-floor';

const report = (fields: Readonly<Record<string, unknown>>) =>
  findingsOf(RULE, withFields(fields)).map(({ severity, subject, headline }) => [
    severity,
    subject,
    headline,
  ]);

const load = (requestsPerSecond: number, databaseSeconds?: number) => ({
  'services.api.load': { requestsPerSecond, requestSeconds: 0.5, databaseSeconds },
});

// 2 × 1 × (4 + 2) = 12 connections.
test.each([
  [load(110, 0.1), []],
  [load(120, 0.1), []],
  [
    load(130, 0.1),
    [
      [
        'error',
        'services.api',
        '130 requests/s × 0.1 s with a connection = 13 in use; the pools have 2 × 1 × (4 + 2) = 12',
      ],
    ],
  ],
  [
    load(25),
    [
      [
        'error',
        'services.api',
        '25 requests/s × 0.5 s with a connection = 12.5 in use; the pools have 2 × 1 × (4 + 2) = 12',
      ],
    ],
  ],
])('load %#', (fields, expected) => {
  expect(report(fields)).toEqual(expected);
});

test('the pools of a process add up, what lies outside them does not', () => {
  const second = { database: 'main', size: 1, outsidePool: 5 };
  expect(report({ ...load(140, 0.1), 'services.api.pools.second': second })).toEqual([]);
  expect(report({ ...load(150, 0.1), 'services.api.pools.second': second })[0]![2]).toBe(
    '150 requests/s × 0.1 s with a connection = 15 in use; the pools have 2 × 1 × (4 + 2 + 1) = 14',
  );
});

test('a revision that gets half of the traffic takes half of the load', () => {
  const revisions = { old: { traffic: 50 } };
  expect(report({ ...load(240, 0.1), 'services.api.revisions': revisions })).toEqual([]);
  expect(report({ ...load(260, 0.1), 'services.api.revisions': revisions })[0]![2]).toBe(
    '260 requests/s × 0.1 s with a connection × 50 % = 13 in use; the pools have 2 × 1 × (4 + 2) = 12',
  );
});

test('fixes are larger numbers that break no budget', () => {
  const [finding] = findingsOf(RULE, withFields(load(130, 0.1)));
  expect(finding!.fixes.map(({ path, from, to }) => [path, from, to])).toEqual([
    ['services.api.pools.main.size', 4, 5],
    ['services.api.maxInstances', 2, 3],
  ]);
  const crowded = withFields({
    ...load(130, 0.1),
    'clients.bi': { database: 'main', connections: 78, reason: 'BI', owner: 'team-bi' },
  });
  expect(findingsOf(RULE, crowded)[0]!.fixes).toEqual([]);
});

test.each([
  [{ size: 0 }, [['error', 'services.api.pools.main', 'a request needs 1 of pool main, which has 0']]],
  [
    { size: 1, maxOverflow: 0, connectionsPerRequest: 2 },
    [['error', 'services.api.pools.main', 'a request needs 2 of pool main, which has 1']],
  ],
  [
    { size: 4, maxOverflow: 2, driver: 'sqlalchemy', connectionsPerRequest: 7 },
    [['error', 'services.api.pools.main', 'a request needs 7 of pool main, which has 4 + 2 = 6']],
  ],
])('%j can never serve a request', (pool, expected) => {
  expect(report({ 'services.api.pools.main': { database: 'main', ...pool } })).toEqual(expected);
});

// Concurrency 10 and one process: 10 × (2 − 1) + 1 = 11.
test.each([
  [10, 1],
  [11, 0],
  [12, 0],
])('%d connections for 10 requests that need 2 each', (maximum, count) => {
  const pool = { database: 'main', maximum, connectionsPerRequest: 2 };
  expect(report({ 'services.api.pools.main': pool })).toHaveLength(count);
});

test('nested checkouts warn with the formula', () => {
  const pool = { database: 'main', driver: 'sqlalchemy', size: 4, maxOverflow: 2, connectionsPerRequest: 3 };
  const [finding] = findingsOf(
    RULE,
    withFields({
      'services.api.processes': 2,
      'services.api.concurrency': 9,
      'services.api.pools.main': pool,
    }),
  );
  expect(finding).toMatchObject({
    severity: 'warning',
    subject: 'services.api.pools.main',
    excess: 5,
    headline:
      '5 requests of a process that need 3 of pool main each can deadlock below 5 × (3 − 1) + 1 = 11; it has 4 + 2 = 6',
  });
  expect(finding!.fixes.map(({ path, from, to }) => [path, from, to])).toEqual([
    ['services.api.pools.main.size', 4, 9],
  ]);
});

test('a job needs one connection at least', () => {
  const job = {
    owner: 'team-jobs',
    image: SERVICE.image,
    cpu: 1,
    memory: '512Mi',
    during: 'migration',
    processes: 1,
    pools: { main: { database: 'main', size: 0 } },
    egress: SERVICE.egress,
  };
  expect(report({ 'jobs.migrate': job })).toEqual([
    ['error', 'jobs.migrate.pools.main', 'a request needs 1 of pool main, which has 0'],
  ]);
});

test('what has no bound starves nobody, and without a load nothing is judged', () => {
  expect(
    report({ ...load(1000), 'services.api.pools.main': { database: 'main', driver: 'django' } }),
  ).toEqual([]);
  expect(report({})).toEqual([]);
});

describe('the server side of a PgBouncer', () => {
  const through = (mode: string, fields: Readonly<Record<string, unknown>>) =>
    withFields({
      'poolers.bouncer': { database: 'main', owner: 'team-data', replicas: 1, poolSize: 8, mode },
      'services.api.pools.main.via': 'pgbouncer',
      'services.api.pools.main.pooler': 'bouncer',
      ...fields,
    });
  const load = (requestsPerSecond: number) => ({
    'services.api.load': { requestsPerSecond, requestSeconds: 0.4, databaseSeconds: 0.2 },
  });

  test.each([
    [40, []],
    [41, ['the load of api = 8.2 in use; the server side has 8']],
  ])('in transaction mode carries the load: %d requests/s', (requests, headlines) => {
    expect(headlinesOf('connections/pool-floor', through('transaction', load(requests)))).toEqual(headlines);
  });

  test.each([
    [12, []],
    [11, ['12 clients at steady, each with a session of its own; the server side has 11']],
  ])('in session mode has one for each client: %d', (poolSize, headlines) => {
    const declaration = through('session', { 'poolers.bouncer.poolSize': poolSize });
    expect(headlinesOf('connections/pool-floor', declaration)).toEqual(headlines);
  });

  test('is an error of the pooler’s owner, and a larger one is offered', () => {
    expect(findingsOf('connections/pool-floor', through('transaction', load(41)))).toMatchObject([
      {
        severity: 'error',
        subject: 'poolers.bouncer',
        owner: 'team-data',
        at: { path: 'poolers.bouncer.poolSize', value: 8 },
        fixes: [{ path: 'poolers.bouncer.poolSize', from: 8, to: 9 }],
      },
    ]);
  });
});
