import type { Driver } from '../capacity/declaration';

/** What a setting of an application says about its pools or its processes. */
export type Carries =
  'size' | 'maxOverflow' | 'maximum' | 'processes' | 'threads' | 'idleTimeoutSeconds' | 'poolTimeoutSeconds';

/** A known way in which applications are told the size of their pools. */
export interface Convention {
  /** Name of the environment variable; with several pools, a prefix and `_` may stand before it. */
  readonly variable?: string;
  /** Key of an object that the variable has as JSON. */
  readonly key?: string;
  /** Parameter of a database URL, or keyword of a connection string. */
  readonly parameter?: string;
  /** Option of a command line, also inside of `variable`. */
  readonly option?: string;
  readonly carries: Carries;
  /** Library whose defaults fill the rest. */
  readonly driver?: Driver;
  readonly source: string;
  /** `published` by the library; `reported` where many templates do so and no document promises it. */
  readonly standing: 'published' | 'reported';
}

/** The day on which the rows were last compared with their sources. */
export const CONVENTIONS_READ_ON = '2026-11-22';

const SQLALCHEMY = 'https://docs.sqlalchemy.org/en/20/core/pooling.html#sqlalchemy.pool.QueuePool';
const FLASK = 'https://flask-sqlalchemy.readthedocs.io/en/stable/config/';
const FLASK_2 = 'https://flask-sqlalchemy.palletsprojects.com/en/2.x/config/';
const PRISMA = 'https://www.prisma.io/docs/orm/reference/connection-urls';
const SPRING = 'https://docs.spring.io/spring-boot/appendix/application-properties/index.html';
const QUARKUS = 'https://quarkus.io/guides/datasource';
const RAILS = 'https://guides.rubyonrails.org/configuring.html#database-pooling';
const PUMA = 'https://puma.io/puma/Puma/DSL.html';
const GUNICORN = 'https://docs.gunicorn.org/en/stable/settings.html';
const UVICORN = 'https://www.uvicorn.org/settings/';
const NODE = 'https://node-postgres.com/apis/pool';
const PGX = 'https://pkg.go.dev/github.com/jackc/pgx/v5/pgxpool#ParseConfig';
const NPGSQL = 'https://www.npgsql.org/doc/connection-string-parameters.html#pooling';
const PHOENIX = 'https://hexdocs.pm/phoenix/deployment.html (config/runtime.exs of a new project)';
const OWN = 'capacity/settings.ts: what this project writes';

const published = 'published';
const reported = 'reported';

/** The rows, the more telling first: of two that match one number, the first counts. */
export const CONVENTIONS: readonly Convention[] = [
  // This project's own names, which SQLAlchemy applications often have too.
  { variable: 'DB_POOL_SIZE', carries: 'size', source: OWN, standing: published },
  { variable: 'DB_MAX_OVERFLOW', carries: 'maxOverflow', source: OWN, standing: published },
  { variable: 'DB_POOL_TIMEOUT_SECONDS', carries: 'poolTimeoutSeconds', source: OWN, standing: published },
  { variable: 'DB_IDLE_TIMEOUT_SECONDS', carries: 'idleTimeoutSeconds', source: OWN, standing: published },
  { variable: 'DB_PROCESSES', carries: 'processes', source: OWN, standing: published },
  // SQLAlchemy, and what Flask makes of it.
  ...(['SQLALCHEMY_POOL_SIZE', 'SQLALCHEMY_MAX_OVERFLOW'] as const).map((variable): Convention => ({
    variable,
    carries: variable === 'SQLALCHEMY_POOL_SIZE' ? 'size' : 'maxOverflow',
    driver: 'sqlalchemy',
    source: FLASK_2,
    standing: published,
  })),
  ...(['pool_size', 'max_overflow'] as const).map((key): Convention => ({
    variable: 'SQLALCHEMY_ENGINE_OPTIONS',
    key,
    carries: key === 'pool_size' ? 'size' : 'maxOverflow',
    driver: 'sqlalchemy',
    source: FLASK,
    standing: published,
  })),
  ...(['POOL_MAX_OVERFLOW', 'DATABASE_MAX_OVERFLOW', 'DB_POOL_MAX_OVERFLOW', 'MAX_OVERFLOW'] as const).map(
    (variable): Convention => ({
      variable,
      carries: 'maxOverflow',
      driver: 'sqlalchemy',
      source: SQLALCHEMY,
      standing: reported,
    }),
  ),
  // A size in a URL is the application's last word on it.
  {
    parameter: 'connection_limit',
    carries: 'maximum',
    driver: 'prisma',
    source: PRISMA,
    standing: published,
  },
  { parameter: 'pool_max_conns', carries: 'maximum', driver: 'pgxpool', source: PGX, standing: published },
  { parameter: 'pool', carries: 'maximum', driver: 'rails', source: RAILS, standing: published },
  {
    parameter: 'Maximum Pool Size',
    carries: 'maximum',
    driver: 'npgsql',
    source: NPGSQL,
    standing: published,
  },
  { parameter: 'MaxPoolSize', carries: 'maximum', driver: 'npgsql', source: NPGSQL, standing: published },
  // The JVM.
  ...(
    [
      ['SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE', SPRING],
      ['SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE', SPRING],
      ['HIKARI_MAXIMUM_POOL_SIZE', SPRING],
    ] as const
  ).map(([variable, source]): Convention => ({
    variable,
    carries: 'size',
    driver: 'hikaricp',
    source,
    standing: variable.startsWith('SPRING') ? published : reported,
  })),
  { variable: 'QUARKUS_DATASOURCE_JDBC_MAX_SIZE', carries: 'maximum', source: QUARKUS, standing: published },
  {
    variable: 'SPRING_R2DBC_POOL_MAX_SIZE',
    carries: 'size',
    driver: 'r2dbc-pool',
    source: SPRING,
    standing: published,
  },
  // Node.js: no library reads a variable, and these are the ones that applications read.
  ...(['PGPOOL_MAX', 'PG_POOL_MAX', 'PG_MAX_CONNECTIONS', 'POSTGRES_POOL_MAX'] as const).map(
    (variable): Convention => ({
      variable,
      carries: 'size',
      driver: 'node-postgres',
      source: NODE,
      standing: reported,
    }),
  ),
  // Ruby: the file config/database.yml of a new project reads it.
  { variable: 'DB_POOL', carries: 'maximum', driver: 'rails', source: RAILS, standing: reported },
  { variable: 'RAILS_MAX_THREADS', carries: 'maximum', driver: 'rails', source: RAILS, standing: published },
  // Elixir.
  { variable: 'POOL_SIZE', carries: 'size', driver: 'ecto', source: PHOENIX, standing: published },
  // Names that say what they carry, and not who reads them.
  ...(
    [
      'DB_POOL_MAX',
      'DATABASE_POOL_MAX',
      'DB_MAX_CONNECTIONS',
      'DB_MAX_OPEN_CONNS',
      'DB_MAX_POOL_SIZE',
    ] as const
  ).map((variable): Convention => ({ variable, carries: 'maximum', source: NODE, standing: reported })),
  ...(['DATABASE_POOL_SIZE', 'POSTGRES_POOL_SIZE', 'PG_POOL_SIZE'] as const).map((variable): Convention => ({
    variable,
    carries: 'size',
    source: SQLALCHEMY,
    standing: reported,
  })),
  // Processes: every one has pools of its own.
  {
    variable: 'GUNICORN_CMD_ARGS',
    option: '--workers',
    carries: 'processes',
    source: GUNICORN,
    standing: published,
  },
  {
    variable: 'GUNICORN_CMD_ARGS',
    option: '-w',
    carries: 'processes',
    source: GUNICORN,
    standing: published,
  },
  {
    variable: 'GUNICORN_CMD_ARGS',
    option: '--threads',
    carries: 'threads',
    source: GUNICORN,
    standing: published,
  },
  { option: '--workers', carries: 'processes', source: GUNICORN, standing: published },
  { option: '-w', carries: 'processes', source: GUNICORN, standing: published },
  { option: '--threads', carries: 'threads', source: GUNICORN, standing: published },
  { variable: 'WEB_CONCURRENCY', carries: 'processes', source: `${GUNICORN}; ${PUMA}`, standing: published },
  { variable: 'UVICORN_WORKERS', carries: 'processes', source: UVICORN, standing: published },
  { variable: 'GUNICORN_WORKERS', carries: 'processes', source: GUNICORN, standing: reported },
  { variable: 'GUNICORN_THREADS', carries: 'threads', source: GUNICORN, standing: reported },
];
