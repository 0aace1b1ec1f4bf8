import { ENVIRONMENT, findingsOf, SERVICE, withField, withFields } from '../../../support/declare';

const RULE = 'connections/pooler-limits';

const report = (declaration: Parameters<typeof findingsOf>[1]) =>
  findingsOf(RULE, declaration).map(({ severity, subject, headline }) => [severity, subject, headline]);

const bouncer = { database: 'main', owner: 'team-data', replicas: 1, poolSize: 20, mode: 'transaction' };
const through = { via: 'pgbouncer', pooler: 'bouncer' };

const clients = (steady: number, rollout = 0, fields: Readonly<Record<string, unknown>> = {}) =>
  withFields({
    'poolers.bouncer': bouncer,
    'clients.bi': {
      database: 'main',
      pooler: 'bouncer',
      connections: steady,
      reason: 'BI',
      owner: 'team-bi',
    },
    ...(rollout > 0 && {
      'clients.smoke': {
        database: 'main',
        pooler: 'bouncer',
        connections: rollout,
        during: 'rollout',
        reason: 'smoke test',
        owner: 'team-api',
      },
    }),
    ...fields,
  });

// A PgBouncer that sets no max_client_conn takes 100.
test.each([
  [clients(99), []],
  [clients(100), []],
  [clients(101), [['error', 'poolers.bouncer', 'steady needs 101 clients; the pooler takes 100']]],
  [clients(99, 1), []],
  [clients(99, 2), [['warning', 'poolers.bouncer', 'rollout needs 101 clients; the pooler takes 100']]],
  [clients(101, 0, { 'poolers.bouncer.replicas': 2 }), []],
  [clients(101, 0, { 'poolers.bouncer.maxClientConnections': 110 }), []],
])('clients %#', (declaration, expected) => {
  expect(report(declaration)).toEqual(expected);
});

test('fixes lower the clients or raise the pooler', () => {
  const declaration = withFields({
    'poolers.bouncer': bouncer,
    'services.api.maxInstances': 20,
    'services.api.pools.main': { ...SERVICE.pools.main, ...through },
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding).toMatchObject({ severity: 'error', owner: 'team-api', excess: 20 });
  expect(finding!.fixes.map(({ path, from, to, leaves }) => [path, from, to, leaves])).toEqual([
    ['services.api.maxInstances', 20, 8, 52],
    ['poolers.bouncer.maxClientConnections', 100, 240, 120],
  ]);
});

const PLUS = {
  ...ENVIRONMENT.databases.main,
  edition: 'ENTERPRISE_PLUS',
  tier: 'db-perf-optimized-N-2',
  maxConnections: 500,
};

test.each([
  [{ ...ENVIRONMENT.databases.main, managedPooling: {} }, 'ENTERPRISE'],
  [
    { ...ENVIRONMENT.databases.main, managedPooling: {}, edition: undefined, version: 'POSTGRES_15' },
    'ENTERPRISE',
  ],
  [{ ...PLUS, managedPooling: {} }, undefined],
  [{ ...PLUS, managedPooling: {}, edition: undefined }, undefined],
])('managed pooling by edition %#', (main, edition) => {
  expect(report(withField('databases.main', main))).toEqual(
    edition
      ? [['error', 'databases.main', `managed pooling needs edition ENTERPRISE_PLUS; main is ${edition}`]]
      : [],
  );
});

test('clients of the managed pooler: one pooler for 2 vCPU, 10 clients', () => {
  const declaration = (maxInstances: number) =>
    withFields({
      'databases.main': { ...PLUS, managedPooling: { maxClientConnections: 10, poolSize: 5 } },
      'services.api.maxInstances': maxInstances,
      'services.api.pools.main': { database: 'main', size: 1, via: 'managed-pooler' },
    });
  expect(report(declaration(5))).toEqual([]);
  expect(report(declaration(6))).toEqual([
    ['warning', 'databases.main.managedPooling', 'rollout needs 12 clients; the pooler takes 10'],
  ]);
  expect(report(declaration(11))).toEqual([
    ['error', 'databases.main.managedPooling', 'steady needs 11 clients; the pooler takes 10'],
  ]);
});

const session = (fields: Readonly<Record<string, unknown>>) =>
  withFields({
    'poolers.bouncer': bouncer,
    'services.api.pools.main': { ...SERVICE.pools.main, ...through, needsSession: true },
    ...fields,
  });

test('what needs a session cannot go through a pooler that has none', () => {
  const [finding] = findingsOf(RULE, session({}));
  expect(finding).toMatchObject({
    severity: 'error',
    subject: 'services.api.pools.main',
    headline: 'pool main needs a session, and goes through poolers.bouncer, which is in transaction mode',
  });
  expect(finding!.fixes.map(({ path, from, to }) => [path, from, to])).toEqual([
    ['poolers.bouncer.mode', 'transaction', 'session'],
  ]);
  expect(report(session({ 'poolers.bouncer.mode': 'statement' }))[0]![2]).toBe(
    'pool main needs a session, and goes through poolers.bouncer, which is in statement mode',
  );
  expect(report(session({ 'poolers.bouncer.mode': 'session' }))).toEqual([]);
});

test('nor through the managed pooler', () => {
  const declaration = withFields({
    'databases.main': { ...PLUS, managedPooling: {} },
    'services.api.pools.main': { ...SERVICE.pools.main, via: 'managed-pooler', needsSession: true },
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding!.headline).toBe(
    'pool main needs a session, and goes through the managed pooler, which is in transaction mode',
  );
  expect(finding!.fixes.map(({ path, from, to }) => [path, from, to])).toEqual([
    ['services.api.pools.main.via', 'managed-pooler', 'direct'],
  ]);
});
