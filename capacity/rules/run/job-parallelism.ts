import type { Violation } from '../../finding';
import type { JobModel } from '../../fleets';
import { JOB_TASKS } from '../../google-cloud/cloud-run';
import type { Rule } from '../rule';
import { deployedJobs, violationOf } from '../workloads';

export const jobParallelism: Rule = {
  id: 'run/job-parallelism',
  severity: 'warning',
  summary: 'An execution has 1 to 10,000 tasks, and does not run more at the same time than it has.',
  why: 'one of the two numbers is not what was meant; the smaller one is counted',
  check: (environment) => deployedJobs(environment).flatMap(violations),
};

function violations(job: JobModel): readonly Violation[] {
  const { min, max } = JOB_TASKS.value;
  const { tasks, path, declared } = job;
  if (tasks < min || tasks > max) {
    const at = { path: `${path}.tasks`, value: tasks };
    const text = `an execution of ${tasks} tasks; Cloud Run allows ${min} to ${max}`;
    const knobs = [{ path: at.path, from: tasks, to: { value: tasks < min ? min : max } }];
    return violationOf(job, [{ text, at, knobs }]).map((violation) => ({
      ...violation,
      severity: 'error',
      why: 'the plan looks fine, and the API refuses the job in the middle of the deploy',
    }));
  }
  const parallelism = declared.parallelism ?? 0;
  if (parallelism <= tasks) return [];
  const at = { path: `${path}.parallelism`, value: parallelism };
  const text = `${parallelism} tasks at the same time of ${tasks} in all`;
  const knobs = [
    { path: at.path, from: parallelism, to: { value: tasks } },
    { path: `${path}.tasks`, from: tasks, to: { value: parallelism } },
  ];
  return violationOf(job, [{ text, at, knobs }]);
}
