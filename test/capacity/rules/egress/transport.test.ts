import { findingsOf, headlinesOf, SERVICE, withField, withFields } from '../../../support/declare';

const rule = 'egress/transport';
const way = (transport: string, egress: string, database: object = {}) =>
  withFields({
    'services.api.transport': transport,
    'services.api.egress': egress === 'none' ? { kind: 'none' } : SERVICE.egress,
    ...Object.fromEntries(
      Object.entries(database).map(([field, value]) => [`databases.main.${field}`, value]),
    ),
  });
const enforced = { connectorEnforcement: true };
const open = { publicIp: true };
const refuses = 'main refuses direct connections (connectorEnforcement); private-ip is one';
const noPath = 'the private address of main is reached through VPC egress: egress is none';
const noSocketPath =
  'main has only a private address, and the socket reaches it through VPC egress: egress is none';

test.each([
  ['private-ip', 'connector', {}, []],
  ['private-ip', 'connector', enforced, [refuses]],
  ['private-ip', 'none', {}, [noPath]],
  ['private-ip', 'none', open, [noPath]],
  ['socket', 'connector', {}, []],
  ['socket', 'connector', enforced, []],
  ['socket', 'none', {}, [noSocketPath]],
  ['socket', 'none', open, []],
])('%s with egress %s to a database with %j', (transport, egress, database, expected) => {
  expect(headlinesOf(rule, way(transport, egress, database))).toEqual(expected);
});

test('the other transport is offered where it works', () => {
  expect(findingsOf(rule, way('private-ip', 'connector', enforced))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.transport', value: 'private-ip' },
      fixes: [{ from: 'private-ip', to: 'socket', effect: 'new revision' }],
    },
  ]);
  expect(findingsOf(rule, way('private-ip', 'none', open))).toMatchObject([{ fixes: [{ to: 'socket' }] }]);
  expect(findingsOf(rule, way('private-ip', 'none'))).toMatchObject([{ fixes: [] }]);
});

test('where egress is missing, egress is where to look', () => {
  const at = { path: 'services.api.egress.kind', value: 'none' };
  expect(findingsOf(rule, way('private-ip', 'none'))).toMatchObject([{ at }]);
  expect(findingsOf(rule, way('socket', 'none'))).toMatchObject([{ at }]);
  expect(findingsOf(rule, way('private-ip', 'none', enforced))).toMatchObject([
    { at: { path: 'services.api.transport' } },
  ]);
});

test('private-ip is the default', () => {
  expect(headlinesOf(rule, withField('services.api.egress', { kind: 'none' }))).toEqual([noPath]);
});

test('the socket goes past a pooler', () => {
  const bouncer = { database: 'main', replicas: 1, poolSize: 10, mode: 'transaction' };
  const pool = { ...SERVICE.pools.main, via: 'pgbouncer', pooler: 'bouncer' };
  const pooled = withFields({ 'poolers.bouncer': bouncer, 'services.api.pools.main': pool });
  expect(headlinesOf(rule, pooled)).toEqual([]);
  expect(findingsOf(rule, withField('services.api.transport', 'socket', pooled))).toMatchObject([
    {
      headline: 'the socket goes straight to main, past poolers.bouncer',
      fixes: [{ from: 'socket', to: 'private-ip' }],
    },
  ]);
  const managed = withFields({
    'databases.main.edition': 'ENTERPRISE_PLUS',
    'databases.main.tier': 'db-perf-optimized-N-2',
    'databases.main.managedPooling': {},
    'services.api.pools.main': { ...SERVICE.pools.main, via: 'managed-pooler' },
    'services.api.transport': 'socket',
  });
  expect(headlinesOf(rule, managed)).toEqual(['the socket goes straight to main, past its managed pooler']);
});

test('jobs, and the pools of other revisions', () => {
  const { minInstances: _, maxInstances: __, ...workload } = SERVICE;
  const job = { ...workload, during: 'migration', egress: { kind: 'none' } };
  expect(findingsOf(rule, withField('jobs.migrate', job))).toMatchObject([
    { subject: 'jobs.migrate', headline: noPath },
  ]);
  const second = withFields({
    'databases.second': {
      ownership: 'reference',
      version: 'POSTGRES_17',
      tier: 'db-custom-1-3840',
      ...enforced,
    },
    'services.api.revisions': {
      'api-1': { traffic: 0, pools: { main: { ...SERVICE.pools.main, database: 'second' } } },
    },
  });
  expect(headlinesOf(rule, second)).toEqual([refuses.replace('main', 'second')]);
});

test('a service without pools needs no way to a database', () => {
  expect(
    headlinesOf(rule, withFields({ 'services.api.pools': {}, 'services.api.egress': { kind: 'none' } })),
  ).toEqual([]);
});
