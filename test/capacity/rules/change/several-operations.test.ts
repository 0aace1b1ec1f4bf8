import { ENVIRONMENT, findingsOf } from '../../../support/declare';
import { changing } from '../../../support/examples/change';

const RULE = 'change/several-operations';

const said = (live: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, unknown>>) => {
  const { base, declaration } = changing(live, fields);
  return findingsOf(RULE, declaration, { base }).map(
    ({ severity, subject, headline }) => `${severity} ${subject}: ${headline}`,
  );
};

const REPLICA = { 'databases.replica': { ...ENVIRONMENT.databases.main, replicaOf: 'main' } };

test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, readonly string[]]>([
  [
    'settings alone are one',
    {},
    { 'databases.main.tier': 'db-custom-2-7680', 'databases.main.maxConnections': 200 },
    [],
  ],
  ['a version alone is one', {}, { 'databases.main.version': 'POSTGRES_18' }, []],
  [
    'a version and settings are two',
    {},
    { 'databases.main.version': 'POSTGRES_18', 'databases.main.tier': 'db-custom-2-7680' },
    [
      'warning databases.main: 2 operations, one after another (version, settings), of which 2 restart the database',
    ],
  ],
  [
    'a version and settings in place',
    {},
    { 'databases.main.version': 'POSTGRES_18', 'databases.main.connectorEnforcement': true },
    [
      'warning databases.main: 2 operations, one after another (settings, version), of which 1 restarts the database',
    ],
  ],
  [
    'an edition, a version and settings are three',
    {},
    {
      'databases.main.version': 'POSTGRES_18',
      'databases.main.edition': 'ENTERPRISE_PLUS',
      'databases.main.tier': 'db-perf-optimized-N-2',
    },
    [
      'warning databases.main: 3 operations, one after another (edition, version, settings), of which 3 restart the database',
    ],
  ],
  [
    'a replica with its primary',
    REPLICA,
    { 'databases.main.maxConnections': 120, 'databases.replica.maxConnections': 120 },
    [
      'warning databases.replica: it is changed together with its primary main, which the API refuses with 412 while that one is not done',
    ],
  ],
  ['a replica alone', REPLICA, { 'databases.replica.maxConnections': 120 }, []],
])('%s', (_, live, fields, expected) => {
  expect(said(live, fields)).toEqual(expected);
});

test('silent without a base', () => {
  const { declaration } = changing(
    {},
    { 'databases.main.version': 'POSTGRES_18', 'databases.main.tier': 'x' },
  );
  expect(findingsOf(RULE, declaration)).toEqual([]);
});
