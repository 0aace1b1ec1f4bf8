import { textOf } from '../../../../capacity/terms';
import { findingsOf, headlinesOf, SERVICE, withField, withFields } from '../../../support/declare';

const RULE = 'connections/migration-budget';
const USABLE = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';

const job = (tasks: number, size: number) => ({
  owner: 'team-jobs',
  image: SERVICE.image,
  cpu: 1,
  memory: '512Mi',
  during: 'migration',
  tasks,
  processes: 1,
  pools: { main: { database: 'main', size } },
  egress: SERVICE.egress,
});

// 12 of the service leave 78.
test.each([
  [77, []],
  [78, []],
  [79, [`migration needs 91; ${USABLE}`]],
])('%d connections of the job beside 12 of the service', (tasks, headlines) => {
  expect(headlinesOf(RULE, withField('jobs.migrate', job(tasks, 1)))).toEqual(headlines);
});

test('is an error whose fixes lower the job first', () => {
  const [finding] = findingsOf(RULE, withField('jobs.migrate', job(20, 4)));
  expect(finding).toMatchObject({ severity: 'error', owner: 'team-jobs', subject: 'databases.main' });
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest: 2 instances × 1 process × (4 + 2) = 12',
    'jobs.migrate: 1 execution × 20 tasks × 1 process × 4 = 80',
  ]);
  expect(finding!.fixes.map(({ path, from, to, leaves }) => [path, from, to, leaves])).toEqual([
    ['jobs.migrate.parallelism', 20, 19, 2],
    ['jobs.migrate.pools.main.size', 4, 3, 18],
    ['services.api.pools.main.size', 4, 3, 0],
    ['services.api.maxInstances', 2, 1, 4],
  ]);
});

test('a migration whose processes are not known is no pass', () => {
  const declaration = withFields({ 'jobs.migrate': { ...job(1, 2), processes: undefined } });
  expect(headlinesOf(RULE, declaration)).toEqual([
    `cannot be known: migration needs at least 14, 1 unknown; ${USABLE}`,
  ]);
});

test('is silent where steady alone is over: one cause is one error', () => {
  const over = withFields({ 'jobs.migrate': job(1, 2), 'services.api.maxInstances': 16 });
  expect(headlinesOf('connections/steady-budget', over)).toEqual([`steady needs 96; ${USABLE}`]);
  expect(headlinesOf(RULE, over)).toEqual([]);
});
