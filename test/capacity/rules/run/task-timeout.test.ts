import { findingsOf, headlinesOf, withField } from '../../../support/declare';
import { JOB } from '../../../support/examples/run';

const RULE = 'run/task-timeout';
const withTimeout = (taskTimeoutSeconds: number | undefined) =>
  withField('jobs.migrate', { ...JOB, taskTimeoutSeconds });

test.each([undefined, 1, 604_799, 604_800])('%p s pass', (seconds) => {
  expect(headlinesOf(RULE, withTimeout(seconds))).toEqual([]);
});

test.each([
  [0, 1],
  [604_801, 604_800],
])('%d s do not, and %d s is the fix', (seconds, nearest) => {
  expect(findingsOf(RULE, withTimeout(seconds))).toMatchObject([
    {
      severity: 'error',
      subject: 'jobs.migrate',
      owner: 'team-api',
      headline: `a task may take ${seconds} s; Cloud Run allows 1 to 604800 s (168 hours)`,
      fixes: [{ path: 'jobs.migrate.taskTimeoutSeconds', from: seconds, to: nearest, effect: 'in place' }],
    },
  ]);
});
