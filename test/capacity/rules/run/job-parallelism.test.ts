import { findingsOf, headlinesOf, withField } from '../../../support/declare';
import { JOB } from '../../../support/examples/run';

const RULE = 'run/job-parallelism';
const withTasks = (tasks: number | undefined, parallelism: number | undefined) =>
  withField('jobs.migrate', { ...JOB, tasks, parallelism });

test.each([
  [undefined, undefined],
  [4, 0],
  [4, 3],
  [4, 4],
  [1, 1],
  [10_000, 1],
])('%p tasks, %p at the same time, pass', (tasks, parallelism) => {
  expect(headlinesOf(RULE, withTasks(tasks, parallelism))).toEqual([]);
});

test('more at the same time than there are is not what was meant', () => {
  expect(findingsOf(RULE, withTasks(4, 5))).toMatchObject([
    {
      severity: 'warning',
      subject: 'jobs.migrate',
      owner: 'team-api',
      headline: '5 tasks at the same time of 4 in all',
      at: { path: 'jobs.migrate.parallelism', value: 5 },
      fixes: [
        { path: 'jobs.migrate.parallelism', from: 5, to: 4 },
        { path: 'jobs.migrate.tasks', from: 4, to: 5 },
      ],
    },
  ]);
});

test.each([
  [0, 1],
  [10_001, 10_000],
])('%d tasks cannot be deployed', (tasks, nearest) => {
  expect(findingsOf(RULE, withTasks(tasks, 1))).toMatchObject([
    {
      severity: 'error',
      headline: `an execution of ${tasks} tasks; Cloud Run allows 1 to 10000`,
      fixes: [{ path: 'jobs.migrate.tasks', from: tasks, to: nearest }],
    },
  ]);
});
