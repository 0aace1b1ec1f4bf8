import type { Database, Environment } from '../../capacity/declaration';
import { api, at, DATABASE, main, namesOf, resource, synthesize, type Arguments } from './support';

const instanceOf = (fields: Partial<Database>, rest: Partial<Environment> = {}): Arguments =>
  resource(synthesize({ ...main(fields), ...rest }), 'google_sql_database_instance.main');
const ignoredOf = (fields: Partial<Database>): readonly string[] =>
  at(instanceOf(fields), 'lifecycle.ignore_changes') as string[];

test('managed: everything written out', () => {
  expect(instanceOf({})).toEqual({
    name: 'main',
    project: 'app',
    region: 'europe-west1',
    database_version: 'POSTGRES_17',
    deletion_protection: true,
    depends_on: ['google_project_service.sqladmin', 'google_project_service.servicenetworking'],
    lifecycle: { prevent_destroy: true, ignore_changes: ['settings[0].disk_size'] },
    settings: {
      tier: 'db-custom-1-3840',
      edition: 'ENTERPRISE',
      availability_type: 'ZONAL',
      activation_policy: 'ALWAYS',
      deletion_protection_enabled: true,
      connector_enforcement: 'NOT_REQUIRED',
      disk_autoresize: true,
      disk_autoresize_limit: 0,
      disk_size: 10,
      disk_type: 'PD_SSD',
      user_labels: { 'managed-by': 'capacity-stack' },
      database_flags: [
        { name: 'cloudsql.iam_authentication', value: 'on' },
        { name: 'max_connections', value: '100' },
      ],
      ip_configuration: {
        ipv4_enabled: false,
        private_network: 'projects/app/global/networks/vpc',
        ssl_mode: 'ENCRYPTED_ONLY',
      },
      backup_configuration: {
        enabled: true,
        point_in_time_recovery_enabled: true,
        transaction_log_retention_days: 7,
        backup_retention_settings: { retained_backups: 7, retention_unit: 'COUNT' },
      },
      insights_config: {
        query_insights_enabled: true,
        query_plans_per_minute: 5,
        query_string_length: 1024,
        record_application_tags: true,
        record_client_address: false,
      },
    },
  });
});

test('what the declaration names, it gets', () => {
  const instance = instanceOf({
    instance: 'main-2',
    region: 'europe-west4',
    availability: 'REGIONAL',
    edition: 'ENTERPRISE_PLUS',
    tier: 'db-perf-optimized-N-2',
    diskGb: 50,
    backups: { enabled: true, pointInTimeRecovery: true, logRetentionDays: 14 },
    connectorEnforcement: true,
    publicIp: true,
    deletionProtection: false,
  });
  expect(instance).toMatchObject({
    name: 'main-2',
    region: 'europe-west4',
    deletion_protection: false,
    lifecycle: { ignore_changes: ['settings[0].disk_size'] },
    settings: {
      tier: 'db-perf-optimized-N-2',
      edition: 'ENTERPRISE_PLUS',
      availability_type: 'REGIONAL',
      deletion_protection_enabled: false,
      connector_enforcement: 'REQUIRED',
      disk_size: 50,
      ip_configuration: { ipv4_enabled: true },
      backup_configuration: {
        transaction_log_retention_days: 14,
        backup_retention_settings: { retained_backups: 14 },
      },
      connection_pool_config: [{ connection_pooling_enabled: false }],
    },
  });
  expect(at(instance, 'lifecycle.prevent_destroy')).toBeUndefined();
  expect(at(instance, 'settings.ip_configuration.authorized_networks')).toBeUndefined();
});

test.each([
  ['POSTGRES_15', 'ENTERPRISE'],
  ['POSTGRES_16', 'ENTERPRISE_PLUS'],
])('the edition of %s is written out: %s', (version, edition) => {
  expect(at(instanceOf({ version, edition: undefined }), 'settings.edition')).toBe(edition);
});

test('without backups, that is written out too', () => {
  const instance = instanceOf({ backups: { enabled: false, pointInTimeRecovery: false } });
  expect(at(instance, 'settings.backup_configuration')).toMatchObject({
    enabled: false,
    point_in_time_recovery_enabled: false,
    transaction_log_retention_days: 7,
  });
});

test('labels of the environment', () => {
  expect(at(instanceOf({}, { labels: { team: 'data' } }), 'settings.user_labels')).toEqual({
    team: 'data',
    'managed-by': 'capacity-stack',
  });
});

test('the private address waits for a peering of our own', () => {
  const instance = instanceOf(
    {},
    { network: { ownership: 'reference', name: 'vpc', privateServicesAccess: { ownership: 'managed' } } },
  );
  expect(instance['depends_on']).toContain('google_service_networking_connection.vpc');
});

describe('Managed Connection Pooling', () => {
  const plus = { edition: 'ENTERPRISE_PLUS', tier: 'db-perf-optimized-N-4' } as const;

  test('declared', () => {
    const instance = instanceOf({ ...plus, managedPooling: { poolSize: 20, maxClientConnections: 400 } });
    expect(at(instance, 'settings.connection_pool_config')).toEqual([
      {
        connection_pooling_enabled: true,
        flags: [
          { name: 'max_client_connections', value: '400' },
          { name: 'max_pool_size', value: '20' },
        ],
      },
    ]);
  });

  test('what is not declared runs with the numbers that the budget assumes', () => {
    const instance = instanceOf({ ...plus, managedPooling: {} }, { assumptions: { managedPoolSize: 30 } });
    expect(at(instance, 'settings.connection_pool_config.0.flags')).toEqual([
      { name: 'max_client_connections', value: '5000' },
      { name: 'max_pool_size', value: '30' },
    ]);
  });

  test('Enterprise does not know it', () => {
    expect(at(instanceOf({}), 'settings.connection_pool_config')).toBeUndefined();
  });
});

test('a replica follows its primary and has no backups of its own, whatever the order', () => {
  const json = synthesize({
    databases: { copy: { ...DATABASE, replicaOf: 'main', maxConnections: 200 }, main: DATABASE },
  });
  const replica = resource(json, 'google_sql_database_instance.copy');
  expect(replica['master_instance_name']).toBe('${google_sql_database_instance.main.name}');
  expect(at(replica, 'settings.backup_configuration')).toBeUndefined();
  expect(at(replica, 'settings.database_flags.1')).toEqual({ name: 'max_connections', value: '200' });
});

test("a replica of someone else's primary names it", () => {
  const json = synthesize({
    databases: {
      copy: { ...DATABASE, replicaOf: 'main' },
      main: { ...DATABASE, ownership: 'reference', instance: 'main-1' },
    },
  });
  expect(resource(json, 'google_sql_database_instance.copy')['master_instance_name']).toBe('main-1');
});

describe('databases inside', () => {
  test('managed and protected: taking one off the list does not drop it', () => {
    const json = synthesize(main({ databases: ['shop'] }));
    expect(resource(json, 'google_sql_database.main_shop')).toEqual({
      name: 'shop',
      project: 'app',
      instance: '${google_sql_database_instance.main.name}',
      deletion_policy: 'ABANDON',
      lifecycle: { prevent_destroy: true },
    });
  });

  test('unprotected', () => {
    const json = synthesize(main({ databases: ['shop'], deletionProtection: false }));
    expect(resource(json, 'google_sql_database.main_shop')).toMatchObject({ deletion_policy: 'DELETE' });
    expect(resource(json, 'google_sql_database.main_shop')['lifecycle']).toBeUndefined();
  });
});

describe('imported', () => {
  test('import blocks for the instance and the databases inside', () => {
    expect(synthesize(main({ ownership: 'imported', instance: 'live', databases: ['shop'] })).import).toEqual(
      [
        { to: 'google_sql_database_instance.main', id: 'projects/app/instances/live' },
        { to: 'google_sql_database.main_shop', id: 'projects/app/instances/live/databases/shop' },
      ],
    );
  });

  test('what would replace, restart or lock out, and is not declared, keeps its live value', () => {
    expect(ignoredOf({ ownership: 'imported' })).toEqual(
      expect.arrayContaining([
        'encryption_key_name',
        'maintenance_version',
        'settings[0].availability_type',
        'settings[0].backup_configuration',
        'settings[0].collation',
        'settings[0].connection_pool_config',
        'settings[0].connector_enforcement',
        'settings[0].disk_size',
        'settings[0].disk_type',
        'settings[0].insights_config',
        'settings[0].ip_configuration[0].authorized_networks',
        'settings[0].ip_configuration[0].ipv4_enabled',
        'settings[0].ip_configuration[0].ssl_mode',
        'settings[0].maintenance_window',
      ]),
    );
  });

  test('what is declared, does not', () => {
    const declared = ignoredOf({
      ownership: 'imported',
      availability: 'REGIONAL',
      backups: { enabled: true, pointInTimeRecovery: true },
      connectorEnforcement: false,
      publicIp: false,
      managedPooling: {},
    });
    for (const path of [
      'settings[0].availability_type',
      'settings[0].backup_configuration',
      'settings[0].connection_pool_config',
      'settings[0].connector_enforcement',
      'settings[0].database_flags',
      'settings[0].edition',
      'settings[0].ip_configuration[0].authorized_networks',
      'settings[0].ip_configuration[0].ipv4_enabled',
      'settings[0].tier',
    ]) {
      expect(declared).not.toContain(path);
    }
  });

  test('an availability that needs backups names them', () => {
    expect(ignoredOf({ ownership: 'imported', availability: 'REGIONAL' })).not.toContain(
      'settings[0].backup_configuration',
    );
  });

  test('an edition that is not declared stays', () => {
    expect(ignoredOf({ ownership: 'imported', edition: undefined })).toContain('settings[0].edition');
  });

  test('flags stay where none is declared', () => {
    const kept = 'settings[0].database_flags';
    expect(ignoredOf({ ownership: 'imported', maxConnections: undefined })).toContain(kept);
    expect(
      ignoredOf({ ownership: 'imported', maxConnections: undefined, flags: { work_mem: 4096 } }),
    ).not.toContain(kept);
  });
});

describe('reference', () => {
  const reference = {
    ownership: 'reference',
    project: 'data',
    instance: 'shared',
    region: 'europe-west4',
  } as const;

  test('not deployed, and looked up only by who connects', () => {
    const json = synthesize(main(reference));
    expect(namesOf(json, 'google_sql_database_instance')).toEqual([]);
    expect(json.data).toBeUndefined();
  });

  test('looked up once', () => {
    const json = synthesize({
      ...main(reference),
      ...api({
        pools: { main: { database: 'main', size: 2 }, jobs: { database: 'main', size: 1 } },
        startup: { path: '/health' },
      }),
    });
    expect(json.data).toEqual({
      google_sql_database_instance: { main: { name: 'shared', project: 'data' } },
    });
  });
});

test('the connection names are outputs', () => {
  expect(synthesize(main()).output?.['database_connection_names']).toEqual({
    description: 'project:region:instance of each database',
    value: { main: 'app:europe-west1:main' },
  });
});
