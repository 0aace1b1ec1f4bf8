import { readTerraform } from '../../../terraform/plan';
import type { Sidecar } from '../../../terraform/sidecar';
import { asSidecar } from '../../../terraform/sidecar-shape';
import { DATABASE, planOf, serviceOf } from '../../support/plan';

const PLAN = planOf([DATABASE, serviceOf({ DB_POOL_SIZE: '5', ORDERS_POOL: '7' })]);

function read(sidecar: Omit<Sidecar, 'schemaVersion'>) {
  return readTerraform(PLAN, 'plan.json', {
    sidecar: { schemaVersion: 1, ...sidecar },
    sidecarFile: 'sidecar.json',
  });
}

test('what it says wins, and the rest stays as it was read', () => {
  const { after, before, readFrom } = read({
    environments: {
      shop: {
        services: { api: { processes: 2, pools: { main: { maxOverflow: 0 } } } },
        databases: { main: { kept: { connections: 3, reason: 'operators' } } },
        clients: { bi: { database: 'main', connections: 10, reason: 'reports', owner: 'data' } },
      },
    },
  });
  for (const { environments } of [after, before!])
    expect(environments['shop']).toMatchObject({
      services: {
        api: {
          processes: 2,
          maxInstances: 2,
          pools: { main: { database: 'main', size: 5, maxOverflow: 0 } },
        },
      },
      databases: { main: { maxConnections: 100, kept: { connections: 3 } } },
      clients: { bi: { connections: 10 } },
    });
  expect(readFrom).toContainEqual({
    environment: 'shop',
    path: 'services.api.processes',
    source: 'sidecar.json',
  });
});

test('a pool that it adds goes to the only database', () => {
  const { after } = read({
    environments: { shop: { services: { api: { pools: { queue: { size: 3 } } } } } },
  });
  expect(after.environments['shop']!.services!['api']!.pools).toMatchObject({
    queue: { database: 'main', size: 3 },
  });
});

test('its conventions count before the known ones', () => {
  const { after } = read({
    conventions: [{ variable: 'ORDERS_POOL', carries: 'size', driver: 'node-postgres' }],
  });
  expect(after.environments['shop']!.services!['api']).toMatchObject({
    processes: 1,
    pools: { main: { size: 7, driver: 'node-postgres' } },
  });
});

test.each([
  [
    { environments: { shopp: {} } },
    'sidecar.json: environments.shopp: is nothing that was read; did you mean shop?',
  ],
  [
    { environments: { shop: { services: { apis: { processes: 1 } } } } },
    'sidecar.json: environments.shop.services.apis: is nothing that was read; did you mean api?',
  ],
  [
    { environments: { shop: { databases: { orders: {} } } } },
    'sidecar.json: environments.shop.databases.orders: is nothing that was read; read were main',
  ],
  [
    { environments: { shop: { jobs: { migrate: {} } } } },
    'sidecar.json: environments.shop.jobs.migrate: is nothing that was read; none was read',
  ],
])('%j names what is not there', (sidecar, message) => {
  expect(() => read(sidecar)).toThrow(message);
});

test.each<readonly [value: unknown, message: string]>([
  [{}, 's.json: schemaVersion: missing; needed is 1'],
  [{ schemaVersion: 1, enviroments: {} }, 's.json: enviroments: unknown field; did you mean environments?'],
  [
    { schemaVersion: 1, environments: { a: { services: { b: { processes: '2' } } } } },
    's.json: environments.a.services.b.processes: given "2" (a string); allowed is a whole number from 0 to 1000000',
  ],
  [
    { schemaVersion: 1, conventions: [{ variable: 'X', carries: 'sizes' }] },
    's.json: conventions[0].carries: given "sizes"; did you mean "size"?',
  ],
  [
    { schemaVersion: 1, environments: { a: { project: 'x' } } },
    's.json: environments.a.project: unknown field; allowed are "clients"',
  ],
])('the shape of %j is refused', (value, message) => {
  expect(() => asSidecar(value, 's.json')).toThrow(message.replace(/; allowed are .*/, ''));
});

describe('what it answers is asked no more', () => {
  const asked = (sidecar: Sidecar['environments']): readonly string[] =>
    readTerraform(planOf([DATABASE, serviceOf()]), 'plan.json', {
      sidecar: { schemaVersion: 1, ...(sidecar && { environments: sidecar }) },
    }).notes;
  const api = (service: NonNullable<NonNullable<Sidecar['environments']>[string]['services']>[string]) =>
    asked({ shop: { services: { api: service } } });
  const question = (missing: string): string =>
    `google_cloud_run_v2_service.api: no convention says services.api ${missing}: a sidecar can (--sidecar)`;

  test.each([
    ['nothing', {}, [question('pools.main, processes')]],
    ['the processes', { processes: 2 }, [question('pools.main')]],
    ['a size', { pools: { main: { size: 4 } } }, [question('processes')]],
    ['a maximum', { pools: { main: { maximum: 4 } } }, [question('processes')]],
    ['another pool', { pools: { queue: { size: 4 } } }, [question('pools.main, processes')]],
    ['both', { processes: 1, pools: { main: { driver: 'pgxpool' as const } } }, []],
  ])('%s', (_, service, notes) => {
    expect(api(service)).toEqual(notes);
  });

  test('of a cache', () => {
    const redis = {
      type: 'google_redis_instance',
      name: 'cache',
      values: {
        name: 'cache',
        project: 'shop',
        region: 'us-central1',
        memory_size_gb: 1,
        redis_version: 'REDIS_7_0',
        host: '10.1.0.4',
      },
    };
    const plan = planOf([DATABASE, redis, serviceOf({ DB_POOL_SIZE: '5', REDIS_HOST: '10.1.0.4' })]);
    const notes = (connections?: number): readonly string[] =>
      readTerraform(plan, 'plan.json', {
        sidecar: {
          schemaVersion: 1,
          environments: {
            shop: {
              services: { api: { processes: 1, ...(connections && { caches: { main: { connections } } }) } },
            },
          },
        },
      }).notes;
    expect(notes()).toEqual([
      'google_cloud_run_v2_service.api: nothing says how many connections a process opens to google_redis_instance.cache: a sidecar can',
    ]);
    expect(notes(5)).toEqual([]);
  });
});
