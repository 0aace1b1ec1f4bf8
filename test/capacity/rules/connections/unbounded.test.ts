import { findingsOf, SERVICE, withField, withFields } from '../../../support/declare';

const RULE = 'connections/unbounded';

const report = (declaration: Parameters<typeof findingsOf>[1]) =>
  findingsOf(RULE, declaration).map(({ severity, subject, headline }) => [severity, subject, headline]);

const CEILING = 'no instance ceiling: Cloud Run scales to the quota of the region';
const PROCESSES = 'unknown processes: each has pools of its own';

test.each([
  [{ 'services.api.maxInstances': undefined }, CEILING],
  [{ 'services.api.processes': undefined }, PROCESSES],
  [
    { 'services.api.pools.main': { database: 'main' } },
    'unknown pool main: it has neither a driver nor a size',
  ],
  [{ 'services.api.pools.main': { database: 'main', maximum: 'unlimited' } }, 'pool main has no maximum'],
  [
    { 'services.api.pools.main': { database: 'main', driver: 'database-sql' } },
    'pool main has no maximum (database-sql: SetMaxOpenConns (0 is unlimited))',
  ],
  [{ 'services.api.pools.main.size': 0 }, 'pool main has no maximum (sqlalchemy: pool_size, max_overflow)'],
  [
    { 'services.api.maxInstances': undefined, 'services.api.processes': undefined },
    `${CEILING}; ${PROCESSES}`,
  ],
])('%j', (fields, headline) => {
  expect(report(withFields(fields))).toEqual([['error', 'services.api', headline]]);
});

test('points at the number that is missing', () => {
  const [finding] = findingsOf(RULE, withField('services.api.maxInstances', undefined));
  expect(finding).toMatchObject({
    at: { path: 'services.api.maxInstances', value: undefined },
    owner: 'team-api',
  });
});

test('the budget beside it says which number fits', () => {
  const [finding] = findingsOf(
    'connections/steady-budget',
    withField('services.api.maxInstances', undefined),
  );
  expect(finding!.fixes[0]).toMatchObject({
    path: 'services.api.maxInstances',
    from: null,
    to: 7,
    leaves: 6,
  });
});

test('a service-level maximum is a ceiling', () => {
  const declaration = withFields({
    'services.api.maxInstances': undefined,
    'services.api.serviceMaxInstances': 3,
  });
  expect(report(declaration)).toEqual([]);
});

test('jobs and other fleets of a service count', () => {
  const declaration = withFields({
    'services.api.outgoing': { pools: { main: { database: 'main', driver: 'django' } } },
    'jobs.nightly': {
      image: SERVICE.image,
      cpu: 1,
      memory: '512Mi',
      during: 'always',
      pools: { main: { database: 'main', size: 2 } },
      egress: SERVICE.egress,
    },
  });
  expect(report(declaration)).toEqual([
    ['error', 'services.api', 'pool main has no maximum (django: one connection a thread, no pool)'],
    ['error', 'jobs.nightly', PROCESSES],
  ]);
});

test('what uses no database may be without bound', () => {
  const declaration = withFields({
    'services.api.pools': undefined,
    'services.api.maxInstances': undefined,
    'services.api.processes': undefined,
  });
  expect(report(declaration)).toEqual([]);
});
