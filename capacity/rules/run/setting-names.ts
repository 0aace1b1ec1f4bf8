import { clashesOf, deployedWorkloads } from '../../settings';
import type { Rule } from '../rule';
import { violationOf } from '../workloads';

export const settingNames: Rule = {
  id: 'run/setting-names',
  severity: 'error',
  summary: 'Every environment variable of a container has one source.',
  why: 'the pool that runs would not be the pool that was checked',
  check: (environment) =>
    deployedWorkloads(environment).flatMap((workload) =>
      violationOf(
        workload,
        clashesOf(workload).map(({ variable, sources: [first, second] }) => ({
          text: `${variable} would carry both ${first} and ${second}`,
          at: { path: second, value: variable },
        })),
      ),
    ),
};
