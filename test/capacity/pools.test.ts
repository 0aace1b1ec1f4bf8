import type { Driver, Pool } from '../../capacity/declaration';
import { DRIVERS } from '../../capacity/google-cloud/drivers';
import { resolvePool } from '../../capacity/pools';

const resolve = (pool: Omit<Pool, 'database'>, host = { vcpu: 2, cpuIdle: true }) =>
  resolvePool('main', 'services.api.pools.main', { database: 'main', ...pool }, host);
const always = { vcpu: 2, cpuIdle: false };

test.each([
  ['sqlalchemy', '5 + 10', 15, 0],
  ['asyncpg', '10', 10, 10],
  ['psycopg-pool', '4', 4, 4],
  ['node-postgres', '10', 10, 0],
  ['postgres-js', '10', 10, 0],
  ['knex', '10', 10, 0],
  ['sequelize', '5', 5, 0],
  ['prisma', '10', 10, 0],
  ['hikaricp', '10', 10, 10],
  ['tomcat-jdbc', '100', 100, 10],
  ['r2dbc-pool', '10', 10, 10],
  ['pgxpool', '4', 4, 0],
  ['database-sql', 'unlimited', 'unlimited', 0],
  ['rails', '5', 5, 0],
  ['django', 'unlimited', 'unlimited', 0],
  ['r2d2', '10', 10, 10],
  ['sqlx', '10', 10, 0],
  ['npgsql', '100', 100, 0],
  ['ecto', '10', 10, 10],
] as const)('%s alone opens %s', (driver, formula, maximum, openedAtStart) => {
  expect(resolve({ driver })).toMatchObject({ formula, maximum, openedAtStart, defaultsFrom: driver });
});

test('every driver is listed above and has a source', () => {
  const drivers = Object.keys(DRIVERS) as Driver[];
  expect(drivers).toHaveLength(19);
  expect(drivers.filter((driver) => !DRIVERS[driver].source.startsWith('https://'))).toEqual([]);
});

test('drivers that count CPUs grow with them', () => {
  const on = (driver: Driver, vcpu: number) => resolve({ driver }, { vcpu, cpuIdle: true }).maximum;
  expect([4, 5, 8].map((vcpu) => on('prisma', vcpu))).toEqual([10, 11, 17]);
  expect([4, 5, 8].map((vcpu) => on('pgxpool', vcpu))).toEqual([4, 5, 8]);
});

test.each([
  ['a size keeps the overflow of the driver', { driver: 'sqlalchemy', size: 3 }, '3 + 10', 13],
  ['an overflow keeps the size of the driver', { driver: 'sqlalchemy', maxOverflow: 2 }, '5 + 2', 7],
  ['both', { driver: 'sqlalchemy', size: 3, maxOverflow: 0 }, '3', 3],
  ['a maximum is all', { driver: 'sqlalchemy', maximum: 8 }, '8', 8],
  ['a maximum ignores an overflow', { maximum: 8, maxOverflow: 5 }, '8', 8],
  ['a maximum above the size', { driver: 'sqlalchemy', size: 5, maximum: 8 }, '5 + 3', 8],
  ['a maximum below the size', { size: 9, maximum: 8 }, '8', 8],
  ['no maximum at all', { size: 5, maximum: 'unlimited' }, 'unlimited', 'unlimited'],
  ['a size without a driver', { size: 5 }, '5', 5],
  ['connections outside the pool', { driver: 'sqlalchemy', outsidePool: 1 }, '5 + 10 + 1', 15],
  ['nothing', {}, 'unknown', 'unknown'],
  ['nothing but what lies outside', { outsidePool: 2 }, 'unknown + 2', 'unknown'],
  ['SQLAlchemy takes 0 for no limit', { driver: 'sqlalchemy', size: 0 }, 'unlimited', 'unlimited'],
  ['so does database/sql', { driver: 'database-sql', size: 0 }, 'unlimited', 'unlimited'],
  ['node-postgres takes 0 for its default', { driver: 'node-postgres', size: 0 }, '10', 10],
  ['others take 0 at its word', { driver: 'hikaricp', size: 0 }, '0', 0],
] as const)('%s', (_, pool, formula, maximum) => {
  expect(resolve(pool)).toMatchObject({ formula, maximum });
});

test('defaults are named only where they decide the size', () => {
  expect(resolve({ driver: 'sqlalchemy', size: 3 }).defaultsFrom).toBeUndefined();
  expect(resolve({ driver: 'sqlalchemy', maximum: 3 }).defaultsFrom).toBeUndefined();
});

test.each([
  ['lazy, never closed', { driver: 'sqlalchemy', size: 4 }, always, 4],
  ['lazy, closed when idle', { driver: 'sqlalchemy', size: 4, idleTimeoutSeconds: 60 }, always, 0],
  [
    'the same while CPU is there during requests only',
    { driver: 'sqlalchemy', size: 4, idleTimeoutSeconds: 60 },
    undefined,
    4,
  ],
  ['eager, kept', { driver: 'hikaricp' }, always, 10],
  ['eager, opened in part', { driver: 'tomcat-jdbc' }, always, 10],
  ['eager, and closed when idle all the same', { driver: 'asyncpg' }, always, 0],
  ['lazy with a minimum', { driver: 'knex' }, always, 2],
  ['what lies outside stays', { driver: 'asyncpg', outsidePool: 1 }, always, 1],
  ['a maximum without a size', { maximum: 6 }, always, 6],
  ['an eager pool without a driver', { size: 6, opens: 'eager', idleTimeoutSeconds: 60 }, always, 6],
] as const)('%s: held without load', (_, pool, host, held) => {
  expect(resolve(pool, host).held).toBe(held);
});

test('an eager pool never opens more than it may', () => {
  expect(resolve({ driver: 'tomcat-jdbc', size: 4 }).openedAtStart).toBe(4);
  expect(resolve({ driver: 'asyncpg', size: 20 }).openedAtStart).toBe(10);
  expect(resolve({ driver: 'asyncpg', opens: 'lazy' }).openedAtStart).toBe(0);
});
