import { ENVIRONMENT, findingsOf, headlinesOf, withField } from '../../../support/declare';

const rule = 'database/replica-limits';
const { maxConnections: _, ...main } = ENVIRONMENT.databases.main;
const withReplica = (fields: object) =>
  withField('databases.replica', { ...main, replicaOf: 'main', ...fields });

test.each([
  [99, ['max_connections 99 is below 100 of its primary main']],
  [100, []],
  [101, []],
])('a replica with %i against 100', (maxConnections, expected) => {
  expect(headlinesOf(rule, withReplica({ maxConnections }))).toEqual(expected);
});

test('a replica without a limit of its own takes its primary’s', () => {
  expect(headlinesOf(rule, withReplica({}))).toEqual([]);
});

test('the replica is raised to its primary', () => {
  expect(findingsOf(rule, withReplica({ maxConnections: 80 }))).toMatchObject([
    {
      severity: 'error',
      subject: 'databases.replica.maxConnections',
      excess: 20,
      fixes: [
        { path: 'databases.replica.maxConnections', from: 80, to: 100, effect: 'RESTARTS the database' },
      ],
    },
  ]);
});

test('so are the other settings of a standby', () => {
  const primary = withField('databases.main.flags', { max_worker_processes: 16 });
  const replica = { ...main, replicaOf: 'main', flags: { max_worker_processes: '8' } };
  expect(findingsOf(rule, withField('databases.replica', replica, primary))).toMatchObject([
    {
      headline: 'max_worker_processes 8 is below 16 of its primary main',
      fixes: [{ path: 'databases.replica.flags.max_worker_processes', from: 8, to: 16 }],
    },
  ]);
});

test('a replica runs the version of its primary', () => {
  expect(findingsOf(rule, withReplica({ version: 'POSTGRES_16' }))).toMatchObject([
    {
      severity: 'error',
      headline: 'version POSTGRES_16 is not POSTGRES_17 of its primary main',
      fixes: [{ from: 'POSTGRES_16', to: 'POSTGRES_17' }],
    },
  ]);
});

test('about someone else’s replica it warns', () => {
  expect(findingsOf(rule, withReplica({ ownership: 'reference', maxConnections: 80 }))).toMatchObject([
    { severity: 'warning', fixes: [] },
  ]);
});
