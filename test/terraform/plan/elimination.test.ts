import { readTerraform } from '../../../terraform/plan';
import type { SidecarService } from '../../../terraform/sidecar';
import { DATABASE, planOf, serviceOf, type Written } from '../../support/plan';

const named = (name: string, values: Readonly<Record<string, unknown>> = {}): Written => {
  const [settings] = DATABASE.values['settings'] as readonly [object];
  // Of no network: what is near cannot be told.
  return {
    ...DATABASE,
    name,
    values: { ...DATABASE.values, name, ...values, settings: [{ ...settings, ip_configuration: [] }] },
  };
};

const SERVICE = serviceOf({ DB_USER: 'app' }, { volumes: [] });

function read(databases: readonly Written[], pools: SidecarService['pools'] = {}) {
  const { after, notes } = readTerraform(planOf([...databases, SERVICE]), 'plan.json', {
    sidecar: { schemaVersion: 1, environments: { shop: { services: { api: { processes: 1, pools } } } } },
  });
  return { environment: after.environments['shop']!, notes };
}

test('a reader may mean a primary or its replica', () => {
  const { environment, notes } = read([named('main'), named('copy', { master_instance_name: 'main' })]);
  expect(environment.databases!['copy']).toMatchObject({ replicaOf: 'main' });
  expect(environment.services!['api']!.pools).toEqual({
    main: { database: 'main' },
    copy: { database: 'copy' },
  });
  expect(notes).toEqual([
    'google_cloud_run_v2_service.api: DB_USER says that it uses a database, which could be any of google_sql_database_instance.main, google_sql_database_instance.copy: a sidecar can say which one',
    'google_cloud_run_v2_service.api: no convention says services.api pools.main, pools.copy: a sidecar can (--sidecar)',
  ]);
});

test('a sidecar says which one: the pool of the other one is none', () => {
  const both = [named('main'), named('other')];
  expect(read(both, { main: { size: 4, maxOverflow: 0 } }).notes).toEqual([
    'google_cloud_run_v2_service.api: DB_USER says that it uses a database, which could be any of google_sql_database_instance.main, google_sql_database_instance.other: a sidecar can say which one',
    'google_cloud_run_v2_service.api: no convention says services.api pools.other: a sidecar can (--sidecar)',
  ]);
  const { environment, notes } = read(both, { main: { size: 4, maxOverflow: 0 }, other: { maximum: 0 } });
  expect(environment.services!['api']!.pools).toEqual({
    main: { database: 'main', size: 4, maxOverflow: 0 },
  });
  expect(notes).toEqual([]);
});
