import type { Environment } from '../../../capacity/declaration';
import { evaluate } from '../../../capacity/evaluate';
import { asDeclaration } from '../../../capacity/shape';
import { draftsOf, draftText, identifier } from '../../../cli/init/draft';
import type { Reading } from '../../../terraform/plan/reading';
import { ENVIRONMENT, SERVICE, TODAY } from '../../support/declare';
import { REDIS } from '../../support/examples/redis';
import { formatted } from '../../support/formatted';
import { exportsOf, typeErrors } from '../../support/type-check';

const { processes: _, ...WITHOUT_PROCESSES } = SERVICE;
const { maxConnections: __, ...WITHOUT_LIMIT } = ENVIRONMENT.databases.main;
const READ: Environment = {
  ...ENVIRONMENT,
  databases: { main: WITHOUT_LIMIT },
  services: { api: WITHOUT_PROCESSES },
};

function reading(environment: Environment, more: Partial<Reading> = {}): Reading {
  return {
    kind: 'state',
    after: { schemaVersion: 1, environments: { 'acme-shop': environment } },
    changes: [],
    addresses: new Map([
      ['acme-shop services.api', 'google_cloud_run_v2_service.api'],
      ['acme-shop databases.main', 'google_sql_database_instance.main'],
    ]),
    unknowns: [],
    readFrom: [
      {
        environment: 'acme-shop',
        path: 'services.api.pools.main.size',
        source: 'DB_POOL_SIZE of google_cloud_run_v2_service.api',
      },
    ],
    notes: [],
    ...more,
  };
}

function draft(environment: Environment, more: Partial<Reading> = {}): string {
  const read = reading(environment, more);
  return draftText(draftsOf(read), 'plan.json', read.notes);
}

function questions(environment: Environment, more: Partial<Reading> = {}): readonly string[] {
  return draftsOf(reading(environment, more)).flatMap((each) =>
    each.questions.map(({ path, question }) => `${path.join('.')}: ${question}`),
  );
}

const STATE =
  'state: Which bucket shall keep the state? None is read or written while everything is a reference; the name counts from the first deploy on.';
const CLIENTS =
  'clients: Who else connects to example:us-central1:main: services of other repositories, jobs, a BI tool, operators? A client that is not declared is in no sum.';
const LIMIT =
  'databases.main.observed: What did SHOW max_connections answer on example:us-central1:main, and on which day? Until then the limit is inferred from the tier.';
const PROCESSES =
  'services.api.processes: How many worker processes does one instance of api run? Its start command says it: gunicorn and uvicorn --workers, Puma -w; without any it is 1.';

test('what Terraform says is not asked again', () => {
  expect(questions(ENVIRONMENT)).toEqual([STATE, CLIENTS]);
  expect(
    questions({
      ...ENVIRONMENT,
      clients: { bi: { database: 'main', connections: 2, reason: 'BI', owner: 'team-data' } },
    }),
  ).toEqual([STATE]);
});

test('what it does not say is', () => {
  expect(questions(READ)).toEqual([STATE, LIMIT, PROCESSES, CLIENTS]);
});

test.each([
  [
    { database: 'main' },
    'services.api.pools.main.driver: Which driver does api connect to main with, and what size of pool does its code set? A driver alone implies its published defaults.',
  ],
  [
    { database: 'main', driver: 'database-sql' },
    'services.api.pools.main.maximum: How many connections does a pool of api open at most, in one process? The driver sets no maximum.',
  ],
] as const)('the pool %j is asked about', (pool, question) => {
  expect(questions({ ...ENVIRONMENT, services: { api: { ...SERVICE, pools: { main: pool } } } })).toEqual([
    STATE,
    question,
    CLIENTS,
  ]);
});

test.each(['unknown', 'unlimited'] as const)('a cache with %s connections is asked about', (connections) => {
  const caches = { main: { redis: 'cache', connections } };
  const environment: Environment = {
    ...ENVIRONMENT,
    origin: 'terraform',
    redis: { cache: REDIS },
    services: { api: { ...SERVICE, caches } },
  };
  expect(questions(environment)).toEqual([
    STATE,
    'services.api.caches.main.connections: How many connections does one process of api open to cache at most? The pool of its Redis client says it.',
    CLIENTS,
  ]);
  expect(draft(environment)).toContain('// connections: 10,');
});

test.each([
  [{ ...ENVIRONMENT, project: 'unknown' }, 'project: Which Google Cloud project is this?'],
  [{ ...ENVIRONMENT, region: 'unknown' }, 'region: Which region is this?'],
  [
    { ...ENVIRONMENT, network: { ...ENVIRONMENT.network, name: 'unknown' } },
    'network.name: Which VPC network do the services and the databases share?',
  ],
] as const)('a place that is not known is asked about: %#', (environment, question) => {
  expect(questions(environment)).toContain(question);
});

test('a limit that only an apply tells is asked once', () => {
  const main = { ...ENVIRONMENT.databases.main, maxConnections: 'unknown' } as const;
  const environment: Environment = { ...ENVIRONMENT, origin: 'terraform', databases: { main } };
  const unknown = {
    environment: 'acme-shop',
    path: 'databases.main.maxConnections',
    address: 'google_sql_database_instance.main',
    attribute: 'settings.database_flags',
  };
  expect(questions(environment, { unknowns: [unknown] })).toEqual([
    STATE,
    LIMIT.replace('inferred from the tier', 'not known'),
    CLIENTS,
  ]);
});

test('a service without a ceiling is asked about, one without a database is not', () => {
  const { maxInstances: _max, ...unbounded } = SERVICE;
  const { pools: _pools, ...frontend } = WITHOUT_PROCESSES;
  expect(questions({ ...ENVIRONMENT, services: { api: unbounded, frontend } })).toEqual([
    STATE,
    'services.api.maxInstances: How many instances may api have at most? Nothing sets a ceiling.',
    CLIENTS,
  ]);
});

test('a database that nothing leads to is asked about', () => {
  const { pools: _pools, ...api } = SERVICE;
  expect(questions({ ...ENVIRONMENT, services: { api } })).toEqual([
    STATE,
    'databases.main: Which of api connect to example:us-central1:main? No reference, address or connection name leads from one to it. In such a service:',
    CLIENTS,
  ]);
});

test('what only an apply tells is asked once', () => {
  const unknown = (path: string) => ({
    environment: 'acme-shop',
    path,
    address: 'google_cloud_run_v2_service.api',
    attribute: 'template.containers.env.value',
  });
  expect(
    questions(
      { ...ENVIRONMENT, services: { api: WITHOUT_PROCESSES } },
      { unknowns: [unknown('services.api.processes'), unknown('services.api.pools.main.maxOverflow')] },
    ),
  ).toEqual([
    STATE,
    PROCESSES,
    CLIENTS,
    'services.api.pools.main.maxOverflow: What is it? Only an apply tells template.containers.env.value of google_cloud_run_v2_service.api.',
  ]);
});

test('a question about an object that is not there stands where it would be', () => {
  const unknown = {
    environment: 'acme-shop',
    path: 'services.gone.pools.main.size',
    address: 'x.y',
    attribute: 'env',
  };
  expect(draft(ENVIRONMENT, { unknowns: [unknown] })).toContain(
    '    // TODO(question) What is it? Only an apply tells env of x.y.\n  },\n',
  );
});

test('the draft', () => {
  expect(draft(READ, { notes: ['google_alloydb_cluster.x: AlloyDB is not read'] })).toMatchSnapshot();
});

test('it is formatted, type-checks and evaluates; unanswered, nothing is known', async () => {
  const text = draft(READ);
  expect(await formatted(text)).toBe(text);
  expect(typeErrors('environments/drafted.ts', text)).toEqual([]);
  const environments = { shop: exportsOf(text)['acmeShop'] };
  const declaration = asDeclaration({ schemaVersion: 1, environments }, 'draft');
  const [result] = evaluate(declaration, { today: TODAY }).environments;
  expect(result?.verdict).toBe('unknown');
});

test('a draft with a wrong field does not type-check', () => {
  const text = draft(READ).replace('concurrency:', 'concurency:');
  expect(typeErrors('environments/drafted.ts', text)).toHaveLength(1);
});

test('the answers give the budget', () => {
  const text = draft(READ)
    .replace('// processes: 1,', 'processes: 2,')
    .replace(/\/\/ observed: .*/, "observed: { maxConnections: 100, on: '2026-11-20' },");
  expect(typeErrors('environments/drafted.ts', text)).toEqual([]);
  const environments = { shop: exportsOf(text)['acmeShop'] as Environment };
  const [result] = evaluate({ schemaVersion: 1, environments }, { today: TODAY }).environments;
  expect(result?.verdict).toBe('fits');
  const steady = result?.budgets[0]?.moments.find(({ name }) => name === 'steady');
  expect(steady?.demand).toBe(2 * 2 * (4 + 2));
});

test('everything is a reference', () => {
  const { environment } = draftsOf(reading(ENVIRONMENT))[0]!;
  const ownerships = [...JSON.stringify(environment).matchAll(/"ownership":"([a-z]+)"/g)].map(
    ([, each]) => each,
  );
  expect(ownerships).toEqual(Array(5).fill('reference'));
});

test.each([
  ['acme-shop', 'acmeShop'],
  ['new', 'newEnvironment'],
  ['x-1', 'x1'],
])('%s is exported as %s', (name, expected) => {
  expect(identifier(name)).toBe(expected);
});
