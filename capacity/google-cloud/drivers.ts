import type { Driver } from '../declaration';
import { published, reported, type Fact } from './fact';

/** A driver's pool when nothing is configured. */
export interface DriverDefaults {
  /** Connections kept for reuse. A function of the instance's vCPUs where the driver derives it. */
  readonly size: number | 'unlimited' | ((vcpu: number) => number);
  readonly maxOverflow: number;
  readonly opens: 'eager' | 'lazy';
  /** Connections opened at start by an eager pool; the size where not given. */
  readonly minimum?: number;
  /** Seconds until an idle connection is closed; 0 means never. */
  readonly idleTimeoutSeconds: number;
  /** Connections that the idle time-out leaves open; what was opened at start where not given. */
  readonly keepsIdle?: number;
  /** What a configured size of 0 means, where it does not mean "none". */
  readonly sizeOfZero?: number | 'unlimited';
  /** What the driver's own documentation calls the two numbers. */
  readonly settings: string;
}

/**
 * Defaults by driver. Where two current major versions differ, the larger number: a default that is too
 * small would pass what breaks.
 */
export const DRIVERS: Readonly<Record<Driver, Fact<DriverDefaults>>> = {
  sqlalchemy: published(
    {
      size: 5,
      maxOverflow: 10,
      opens: 'lazy',
      idleTimeoutSeconds: 0,
      sizeOfZero: 'unlimited',
      settings: 'pool_size, max_overflow',
    },
    'https://docs.sqlalchemy.org/en/20/core/pooling.html#sqlalchemy.pool.QueuePool',
  ),
  asyncpg: published(
    {
      size: 10,
      maxOverflow: 0,
      opens: 'eager',
      minimum: 10,
      idleTimeoutSeconds: 300,
      keepsIdle: 0,
      settings: 'max_size (min_size 10)',
    },
    'https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.pool.create_pool; idle connections are closed below min_size too: MagicStack/asyncpg #989, #1268',
  ),
  'psycopg-pool': published(
    {
      size: 4,
      maxOverflow: 0,
      opens: 'eager',
      minimum: 4,
      idleTimeoutSeconds: 600,
      settings: 'max_size (min_size 4, and max_size equals it when None)',
    },
    'https://www.psycopg.org/psycopg3/docs/api/pool.html',
  ),
  'node-postgres': published(
    {
      size: 10,
      maxOverflow: 0,
      opens: 'lazy',
      idleTimeoutSeconds: 10,
      sizeOfZero: 10,
      settings: 'max, idleTimeoutMillis',
    },
    'https://node-postgres.com/apis/pool; a max of 0 falls back to 10: pg-pool, index.js',
  ),
  'postgres-js': published(
    { size: 10, maxOverflow: 0, opens: 'lazy', idleTimeoutSeconds: 0, settings: 'max, idle_timeout' },
    'https://github.com/porsager/postgres#connection-details',
  ),
  knex: reported(
    {
      size: 10,
      maxOverflow: 0,
      opens: 'lazy',
      idleTimeoutSeconds: 30,
      keepsIdle: 2,
      settings: 'pool.max (pool.min 2)',
    },
    'https://knexjs.org/guide/#pool; the idle time-out is tarn.js: its README, idleTimeoutMillis',
  ),
  sequelize: published(
    { size: 5, maxOverflow: 0, opens: 'lazy', idleTimeoutSeconds: 10, settings: 'pool.max, pool.idle' },
    'https://sequelize.org/docs/v6/other-topics/connection-pool/',
  ),
  prisma: published(
    {
      size: (vcpu) => Math.max(10, 2 * vcpu + 1),
      maxOverflow: 0,
      opens: 'lazy',
      idleTimeoutSeconds: 300,
      settings: 'connection_limit up to version 6 (2 × CPUs + 1), max of the pg adapter from version 7 (10)',
    },
    'https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections/connection-pool',
  ),
  hikaricp: published(
    {
      size: 10,
      maxOverflow: 0,
      opens: 'eager',
      idleTimeoutSeconds: 0,
      settings: 'maximumPoolSize (minimumIdle equals it)',
    },
    'https://github.com/brettwooldridge/HikariCP#frequently-used',
  ),
  'tomcat-jdbc': published(
    {
      size: 100,
      maxOverflow: 0,
      opens: 'eager',
      minimum: 10,
      idleTimeoutSeconds: 60,
      sizeOfZero: 100,
      settings: 'maxActive (initialSize and minIdle 10)',
    },
    'https://tomcat.apache.org/tomcat-9.0-doc/jdbc-pool.html; a maxActive below 1 falls back to 100: ConnectionPool.checkPoolConfiguration',
  ),
  'r2dbc-pool': reported(
    {
      size: 10,
      maxOverflow: 0,
      opens: 'eager',
      minimum: 10,
      idleTimeoutSeconds: 1800,
      keepsIdle: 0,
      settings: 'maxSize (initialSize 10, minIdle 0)',
    },
    'https://github.com/r2dbc/r2dbc-pool#getting-started',
  ),
  pgxpool: published(
    {
      size: (vcpu) => Math.max(4, vcpu),
      maxOverflow: 0,
      opens: 'lazy',
      idleTimeoutSeconds: 1800,
      settings: 'pool_max_conns',
    },
    'https://pkg.go.dev/github.com/jackc/pgx/v5/pgxpool#ParseConfig',
  ),
  'database-sql': published(
    {
      size: 'unlimited',
      maxOverflow: 0,
      opens: 'lazy',
      idleTimeoutSeconds: 0,
      sizeOfZero: 'unlimited',
      settings: 'SetMaxOpenConns (0 is unlimited)',
    },
    'https://pkg.go.dev/database/sql#DB.SetMaxOpenConns',
  ),
  rails: published(
    {
      size: 5,
      maxOverflow: 0,
      opens: 'lazy',
      idleTimeoutSeconds: 300,
      settings: 'pool (max_connections from 8.1), idle_timeout',
    },
    'https://guides.rubyonrails.org/configuring.html#database-pooling',
  ),
  django: published(
    {
      size: 'unlimited',
      maxOverflow: 0,
      opens: 'lazy',
      idleTimeoutSeconds: 0,
      settings: 'one connection a thread, no pool',
    },
    'https://docs.djangoproject.com/en/5.2/ref/databases/#persistent-database-connections',
  ),
  r2d2: published(
    {
      size: 10,
      maxOverflow: 0,
      opens: 'eager',
      idleTimeoutSeconds: 600,
      settings: 'max_size (min_idle equals it)',
    },
    'https://docs.rs/r2d2/latest/r2d2/struct.Builder.html',
  ),
  sqlx: published(
    { size: 10, maxOverflow: 0, opens: 'lazy', idleTimeoutSeconds: 600, settings: 'max_connections' },
    'https://docs.rs/sqlx/latest/sqlx/pool/struct.PoolOptions.html',
  ),
  npgsql: published(
    { size: 100, maxOverflow: 0, opens: 'lazy', idleTimeoutSeconds: 300, settings: 'Maximum Pool Size' },
    'https://www.npgsql.org/doc/connection-string-parameters.html#pooling',
  ),
  ecto: published(
    { size: 10, maxOverflow: 0, opens: 'eager', idleTimeoutSeconds: 0, settings: 'pool_size' },
    'https://hexdocs.pm/ecto/Ecto.Repo.html#module-shared-options',
  ),
};
