import { asDeclaration } from '../../../capacity/shape';
import type { Database, Declaration, Environment, Keyed, Redis } from '../../../capacity/declaration';
import { declare, ENVIRONMENT, SERVICE } from '../../support/declare';

const DATABASE = ENVIRONMENT.databases.main;

/** A chain of replicas under the names, the last of which is a replica of `end`, if given. */
function chain(names: readonly string[], end?: string): Keyed<string, Database> {
  return Object.fromEntries(
    names.map((name, index) => {
      const replicaOf = names[index + 1] ?? end;
      return [name, { ...DATABASE, ...(replicaOf !== undefined && { replicaOf }) }];
    }),
  );
}

const NO_SERVICES: Environment = { ...ENVIRONMENT, services: {} };
const OTHERS: Environment = { ...NO_SERVICES, databases: {} };
const REDIS: Redis = { ownership: 'managed', memoryGb: 1, version: 'REDIS_7_2' };
const REFERENCE: Database = { ...DATABASE, ownership: 'reference', maxConnections: 90 };

const refused: readonly (readonly [name: string, declaration: Declaration, message: string])[] = [
  [
    'an instance with two owners',
    { schemaVersion: 1, environments: { blue: ENVIRONMENT, green: ENVIRONMENT } },
    'test: environments.green.databases.main.ownership: given "managed"; environments.blue.databases.main owns the instance, and allowed is "reference"',
  ],
  [
    'a Redis instance with two owners',
    {
      schemaVersion: 1,
      environments: {
        blue: { ...NO_SERVICES, redis: { cache: REDIS } },
        green: { ...OTHERS, redis: { cache: REDIS } },
      },
    },
    'test: environments.green.redis.cache.ownership: given "managed"; environments.blue.redis.cache owns the instance, and allowed is "reference"',
  ],
  [
    'an instance under two keys',
    declare({ ...NO_SERVICES, databases: { main: DATABASE, copy: { ...REFERENCE, instance: 'main' } } }),
    'test: environments.test.databases.copy: is instance "example:us-central1:main", as environments.test.databases.main is; allowed is one key',
  ],
  [
    'replicas in a circle',
    declare({ ...NO_SERVICES, databases: chain(['a', 'b', 'c'], 'a') }),
    'test: environments.test.databases.a.replicaOf: given "b", a replica of it in turn; allowed is its primary',
  ],
  [
    'a replica of a circle',
    declare({ ...NO_SERVICES, databases: chain(['a', 'b', 'c'], 'b') }),
    'test: environments.test.databases.b.replicaOf: given "c", a replica of it in turn; allowed is its primary',
  ],
  [
    'a chain that no stack could hold',
    declare({ ...NO_SERVICES, databases: chain(Array.from({ length: 200 }, (_, i) => `r${i}`)) }),
    'test: environments.test.databases.r0.replicaOf: begins a chain of more than 100 replicas',
  ],
  [
    'revisions with more than all the traffic',
    declare({
      ...ENVIRONMENT,
      services: { api: { ...SERVICE, revisions: { old: { traffic: 60 }, older: { traffic: 50 } } } },
    }),
    'test: environments.test.services.api.revisions: get 110 % of the traffic; allowed is at most 100',
  ],
  [
    'less than all the traffic',
    declare({ ...ENVIRONMENT, services: { api: { ...SERVICE, latestTraffic: 99 } } }),
    'test: environments.test.services.api.latestTraffic: given 99; allowed is 100, since revisions get 0 % of the traffic',
  ],
  [
    'a connector without a range',
    declare({ ...ENVIRONMENT, connectors: { path: { ownership: 'imported' } } }),
    'test: environments.test.connectors.path: ipCidrRange or subnet is missing; a connector that is imported needs one of the two',
  ],
  [
    'a pooler that leads elsewhere',
    declare({
      ...ENVIRONMENT,
      databases: { main: DATABASE, other: DATABASE },
      poolers: { bouncer: { database: 'other', replicas: 1, poolSize: 5, mode: 'session' } },
      services: {
        api: { ...SERVICE, pools: { main: { database: 'main', via: 'pgbouncer', pooler: 'bouncer' } } },
      },
    }),
    'test: environments.test.services.api.pools.main.pooler: given "bouncer", which leads to "other" and not to "main"',
  ],
  [
    'a pooler without the way to it',
    declare({
      ...ENVIRONMENT,
      poolers: { bouncer: { database: 'main', replicas: 1, poolSize: 5, mode: 'session' } },
      services: {
        api: {
          ...SERVICE,
          pools: { main: { database: 'main', via: 'managed-pooler', pooler: 'bouncer' } },
        },
      },
    }),
    'test: environments.test.services.api.pools.main.pooler: given "bouncer"; allowed only with via "pgbouncer"',
  ],
];

test.each(refused)('%s', (_, declaration, message) => {
  expect(() => asDeclaration(declaration, 'test')).toThrow(new Error(message));
});

const accepted: readonly (readonly [name: string, declaration: Declaration])[] = [
  [
    'an instance with one owner and a reference',
    {
      schemaVersion: 1,
      environments: {
        blue: { ...NO_SERVICES, databases: { main: REFERENCE } },
        green: ENVIRONMENT,
        red: { ...NO_SERVICES, databases: { theirs: { ...REFERENCE, instance: 'main' } } },
      },
    },
  ],
  ['a chain of replicas', declare({ ...NO_SERVICES, databases: chain(['a', 'b', 'c']) })],
  [
    'no traffic left for the latest revision',
    declare({ ...ENVIRONMENT, services: { api: { ...SERVICE, revisions: { old: { traffic: 100 } } } } }),
  ],
  ['a field without a value', declare({ ...ENVIRONMENT, sandbox: undefined, labels: undefined })],
  ['local state of a sandbox', declare({ ...ENVIRONMENT, sandbox: true, state: { backend: 'local' } })],
];

test.each(accepted)('accepts %s', (_, declaration) => {
  expect(asDeclaration(declaration, 'test')).toBe(declaration);
});
