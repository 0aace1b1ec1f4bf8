import { TASK_TIMEOUT } from '../../google-cloud/cloud-run';
import type { Rule } from '../rule';
import { deployedJobs, violationOf } from '../workloads';

export const taskTimeout: Rule = {
  id: 'run/task-timeout',
  severity: 'error',
  summary: "A job's task may take 1 second to 168 hours.",
  why: 'the plan looks fine, and the API refuses the job in the middle of the deploy',
  check: (environment) =>
    deployedJobs(environment).flatMap((job) => {
      const { min, max } = TASK_TIMEOUT.value;
      const seconds = job.declared.taskTimeoutSeconds;
      if (seconds === undefined || (seconds >= min && seconds <= max)) return [];
      const at = { path: `${job.path}.taskTimeoutSeconds`, value: seconds };
      const text = `a task may take ${seconds} s; Cloud Run allows ${min} to ${max} s (168 hours)`;
      const knobs = [{ path: at.path, from: seconds, to: { value: seconds < min ? min : max } }];
      return violationOf(job, [{ text, at, knobs }]);
    }),
};
