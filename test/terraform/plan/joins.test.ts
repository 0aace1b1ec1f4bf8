import { readTerraform } from '../../../terraform/plan';
import type { Service } from '../../../capacity/declaration';
import { DATABASE, OTHER, planOf, POOL, serviceOf, type Written } from '../../support/plan';

const CONNECTOR: Written = {
  type: 'google_vpc_access_connector',
  name: 'path',
  values: {
    id: 'projects/shop/locations/us-central1/connectors/path',
    name: 'path',
    project: 'shop',
    region: 'us-central1',
    network: 'vpc',
    min_instances: 2,
    max_instances: 3,
  },
};

function read(...resources: readonly Written[]) {
  const { after, notes } = readTerraform(planOf(resources), 'plan.json');
  return { environment: after.environments['shop']!, notes };
}

function api(...resources: readonly Written[]): Service {
  return read(...resources).environment.services!['api']!;
}

/** The service without a socket. */
const tcp = (
  variables: Readonly<Record<string, string>>,
  template: Readonly<Record<string, unknown>> = {},
  more: Partial<Written> = {},
): Written => serviceOf(variables, { volumes: [], ...template }, more);

const databasesOf = ({ pools = {} }: Service): readonly string[] =>
  Object.values(pools).map(({ database }) => database);

describe('a service is joined to its databases', () => {
  test.each<readonly [how: string, variables: Readonly<Record<string, string>>]>([
    ['a private address', { DB_HOST: '10.0.0.2' }],
    ['the address in a URL', { DATABASE_URL: 'postgres://u:p@10.0.0.2:5432/db' }],
    ['a connection name', { INSTANCE_CONNECTION_NAME: 'shop:us-central1:main' }],
    ['a socket in a URL', { DATABASE_URL: 'postgres://u@/db?host=/cloudsql/shop:us-central1:main' }],
    ['a URL of JDBC', { SPRING_DATASOURCE_URL: 'jdbc:postgresql://10.0.0.2:5432/db?user=u' }],
    ['keywords of libpq', { DATABASE_DSN: 'host=10.0.0.2 port=5432 user=u dbname=db' }],
    ['keywords of Npgsql', { ConnectionStrings__Default: 'Host=10.0.0.2;Database=db;Username=u' }],
    ['an address with its port', { DB_ADDR: '10.0.0.2:5432' }],
    ['a field of JSON', { APP_CONFIG: '{"database":{"host":"10.0.0.2","pool":{"max":12}}}' }],
    ['a field of JSON that is a URL', { APP_CONFIG: '{"db":"postgres://u:p@10.0.0.2/db"}' }],
  ])('by %s', (_, variables) => {
    expect(databasesOf(api(DATABASE, OTHER, tcp({ ...POOL, ...variables })))).toEqual(['main']);
  });

  test('not by an address that only begins as one of a database', () => {
    for (const text of ['10.0.0.20:6379', '10.0.0.2.nip.io:80', '110.0.0.2', '1.10.0.0.2'])
      expect(api(DATABASE, OTHER, tcp({ UPSTREAM: text })).pools).toBeUndefined();
  });

  test('each of two sockets has a pool', () => {
    const volumes = [
      { cloud_sql_instance: [{ instances: ['shop:us-central1:main', 'shop:us-central1:other'] }] },
    ];
    expect(api(DATABASE, OTHER, serviceOf(POOL, { volumes })).pools).toMatchObject({
      main: { database: 'main', size: 4 },
      other: { database: 'other', size: 4 },
    });
  });

  test('variables with a prefix belong to a pool of that name', () => {
    const variables = {
      ...POOL,
      DB_HOST: '10.0.0.2',
      REPORTS_DB_HOST: '10.0.0.3',
      REPORTS_DB_POOL_SIZE: '9',
      REPORTS_DB_MAX_OVERFLOW: '1',
      REPORTS_DB_FALLBACK_HOST: '10.0.0.2',
    };
    expect(api(DATABASE, OTHER, tcp(variables)).pools).toEqual({
      main: { database: 'main', size: 4, maxOverflow: 2 },
      reports: { database: 'other', size: 9, maxOverflow: 1, fallback: 'main' },
    });
  });

  test('by a reference of a value that only an apply tells', () => {
    const unknown = { template: [{ containers: [{ env: [{ value: true }] }] }] };
    const service = tcp({ DB_HOST: 'x' }, {}, { unknown });
    const [template] = service.values['template'] as readonly [{ containers: readonly object[] }];
    const made: Written = {
      ...service,
      values: {
        ...service.values,
        template: [{ ...template, containers: [{ env: [{ name: 'DB_HOST' }] }] }],
      },
      expressions: {
        template: [
          {
            containers: [
              {
                env: [
                  {
                    name: { constant_value: 'DB_HOST' },
                    value: { references: ['google_sql_database_instance.other.private_ip_address'] },
                  },
                ],
              },
            ],
          },
        ],
      },
    };
    expect(databasesOf(api(DATABASE, OTHER, made))).toEqual(['other']);
  });

  test('through a secret that is made of its address', () => {
    const secret: Written = {
      type: 'google_secret_manager_secret',
      name: 'url',
      values: { secret_id: 'url' },
    };
    const version: Written = {
      type: 'google_secret_manager_secret_version',
      name: 'url',
      values: {},
      expressions: {
        secret: { references: ['google_secret_manager_secret.url.id', 'google_secret_manager_secret.url'] },
        secret_data: { references: ['google_sql_database_instance.other.private_ip_address'] },
      },
    };
    const env = [
      { name: 'DATABASE_URL', value_source: [{ secret_key_ref: [{ secret: 'url', version: 'latest' }] }] },
    ];
    const written = {
      name: { constant_value: 'DATABASE_URL' },
      value_source: [
        { secret_key_ref: [{ secret: { references: ['google_secret_manager_secret.url.secret_id'] } }] },
      ],
    };
    const service = tcp(
      {},
      { containers: [{ env }] },
      { expressions: { template: [{ containers: [{ env: [written] }] }] } },
    );
    expect(databasesOf(api(DATABASE, OTHER, secret, version, service))).toEqual(['other']);
  });

  const inNetwork = { vpc_access: [{ connector: 'projects/shop/locations/us-central1/connectors/path' }] };
  const HINT = { DB_PASSWORD_FILE: 'x', DB_USER: 'app', DB_POOL_SIZE: '4', DB_MAX_OVERFLOW: '0' };

  test('to the only one in its network, which is said', () => {
    const { environment, notes } = read(DATABASE, CONNECTOR, tcp(HINT, inNetwork));
    expect(databasesOf(environment.services!['api']!)).toEqual(['main']);
    expect(notes).toContain(
      'google_cloud_run_v2_service.api: DB_USER says that it uses a database, and google_sql_database_instance.main is the only one in its network: taken for it',
    );
  });

  test('to none of several in its network: each has a client of unknown demand', () => {
    const { environment, notes } = read(DATABASE, OTHER, CONNECTOR, tcp(HINT, inNetwork));
    expect(environment.services!['api']!.pools).toEqual({
      main: { database: 'main' },
      other: { database: 'other' },
    });
    expect(notes[0]).toBe(
      'google_cloud_run_v2_service.api: DB_USER says that it uses a database, which could be any of google_sql_database_instance.main, google_sql_database_instance.other: a sidecar can say which one',
    );
  });

  test.each([
    'postgres://u@10.9.9.9/db',
    'jdbc:postgresql://10.9.9.9/db',
    'host=10.9.9.9 dbname=db',
    'Database=db; Host=10.9.9.9; Username=u',
  ])('to one that is not here, of which nothing is known: %s', (url) => {
    const { environment } = read(DATABASE, tcp({ ...POOL, DATABASE_URL: url }));
    expect(environment.databases).toEqual({
      main: expect.anything() as unknown,
      'at-10-9-9-9': expect.objectContaining({ ownership: 'reference', tier: 'unknown' }) as unknown,
    });
  });

  test('not at all without a word of one', () => {
    expect(api(DATABASE, CONNECTOR, tcp({ LOG_LEVEL: 'info' }, inNetwork))).not.toHaveProperty('pools');
  });
});

test('the port of managed pooling goes through it', () => {
  const [settings] = DATABASE.values['settings'] as readonly [object];
  const pooled: Written = {
    ...DATABASE,
    values: {
      ...DATABASE.values,
      settings: [
        {
          ...settings,
          edition: 'ENTERPRISE_PLUS',
          tier: 'db-perf-optimized-N-4',
          connection_pool_config: [
            { connection_pooling_enabled: true, flags: [{ name: 'max_pool_size', value: '20' }] },
          ],
        },
      ],
    },
  };
  const { environment } = read(pooled, tcp({ ...POOL, DB_HOST: '10.0.0.2', DB_PORT: '6432' }));
  expect(environment.databases!['main']!.managedPooling).toEqual({ poolSize: 20 });
  expect(environment.services!['api']!.pools!['main']).toMatchObject({ via: 'managed-pooler' });
});
