import { readTerraform } from '../../../terraform/plan';
import { DATABASE, planOf, serviceOf } from '../../support/plan';

interface Beside {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly args?: readonly string[];
}

const variables = (all: Readonly<Record<string, string>>) =>
  Object.entries(all).map(([name, value]) => ({ name, value }));

const APP: Beside = {
  name: 'app',
  image: 'node:24',
  env: variables({ PGHOST: '127.0.0.1', PGPORT: '6432', PGPOOL_MAX: '50' }),
};
const POOLER: Beside = {
  name: 'pgbouncer',
  image: 'edoburu/pgbouncer:1.24',
  env: variables({ DB_HOST: '10.0.0.2', DEFAULT_POOL_SIZE: '10' }),
};
const PROXY: Beside = {
  name: 'proxy',
  image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
  args: ['shop:us-central1:main'],
};

function read(...containers: readonly Beside[]) {
  const { after, notes } = readTerraform(
    planOf([DATABASE, serviceOf({}, { containers, volumes: [] })]),
    'plan.json',
  );
  return { service: after.environments['shop']!.services!['api']!, notes };
}

test('clients of a PgBouncer beside them hold no connection to the database: how many it has is not known', () => {
  const { notes, service } = read(APP, POOLER);
  expect(service.pools).toEqual({ main: { database: 'main' } });
  expect(service).not.toHaveProperty('processes');
  expect(notes).toEqual([
    "google_cloud_run_v2_service.api: its container app connects to the pooler beside it: the pooler's connections count",
    'google_cloud_run_v2_service.api: no convention says services.api pools.main, processes: a sidecar can (--sidecar)',
  ]);
});

test('also where the pooler goes through a proxy', () => {
  const local = { ...POOLER, env: variables({ DB_HOST: 'localhost' }) };
  expect(read(APP, local, PROXY).service.pools).toEqual({ main: { database: 'main' } });
});

test('a client that does not go through it counts on its own', () => {
  const direct = { ...APP, env: variables({ PGHOST: '10.0.0.2', PGPOOL_MAX: '50' }) };
  expect(read(direct, POOLER).service.pools).toEqual({
    'app-main': { database: 'main', size: 50, driver: 'node-postgres' },
    'pgbouncer-main': { database: 'main' },
  });
});

test('through a proxy alone every client counts', () => {
  expect(read(APP, PROXY).service.pools).toEqual({
    main: { database: 'main', size: 50, driver: 'node-postgres' },
  });
});
