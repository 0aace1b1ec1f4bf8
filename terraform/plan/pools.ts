import type { Driver, Pool } from '../../capacity/declaration';
import { DRIVERS } from '../../capacity/google-cloud/drivers';
import type { Carries } from '../conventions';
import type { Container } from './container';
import type { Mutable } from './draft';
import type { Setting } from './settings';

/** A number, with where it was read. */
export interface Sourced {
  readonly field: string;
  readonly source: string;
}

/** What is known of a pool beside the database that it goes to. */
export interface PoolNumbers {
  readonly pool: Mutable<Omit<Pool, 'database'>>;
  readonly sources: readonly Sourced[];
}

/** Runtimes of one process: each has one pool of a kind, however many requests it serves. */
const ONE_PROCESS: readonly Driver[] = [
  'node-postgres',
  'postgres-js',
  'knex',
  'sequelize',
  'prisma',
  'hikaricp',
  'tomcat-jdbc',
  'r2dbc-pool',
  'pgxpool',
  'database-sql',
  'npgsql',
  'ecto',
];

/**
 * A pool as conventions know it. Without a number or a known library its size stays out, and so its demand is not
 * known.
 *
 * @param prefix - of the pool's own variables; those without one count where it has none
 */
export function poolNumbers(container: Container, settings: readonly Setting[], prefix: string): PoolNumbers {
  const sources: Sourced[] = [];
  const find = (carries: Carries): Setting | undefined =>
    settings.find((each) => each.carries === carries && each.prefix === prefix) ??
    settings.find((each) => each.carries === carries && each.prefix === '');
  const take = (carries: Exclude<Carries, 'processes' | 'threads'>): number | undefined => {
    const setting = find(carries);
    if (setting?.count !== undefined) sources.push({ field: carries, source: setting.name });
    return setting?.count;
  };
  const size = find('size');
  const maximum = find('maximum');
  const pool: Mutable<Omit<Pool, 'database'>> = {};
  const driver = driverOf(container, settings, prefix);
  // A size and a maximum of two libraries: the more telling convention stands first.
  const isMaximum = maximum && (!size || settings.indexOf(maximum) < settings.indexOf(size));
  if (isMaximum) {
    const count = take('maximum');
    if (count !== undefined) pool.maximum = count;
  } else {
    // What is known of a sum of two numbers is no sum.
    const over = find('maxOverflow');
    const count = over && over.count === undefined ? undefined : take('size');
    const overflow = take('maxOverflow');
    if (count !== undefined) pool.size = count;
    if (overflow !== undefined && count !== undefined) pool.maxOverflow = overflow;
    if (over?.isUnlimited) {
      pool.maximum = 'unlimited';
      sources.push({ field: 'maximum', source: over.name });
    }
  }
  for (const field of ['idleTimeoutSeconds', 'poolTimeoutSeconds'] as const) {
    const count = take(field);
    if (count !== undefined) pool[field] = count;
  }
  addDriver(container, settings, pool, driver, sources);
  return { pool, sources };
}

/** Only where a number is not known, or a library fills in the rest of one. */
function addDriver(
  container: Container,
  settings: readonly Setting[],
  pool: Mutable<Omit<Pool, 'database'>>,
  driver: Driver | undefined,
  sources: Sourced[],
): void {
  if (driver === 'django') {
    const threads = threadsOf(container, settings);
    pool.driver = 'django';
    if (pool.maximum === undefined && pool.size === undefined && threads) {
      pool.maximum = threads.count;
      sources.push({ field: 'maximum', source: `${threads.source}: Django has a connection a thread` });
    } else if (pool.maximum === undefined && pool.size === undefined) delete pool.driver;
    return;
  }
  const hasNumber = pool.size !== undefined || pool.maximum !== undefined;
  // A number that was written and is not known is not the library's default.
  const isUnknown = settings.some(
    ({ carries, count }) => ['size', 'maximum', 'maxOverflow'].includes(carries) && count === undefined,
  );
  if (!hasNumber && (isUnknown || driver === undefined)) return;
  if (pool.size !== undefined && pool.maxOverflow !== undefined) return;
  const chosen = driver ?? (pool.size !== undefined && !isOther(container) ? 'sqlalchemy' : undefined);
  if (chosen === undefined) return;
  pool.driver = chosen;
  const { maxOverflow } = DRIVERS[chosen].value;
  if (pool.size !== undefined && maxOverflow > 0)
    sources.push({ field: 'maxOverflow', source: `the default of ${chosen}, ${maxOverflow}` });
  if (!hasNumber) sources.push({ field: 'size', source: `the default of ${chosen}` });
}

/** The library, where a convention or the container's own words name it. */
function driverOf(
  { variables, words }: Container,
  settings: readonly Setting[],
  prefix: string,
): Driver | undefined {
  const names = [...variables.keys()];
  if (names.some((name) => /^DJANGO_|(^|_)CONN_MAX_AGE$/.test(name))) return 'django';
  const byScheme = [...variables.values()].flatMap(({ text }) => schemeDriver(text) ?? []);
  const named = settings.find(
    ({ carries, convention, prefix: own }) =>
      convention.driver !== undefined && (own === prefix || own === '') && carries !== 'processes',
  )?.convention.driver;
  if (byScheme[0] ?? named) return byScheme[0] ?? named;
  if (names.some((name) => name.startsWith('SQLALCHEMY_'))) return 'sqlalchemy';
  if (names.some((name) => name.startsWith('SPRING_DATASOURCE_'))) return 'hikaricp';
  if (names.includes('RAILS_ENV') || words.includes('rails')) return 'rails';
  return undefined;
}

/** Only SQLAlchemy has the driver in its scheme. */
function schemeDriver(text: string | undefined): Driver | undefined {
  return text !== undefined && /^postgres(ql)?\+\w+:\/\//.test(text) ? 'sqlalchemy' : undefined;
}

/** Whether the container's own words name a runtime that SQLAlchemy does not have. */
function isOther({ variables, words, image }: Container): boolean {
  const names = [...variables.keys()];
  return (
    names.some((name) =>
      /^(NODE_|NPM_|RAILS_|RACK_|JAVA_|JDK_|SPRING_|QUARKUS_|ASPNETCORE_|DOTNET_|MIX_|GO)/.test(name),
    ) ||
    words.some((word) => /(^|\/)(node|npm|yarn|pnpm|java|rails|puma|dotnet|ruby|mix)$/.test(word)) ||
    /(^|\/)node[:@]/.test(image ?? '')
  );
}

/** Processes of a container, with how they are known. */
export function processesOf(
  container: Container,
  settings: readonly Setting[],
  pools: readonly PoolNumbers[],
): { readonly count: number; readonly source: string } | undefined {
  const setting = settings.find(({ carries }) => carries === 'processes');
  if (setting)
    return setting.count === undefined ? undefined : { count: setting.count, source: setting.name };
  const server = serverOf(container);
  if (server !== undefined)
    return { count: 1, source: `${server} runs one process unless it is told otherwise` };
  const drivers = pools.map(({ pool }) => pool.driver);
  const one = drivers.find((driver) => driver !== undefined && ONE_PROCESS.includes(driver));
  return one === undefined || !drivers.every((driver) => driver !== undefined && ONE_PROCESS.includes(driver))
    ? undefined
    : { count: 1, source: `an application with ${one} runs one process unless it is told otherwise` };
}

function threadsOf(
  container: Container,
  settings: readonly Setting[],
): { readonly count: number; readonly source: string } | undefined {
  const setting = settings.find(({ carries }) => carries === 'threads');
  if (setting)
    return setting.count === undefined
      ? undefined
      : { count: Math.max(1, setting.count), source: setting.name };
  const isAsync = container.words.some((word) => /uvicorn|gevent|eventlet|gthread/i.test(word));
  return serverOf(container) === 'gunicorn' && !isAsync
    ? { count: 1, source: 'gunicorn runs one thread a worker unless it is told otherwise' }
    : undefined;
}

function serverOf({ words, variables }: Container): string | undefined {
  if (variables.has('GUNICORN_CMD_ARGS')) return 'gunicorn';
  return ['gunicorn', 'uvicorn', 'hypercorn'].find((name) =>
    words.some((word) => word === name || word.endsWith(`/${name}`)),
  );
}
