import { DRIVERS } from '../../../capacity/google-cloud/drivers';
import { CONVENTIONS, CONVENTIONS_READ_ON } from '../../../terraform/conventions';
import { readTerraform } from '../../../terraform/plan';
import { DATABASE, planOf, serviceOf } from '../../support/plan';

/** What one service's variables and command line are read to. */
function read(
  variables: Readonly<Record<string, string>>,
  container: Readonly<Record<string, unknown>> = {},
): unknown {
  const { values } = serviceOf(variables);
  const [template] = values['template'] as readonly [{ containers: readonly object[] }];
  const made = [{ ...template, containers: [{ ...template.containers[0], ...container }] }];
  const plan = planOf([DATABASE, { ...serviceOf(), values: { ...values, template: made } }]);
  const { pools, processes } = readTerraform(plan, 'plan.json').after.environments['shop']!.services!['api']!;
  const { database: _, ...main } = pools!['main']!;
  return { ...main, processes };
}

test('every row has a source, and is dated', () => {
  expect(CONVENTIONS_READ_ON).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const { carries, driver, source, ...where } of CONVENTIONS) {
    expect(source).toMatch(/^https:\/\/|^capacity\/settings\.ts/);
    expect(carries).not.toBe('');
    if (driver !== undefined) expect(DRIVERS[driver]).toBeDefined();
    expect(Object.keys(where).some((key) => ['variable', 'parameter', 'option'].includes(key))).toBe(true);
  }
});

test.each<
  readonly [
    what: string,
    variables: Readonly<Record<string, string>>,
    container: Readonly<Record<string, unknown>>,
    expected: object,
  ]
>([
  [
    'this project’s names',
    { DB_POOL_SIZE: '5', DB_MAX_OVERFLOW: '2', DB_PROCESSES: '3' },
    {},
    { size: 5, maxOverflow: 2, processes: 3 },
  ],
  [
    'a size alone, of SQLAlchemy as far as anybody knows',
    { DB_POOL_SIZE: '5' },
    {},
    { size: 5, driver: 'sqlalchemy' },
  ],
  [
    'a size alone, of a runtime that is not Python',
    { DB_POOL_SIZE: '5', NODE_ENV: 'production' },
    {},
    { size: 5 },
  ],
  [
    'Flask-SQLAlchemy 2',
    { SQLALCHEMY_POOL_SIZE: '7', SQLALCHEMY_MAX_OVERFLOW: '1' },
    {},
    { size: 7, maxOverflow: 1 },
  ],
  [
    'Flask-SQLAlchemy 3',
    { SQLALCHEMY_ENGINE_OPTIONS: '{"pool_size": 9, "max_overflow": 4}' },
    {},
    { size: 9, maxOverflow: 4 },
  ],
  [
    'the same as a literal of Python',
    { SQLALCHEMY_ENGINE_OPTIONS: "{'pool_size': 9}" },
    {},
    { size: 9, driver: 'sqlalchemy' },
  ],
  [
    'a scheme of SQLAlchemy',
    { DATABASE_URL: 'postgresql+asyncpg://u@10.0.0.2/db' },
    {},
    { driver: 'sqlalchemy' },
  ],
  [
    'Prisma',
    { DATABASE_URL: 'postgresql://u@10.0.0.2:5432/db?connection_limit=6&pool_timeout=9' },
    {},
    { maximum: 6, driver: 'prisma', processes: 1 },
  ],
  [
    'pgx',
    { DATABASE_URL: 'postgres://u@10.0.0.2/db?pool_max_conns=8' },
    {},
    { maximum: 8, driver: 'pgxpool', processes: 1 },
  ],
  [
    'Npgsql',
    { ConnectionStrings__Db: 'Host=10.0.0.2;Maximum Pool Size=30;' },
    {},
    { maximum: 30, driver: 'npgsql', processes: 1 },
  ],
  [
    'a pool in a URL of Rails',
    { DATABASE_URL: 'postgres://u@10.0.0.2/db?pool=6' },
    {},
    { maximum: 6, driver: 'rails' },
  ],
  [
    'HikariCP',
    { SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE: '12' },
    {},
    { size: 12, driver: 'hikaricp', processes: 1 },
  ],
  ['Quarkus', { QUARKUS_DATASOURCE_JDBC_MAX_SIZE: '16' }, {}, { maximum: 16 }],
  [
    'Rails with Puma',
    { RAILS_MAX_THREADS: '5', WEB_CONCURRENCY: '2' },
    {},
    { maximum: 5, driver: 'rails', processes: 2 },
  ],
  ['node-postgres', { PGPOOL_MAX: '11' }, {}, { size: 11, driver: 'node-postgres', processes: 1 }],
  ['Phoenix', { POOL_SIZE: '10' }, {}, { size: 10, driver: 'ecto', processes: 1 }],
  [
    'Django on gunicorn: a connection a thread',
    { DJANGO_SETTINGS_MODULE: 'app', GUNICORN_CMD_ARGS: '--workers 3 --threads 4' },
    {},
    { maximum: 4, driver: 'django', processes: 3 },
  ],
  [
    'Django on a sync worker',
    { DJANGO_SETTINGS_MODULE: 'app' },
    { command: ['gunicorn'], args: ['-w', '2', 'app.wsgi'] },
    { maximum: 1, driver: 'django', processes: 2 },
  ],
  ['Django on a server that nobody names', { CONN_MAX_AGE: '60' }, {}, {}],
  [
    'gunicorn in a command line',
    { DB_POOL_SIZE: '2', DB_MAX_OVERFLOW: '0' },
    { command: ['/usr/bin/gunicorn', '--workers=4', 'app:app'] },
    { size: 2, maxOverflow: 0, processes: 4 },
  ],
  [
    'gunicorn with a short option',
    { DB_POOL_SIZE: '2', DB_MAX_OVERFLOW: '0' },
    { args: ['-w4', 'app:app'] },
    { size: 2, maxOverflow: 0, processes: 4 },
  ],
  [
    'uvicorn that is told nothing',
    { DB_POOL_SIZE: '2', DB_MAX_OVERFLOW: '0' },
    { command: ['uvicorn', 'app:app'] },
    { size: 2, maxOverflow: 0, processes: 1 },
  ],
  [
    'a shell line',
    { DB_POOL_SIZE: '2', DB_MAX_OVERFLOW: '0' },
    { command: ['sh', '-c', 'exec gunicorn -w 6 app:app'] },
    { size: 2, maxOverflow: 0, processes: 6 },
  ],
  [
    'an overflow without a limit',
    { DB_POOL_SIZE: '5', DB_MAX_OVERFLOW: '-1', DB_PROCESSES: '1' },
    {},
    { maximum: 'unlimited', processes: 1 },
  ],
  [
    'the same in a dictionary',
    { SQLALCHEMY_ENGINE_OPTIONS: '{"pool_size": 9, "max_overflow": -1}' },
    {},
    { maximum: 'unlimited', driver: 'sqlalchemy' },
  ],
  [
    'an overflow that is none, of a size that is one',
    { SQLALCHEMY_POOL_SIZE: '5', SQLALCHEMY_MAX_OVERFLOW: 'some' },
    {},
    {},
  ],
  ['a number that is none', { DB_POOL_SIZE: 'many', DB_PROCESSES: '1' }, {}, { processes: 1 }],
  ['nothing', { LOG_LEVEL: 'info' }, {}, {}],
])('%s', (_, variables, container, expected) => {
  expect(read(variables, container)).toEqual({ processes: undefined, ...expected });
});

test('each number says where it comes from', () => {
  const plan = planOf([DATABASE, serviceOf({ DB_POOL_SIZE: '5', WEB_CONCURRENCY: '2' })]);
  expect(readTerraform(plan, 'plan.json').readFrom.map(({ path, source }) => `${path}: ${source}`)).toEqual([
    'services.api.pools.main.database: its Cloud SQL connection of google_cloud_run_v2_service.api',
    'services.api.pools.main.size: DB_POOL_SIZE of google_cloud_run_v2_service.api',
    'services.api.pools.main.maxOverflow: the default of sqlalchemy, 10',
    'services.api.processes: WEB_CONCURRENCY of google_cloud_run_v2_service.api',
  ]);
});

test('a service of which nothing is known asks for a sidecar', () => {
  const { after, notes } = readTerraform(planOf([DATABASE, serviceOf()]), 'plan.json');
  expect(after.environments['shop']!.services!['api']!.pools).toEqual({ main: { database: 'main' } });
  expect(notes).toEqual([
    'google_cloud_run_v2_service.api: no convention says services.api pools.main, processes: a sidecar can (--sidecar)',
  ]);
});

test('values of variables are kept nowhere', () => {
  const secret = 'hunter2';
  const plan = planOf([
    DATABASE,
    serviceOf({ DATABASE_URL: `postgres://u:${secret}@10.0.0.2/db`, API_KEY: secret }),
  ]);
  const { changes: _, ...reading } = readTerraform(plan, 'plan.json');
  expect(JSON.stringify({ ...reading, addresses: [...reading.addresses] })).not.toContain(secret);
});
