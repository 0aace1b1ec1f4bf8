import type { Database } from '../../capacity/declaration';
import { databaseFlags } from '../../stacks/database-flags';
import { DATABASE } from './support';

const flagsOf = (fields: Partial<Database>): Readonly<Record<string, string>> =>
  Object.fromEntries(databaseFlags({ ...DATABASE, ...fields }).map(({ name, value }) => [name, value]));

test('IAM logins are always on; the limit follows the declaration', () => {
  expect(flagsOf({ maxConnections: undefined })).toEqual({ 'cloudsql.iam_authentication': 'on' });
  expect(flagsOf({ maxConnections: 250 })).toEqual({
    'cloudsql.iam_authentication': 'on',
    max_connections: '250',
  });
});

test('sorted, numbers as text', () => {
  const flags = databaseFlags({ ...DATABASE, flags: { work_mem: 4096, autovacuum: 'on' } });
  expect(flags).toEqual([
    { name: 'autovacuum', value: 'on' },
    { name: 'cloudsql.iam_authentication', value: 'on' },
    { name: 'max_connections', value: '100' },
    { name: 'work_mem', value: '4096' },
  ]);
});

test('each once: a field of its own wins over a flag of that name', () => {
  const flags = databaseFlags({ ...DATABASE, flags: { max_connections: 400 } });
  expect(flags.filter(({ name }) => name === 'max_connections')).toEqual([
    { name: 'max_connections', value: '100' },
  ]);
});

test('reserved slots are counted, not set: Cloud SQL has no such flags', () => {
  expect(Object.keys(flagsOf({ reserved: { superuser: 5, roles: 2, cloudSqlAdmin: 6 } }))).toEqual([
    'cloudsql.iam_authentication',
    'max_connections',
  ]);
});

describe('an imported instance whose limit is observed, not declared', () => {
  const observed = {
    ownership: 'imported',
    maxConnections: undefined,
    observed: { maxConnections: 170, on: '2026-11-01' },
  } as const;

  test('keeps it beside other flags', () => {
    expect(flagsOf({ ...observed, flags: { work_mem: 4096 } })['max_connections']).toBe('170');
  });

  test('keeps all its flags where none is declared', () => {
    expect(flagsOf(observed)['max_connections']).toBeUndefined();
  });
});
