import type { Database } from '../../capacity/declaration';
import { parseTier } from '../../capacity/google-cloud/cloud-sql';
import { connectionName, limitOf, managedPoolers } from '../../capacity/limit';
import { ENVIRONMENT } from '../support/declare';

const { kept: _, maxConnections: __, ...bare } = ENVIRONMENT.databases.main;
const limit = (fields: Partial<Database>, primary?: Partial<Database>) =>
  limitOf({ ...bare, ...fields }, primary && limitOf({ ...bare, ...primary }));

const READ = { maxConnections: 200, on: '2026-10-01' };

test.each([
  [{}, 100, 'tier-default', '100 (default of db-custom-1-3840)'],
  [{ maxConnections: 150 }, 150, 'declared', '150 (declared)'],
  [{ observed: READ }, 200, 'observed', '200 (observed 2026-10-01)'],
  [{ maxConnections: 150, observed: READ }, 150, 'declared', '150 (declared)'],
  [
    { maxConnections: 150, observed: READ, ownership: 'reference' },
    200,
    'observed',
    '200 (observed 2026-10-01)',
  ],
  [{ tier: 'db-quantum-1' }, 'unknown', 'unknown', 'unknown (tier db-quantum-1)'],
] as const)('%j', (fields, connections, provenance, text) => {
  expect(limit(fields)).toMatchObject({ connections, provenance, text });
});

test.each([
  ['db-f1-micro', 25],
  ['db-g1-small', 50],
  ['db-custom-1-3840', 100],
  ['db-custom-1-6143', 100],
  ['db-custom-1-6144', 200],
  ['db-custom-2-7679', 200],
  ['db-custom-2-7680', 400],
  ['db-custom-4-15360', 500],
  ['db-perf-optimized-N-2', 500],
  ['db-custom-8-30720', 600],
  ['db-custom-16-61440', 800],
  ['db-perf-optimized-N-16', 1000],
])('the default of %s is %d', (tier, connections) => {
  expect(limit({ tier }).connections).toBe(connections);
});

test('usable is what the server and the team leave', () => {
  const kept = { connections: 5, reason: 'operators' };
  expect(limit({ maxConnections: 100, kept })).toMatchObject({
    reserved: 7,
    reservedText: '3 superuser + 4 cloudsqladmin',
    kept: 5,
    usable: 88,
  });
  const reserved = { superuser: 5, roles: 10, cloudSqlAdmin: 0 };
  expect(limit({ maxConnections: 100, reserved })).toMatchObject({
    reserved: 15,
    reservedText: '5 superuser + 10 reserved_connections',
    usable: 85,
  });
  expect(limit({ maxConnections: 14, kept: { connections: 20, reason: 'too many' } }).usable).toBe(0);
});

test('cloudsqladmin holds fewer below a limit of 100', () => {
  expect([99, 100].map((maxConnections) => limit({ maxConnections }).reserved)).toEqual([5, 7]);
});

test('a replica without a number of its own has at least its primary’s', () => {
  expect(limit({}, { maxConnections: 300 })).toMatchObject({
    connections: 300,
    text: '300 (as its primary)',
  });
  expect(limit({}, { maxConnections: 50 }).text).toBe('100 (default of db-custom-1-3840)');
  expect(limit({ maxConnections: 100 }, { maxConnections: 300 }).text).toBe('100 (declared)');
});

test('an instance is identified by project, region and name', () => {
  const named = { ...bare, project: 'theirs', region: 'europe-west1', instance: 'primary' };
  expect(connectionName(ENVIRONMENT, 'main', bare)).toBe('example:us-central1:main');
  expect(connectionName(ENVIRONMENT, 'main', named)).toBe('theirs:europe-west1:primary');
});

test.each([
  ['db-perf-optimized-N-2', 1],
  ['db-perf-optimized-N-4', 1],
  ['db-perf-optimized-N-8', 2],
  ['db-perf-optimized-N-16', 4],
  ['db-quantum-1', 'unknown'],
])('%s runs %p managed poolers', (tier, poolers) => {
  expect(managedPoolers(parseTier(tier))).toBe(poolers);
});
