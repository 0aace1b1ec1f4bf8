import type { Declaration } from '../../capacity/declaration';
import { buildModel } from '../../capacity/model';
import { NotSimulated, stormsIn } from '../../simulation';
import type { Storm } from '../../simulation/storm';
import { declare, ENVIRONMENT, withField, withFields } from '../support/declare';

function stormsOf(declared: Declaration): readonly Storm[] {
  return stormsIn(buildModel(declared).environments[0]!);
}

function stormOf(fields: Readonly<Record<string, unknown>>): Storm {
  return stormsOf(withFields(fields))[0]!;
}

describe('pools', () => {
  const pool = (
    fields: Readonly<Record<string, unknown>>,
  ): Pick<Storm['starting'][number], 'steps' | 'load'> =>
    stormOf({ 'services.api.pools.main': { database: 'main', ...fields } }).starting[0]!;

  test.each([
    ['sqlalchemy', 1, 1],
    ['hikaricp', 10, 1],
    ['asyncpg', 10, 10],
    ['psycopg-pool', 4, 3],
  ])('%s opens %d connections, %d at a time', (driver, connections, atOnce) => {
    expect(pool({ driver }).steps).toEqual([{ server: 0, connections, atOnce }]);
  });

  test('what lies outside the pool is opened too', () => {
    const { load, steps } = pool({ driver: 'sqlalchemy', outsidePool: 2 });
    expect(steps.map(({ connections }) => connections)).toEqual([1, 2]);
    expect(load.map(({ connections }) => connections)).toEqual([14]);
  });

  test('a pool of no connections opens none', () => {
    expect(pool({ driver: 'asyncpg', size: 0 })).toMatchObject({ steps: [], load: [] });
  });

  test('a pool without a bound is bounded by the requests of its process', () => {
    // 10 requests an instance.
    expect(pool({ driver: 'django' }).load).toEqual([{ server: 0, connections: 9, atOnce: 1 }]);
    const { load, steps } = pool({ driver: 'django', connectionsPerRequest: 2, outsidePool: 3 });
    // 1 to prove the database, and 3 beside the pool, of 10 × 2 + 3.
    expect([steps, load].map((all) => all.map(({ connections }) => connections))).toEqual([[1, 3], [19]]);
  });

  test('a pooler takes the clients, and the database its server side', () => {
    const storm = stormOf({
      'poolers.bouncer': {
        database: 'main',
        replicas: 2,
        poolSize: 5,
        mode: 'transaction',
        maxClientConnections: 50,
      },
      'services.api.pools.main': {
        database: 'main',
        driver: 'asyncpg',
        outsidePool: 1,
        via: 'pgbouncer',
        pooler: 'bouncer',
      },
    });
    expect(storm.servers).toMatchObject([
      { name: 'main', background: 10 },
      { name: 'bouncer', kind: 'pooler-clients', limit: 100, capacity: 100, vcpus: 0, lingerSeconds: 0 },
    ]);
    // LISTEN keeps a session, so it goes around the pooler.
    expect(storm.starting[0]!.steps).toEqual([
      { server: 1, connections: 10, atOnce: 10 },
      { server: 0, connections: 1, atOnce: 1 },
    ]);
  });
});

describe('what cannot be simulated', () => {
  const refusal = (path: string, value: unknown): unknown => {
    try {
      return stormsOf(withField(path, value));
    } catch (error) {
      expect(error).toBeInstanceOf(NotSimulated);
      return (error as Error).message;
    }
  };

  test.each([
    [
      'services.api.maxInstances',
      undefined,
      'services.api.maxInstances: the instances of revision latest are unlimited; a storm can be simulated only with a number',
    ],
    [
      'services.api.processes',
      undefined,
      'services.api.processes: the processes of revision latest are unknown; a storm can be simulated only with a number',
    ],
    [
      'services.api.pools.main',
      { database: 'main' },
      'services.api.pools.main: its connections are unknown; a storm can be simulated only with a number',
    ],
  ])('%s', (path, value, message) => {
    expect(refusal(path, value)).toBe(message);
  });

  test('a limit that is not known', () => {
    const message =
      'databases.main.maxConnections: the limit is unknown (tier db-none); a storm can be simulated only with a number';
    expect(() =>
      stormsOf(withFields({ 'databases.main.maxConnections': undefined, 'databases.main.tier': 'db-none' })),
    ).toThrow(new NotSimulated('databases.main.maxConnections', 'the limit is unknown (tier db-none)'));
    expect(message).toBe(
      new NotSimulated('databases.main.maxConnections', 'the limit is unknown (tier db-none)').message,
    );
  });

  test('a storm that is too large', () => {
    expect(() => stormsOf(withField('services.api.maxInstances', 200_000))).toThrow(
      new RangeError('a storm of 1400000 connections is not simulated; at most 1000000 are'),
    );
  });

  test('without a service that has a pool there is no storm', () => {
    expect(stormsOf(withField('services.api.pools', undefined))).toEqual([]);
    expect(stormsOf(declare({ ...ENVIRONMENT, services: {} }))).toEqual([]);
  });
});
