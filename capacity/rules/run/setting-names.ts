import type { Violation } from '../../finding';
import { RESERVED_VARIABLES } from '../../google-cloud/cloud-run';
import { clashesOf, deployedWorkloads } from '../../settings';
import type { WorkloadModel } from '../../workload';
import type { Rule } from '../rule';
import { violationOf, type Problem } from '../workloads';

export const settingNames: Rule = {
  id: 'run/setting-names',
  severity: 'error',
  summary: 'Every environment variable of a container has one source, and is not one of Cloud Run’s own.',
  why: 'the pool that runs would not be the pool that was checked',
  check: (environment) => deployedWorkloads(environment).flatMap((workload) => violations(workload)),
};

function violations(workload: WorkloadModel): readonly Violation[] {
  const clashes = clashesOf(workload).map(({ variable, sources: [first, second] }) => ({
    text: `${variable} would carry both ${first} and ${second}`,
    at: { path: second, value: variable },
  }));
  const reserved = reservedOf(workload);
  return violationOf(workload, [...reserved, ...clashes]).map((violation) => ({
    ...violation,
    ...(reserved.length > 0 && {
      why: 'the plan looks fine, and the API refuses the revision in the middle of the deploy',
    }),
  }));
}

function reservedOf({ declared, path }: WorkloadModel): readonly Problem[] {
  const { service, job } = RESERVED_VARIABLES.value;
  const names = path.startsWith('jobs.') ? job : service;
  return (['variables', 'secrets'] as const).flatMap((collection) =>
    names
      .filter((name) => Object.hasOwn(declared[collection] ?? {}, name))
      .map((name) => ({
        text: `${name} is set by Cloud Run`,
        at: { path: `${path}.${collection}.${name}`, value: name },
      })),
  );
}
