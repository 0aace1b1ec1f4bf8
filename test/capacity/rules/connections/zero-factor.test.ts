import { ENVIRONMENT, findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';
import { JOB } from '../../../support/examples/run';

const RULE = 'connections/zero-factor';
const POOLER = { database: 'main', replicas: 1, poolSize: 20, mode: 'transaction', pairs: 1 };
const NONE = 'none of its connections are counted';

test('a service with 0 processes is refused, and 1 is offered', () => {
  expect(findingsOf(RULE, withField('services.api.processes', 0))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.processes', value: 0 },
      headline: `processes is 0: ${NONE}`,
      fixes: [{ path: 'services.api.processes', from: 0, to: 1, effect: 'new revision' }],
    },
  ]);
});

test.each([
  [{ 'services.api.outgoing': { processes: 0 } }, `outgoing.processes is 0: ${NONE}`],
  [
    { 'services.api.revisions': { old: { traffic: 50, processes: 0 } } },
    `revisions.old.processes is 0: ${NONE}`,
  ],
  [{ 'jobs.migrate': { ...JOB, processes: 0 } }, `processes is 0: ${NONE}`],
  [
    { 'jobs.migrate': { ...JOB, concurrentExecutions: 0, tasks: 0 } },
    `concurrentExecutions is 0, tasks is 0: ${NONE}`,
  ],
  [{ 'poolers.bouncer': { ...POOLER, replicas: 0 } }, `replicas is 0: ${NONE}`],
  [{ 'poolers.bouncer': { ...POOLER, pairs: 0 } }, `pairs is 0: ${NONE}`],
  [{ 'poolers.bouncer': { ...POOLER, poolSize: 0 } }, `poolSize is 0: ${NONE}`],
  [{ 'databases.main.managedPooling': { poolSize: 0 } }, `managedPooling.poolSize is 0: ${NONE}`],
])('%j', (fields, headline) => {
  expect(headlinesOf(RULE, withFields(fields))).toEqual([headline]);
});

test('1 passes, and so does what is left out', () => {
  expect(
    headlinesOf(
      RULE,
      withFields({
        'jobs.migrate': { ...JOB, concurrentExecutions: 1, tasks: 1 },
        'poolers.bouncer': { ...POOLER, poolSize: 1, pairs: undefined, maxDatabaseConnections: 0 },
        'databases.main.managedPooling': {},
      }),
    ),
  ).toEqual([]);
});

test('nothing live yet, and what uses neither a database nor Redis, may be 0', () => {
  const { pools: _, ...bare } = ENVIRONMENT.services.api;
  expect(headlinesOf(RULE, withField('services.api.outgoing', { maxInstances: 0 }))).toEqual([]);
  expect(headlinesOf(RULE, withField('services.api', { ...bare, processes: 0 }))).toEqual([]);
  expect(headlinesOf(RULE, withField('jobs.migrate', { ...JOB, pools: {}, processes: 0 }))).toEqual([]);
});
