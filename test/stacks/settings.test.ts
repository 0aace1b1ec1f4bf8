import type { Environment, Job, Service } from '../../capacity/declaration';
import { settingsByWorkload } from '../../capacity/settings';
import { api, DATABASE, JOB, main, modelOf, resource, synthesize, variablesOf } from './support';

const POOLED = {
  pools: { main: { database: 'main', driver: 'sqlalchemy', size: 4, maxOverflow: 2 } },
  startup: { path: '/health', connectTimeoutSeconds: 8, databaseDeadlineSeconds: 40 },
} as const satisfies Partial<Service>;

const settingsOf = (fields: Partial<Service>): readonly (readonly [string, string, string])[] =>
  (
    settingsByWorkload(modelOf({ ...main(), ...api({ ...POOLED, ...fields }) })).get('services.api') ?? []
  ).map(({ carries, name, value }) => [name, value, carries.replace('services.api.', '')]);
const variables = (
  fields: Partial<Service>,
  rest: Partial<Environment> = main(),
): Record<string, unknown> => ({
  ...variablesOf(
    resource(synthesize({ ...rest, ...api({ ...POOLED, ...fields }) }), 'google_cloud_run_v2_service.api'),
  ),
});

test('everything that the budget counts reaches the container', () => {
  const resilience = {
    attempts: 5,
    initialBackoffSeconds: 0.5,
    maxBackoffSeconds: 8,
    breakerFailures: 6,
    breakerOpenSeconds: 30,
  };
  const keepalive = { idleSeconds: 60, intervalSeconds: 10, probes: 3 };
  expect(settingsOf({ resilience, keepalive })).toEqual([
    ['DB_POOL_SIZE', '4', 'pools.main.size'],
    ['DB_MAX_OVERFLOW', '2', 'pools.main.maxOverflow'],
    ['DB_POOL_TIMEOUT_SECONDS', '30', 'pools.main.poolTimeoutSeconds'],
    ['DB_IDLE_TIMEOUT_SECONDS', '0', 'pools.main.idleTimeoutSeconds'],
    ['DB_PROCESSES', '1', 'processes'],
    ['DB_CONNECT_TIMEOUT_SECONDS', '8', 'startup.connectTimeoutSeconds'],
    ['DB_STARTUP_DEADLINE_SECONDS', '40', 'startup.databaseDeadlineSeconds'],
    ['DB_KEEPALIVE_IDLE_SECONDS', '60', 'keepalive.idleSeconds'],
    ['DB_KEEPALIVE_INTERVAL_SECONDS', '10', 'keepalive.intervalSeconds'],
    ['DB_KEEPALIVE_PROBES', '3', 'keepalive.probes'],
    ['DB_RETRY_ATTEMPTS', '5', 'resilience.attempts'],
    ['DB_RETRY_INITIAL_BACKOFF_SECONDS', '0.5', 'resilience.initialBackoffSeconds'],
    ['DB_RETRY_MAX_BACKOFF_SECONDS', '8', 'resilience.maxBackoffSeconds'],
    ['DB_BREAKER_FAILURES', '6', 'resilience.breakerFailures'],
    ['DB_BREAKER_OPEN_SECONDS', '30', 'resilience.breakerOpenSeconds'],
  ]);
});

test('names of a framework', () => {
  const names = settingsOf({
    pools: {
      main: {
        ...POOLED.pools.main,
        poolTimeoutSeconds: 12,
        settingNames: {
          poolSize: 'SQLALCHEMY_POOL_SIZE',
          maxOverflow: 'SQLALCHEMY_MAX_OVERFLOW',
          poolTimeoutSeconds: 'SQLALCHEMY_POOL_TIMEOUT',
          idleTimeoutSeconds: 'SQLALCHEMY_IDLE',
        },
      },
    },
    settingNames: {
      processes: 'WEB_CONCURRENCY',
      connectTimeoutSeconds: 'PGCONNECT_TIMEOUT',
      databaseDeadlineSeconds: 'DATABASE_DEADLINE',
    },
  });
  expect(names.map(([name, value]) => [name, value])).toEqual([
    ['SQLALCHEMY_POOL_SIZE', '4'],
    ['SQLALCHEMY_MAX_OVERFLOW', '2'],
    ['SQLALCHEMY_POOL_TIMEOUT', '12'],
    ['SQLALCHEMY_IDLE', '0'],
    ['WEB_CONCURRENCY', '1'],
    ['PGCONNECT_TIMEOUT', '8'],
    ['DATABASE_DEADLINE', '40'],
  ]);
});

test('several pools: each under its own name', () => {
  const written = variables(
    {
      pools: {
        main: POOLED.pools.main,
        'read-only': { database: 'copy', driver: 'node-postgres', fallback: 'main' },
      },
    },
    { databases: { main: DATABASE, copy: { ...DATABASE, replicaOf: 'main' } } },
  );
  expect(written).toMatchObject({
    MAIN_DB_POOL_SIZE: '4',
    MAIN_DB_MAX_OVERFLOW: '2',
    MAIN_DB_HOST: '${google_sql_database_instance.main.private_ip_address}',
    MAIN_DB_SSLMODE: 'require',
    READ_ONLY_DB_POOL_SIZE: '10',
    READ_ONLY_DB_MAX_OVERFLOW: '0',
    READ_ONLY_DB_IDLE_TIMEOUT_SECONDS: '10',
    READ_ONLY_DB_HOST: '${google_sql_database_instance.copy.private_ip_address}',
    READ_ONLY_DB_FALLBACK_HOST: '${google_sql_database_instance.main.private_ip_address}',
    DB_PROCESSES: '1',
  });
  expect(Object.keys(written)).not.toContain('DB_POOL_SIZE');
});

test('no number, no variable', () => {
  const names = settingsOf({
    processes: undefined,
    pools: { main: { database: 'main', maximum: 'unlimited' } },
  }).map(([name]) => name);
  expect(names).not.toContain('DB_POOL_SIZE');
  expect(names).not.toContain('DB_PROCESSES');
});

test('no pools, no settings; not deployed, none either', () => {
  expect(settingsOf({ pools: undefined })).toEqual([]);
  const model = modelOf({ ...main(), ...api({ ...POOLED, ownership: 'reference' }) });
  expect(settingsByWorkload(model).size).toBe(0);
});

test('a job has the pool that the budget counts', () => {
  const job: Job = {
    ...JOB,
    pools: { main: { database: 'main', driver: 'sqlalchemy', size: 2, maxOverflow: 0 } },
  };
  const json = synthesize({ ...main(), jobs: { task: job } });
  expect(variablesOf(resource(json, 'google_cloud_run_v2_job.task'))).toEqual({
    DB_CONNECTION_NAME: 'app:europe-west1:main',
    DB_HOST: '${google_sql_database_instance.main.private_ip_address}',
    DB_IDLE_TIMEOUT_SECONDS: '0',
    DB_MAX_OVERFLOW: '0',
    DB_POOL_SIZE: '2',
    DB_PORT: '5432',
    DB_PROCESSES: '1',
    DB_SSLMODE: 'require',
    DB_USER: 'task-job@app.iam',
  });
});

describe('where the database is', () => {
  test('by private address', () => {
    expect(variables({}, main({ databases: ['shop'] }))).toMatchObject({
      DB_HOST: '${google_sql_database_instance.main.private_ip_address}',
      DB_PORT: '5432',
      DB_CONNECTION_NAME: 'app:europe-west1:main',
      DB_NAME: 'shop',
      DB_USER: 'api-service@app.iam',
    });
  });

  test('by socket', () => {
    expect(variables({ transport: 'socket' })['DB_HOST']).toBe('/cloudsql/app:europe-west1:main');
  });

  test('encrypted by TCP, as the instance demands; the socket is so by itself', () => {
    expect(variables({})['DB_SSLMODE']).toBe('require');
    expect(variables({ variables: { DB_SSLMODE: 'verify-ca' } })['DB_SSLMODE']).toBe('verify-ca');
    expect(Object.keys(variables({ transport: 'socket' }))).not.toContain('DB_SSLMODE');
  });

  test("someone else's", () => {
    expect(variables({}, main({ ownership: 'reference', project: 'data' }))).toMatchObject({
      DB_HOST: '${data.google_sql_database_instance.main.private_ip_address}',
      DB_CONNECTION_NAME: 'data:europe-west1:main',
    });
  });

  test('which of several databases inside is not known', () => {
    expect(Object.keys(variables({}, main({ databases: ['shop', 'stock'] })))).not.toContain('DB_NAME');
  });

  test('through Managed Connection Pooling, by its own port', () => {
    const plus = main({ edition: 'ENTERPRISE_PLUS', tier: 'db-perf-optimized-N-2', managedPooling: {} });
    const pools = { main: { ...POOLED.pools.main, via: 'managed-pooler' } } as const;
    expect(variables({ pools }, plus)['DB_PORT']).toBe('6432');
  });

  test("through a PgBouncer, whose address is not this declaration's", () => {
    const pools = { main: { ...POOLED.pools.main, via: 'pgbouncer', pooler: 'bouncer' } } as const;
    const poolers = {
      bouncer: { database: 'main', replicas: 1, poolSize: 10, mode: 'transaction' },
    } as const;
    const written = variables({ pools, variables: { DB_HOST: 'bouncer.internal' } }, { ...main(), poolers });
    expect(written['DB_HOST']).toBe('bouncer.internal');
    expect(Object.keys(written)).not.toContain('DB_PORT');
    expect(Object.keys(written)).not.toContain('DB_SSLMODE');
  });

  test('as declared, without looking it up', () => {
    const json = synthesize({
      ...main({ ownership: 'reference', project: 'data' }),
      ...api({ ...POOLED, variables: { DB_HOST: '10.1.2.3' }, secrets: { DB_USER: { secret: 'user' } } }),
    });
    expect(variablesOf(resource(json, 'google_cloud_run_v2_service.api'))).toMatchObject({
      DB_HOST: '10.1.2.3',
      DB_USER: { secret_key_ref: { secret: 'user', version: 'latest' } },
    });
    expect(json.data).toBeUndefined();
  });
});

test('variables are sorted, so that the order of the declaration makes no new revision', () => {
  const names = Object.keys(variables({ variables: { Z: '1', A: '2' }, secrets: { M: { secret: 'm' } } }));
  expect(names).toEqual(names.toSorted());
});
