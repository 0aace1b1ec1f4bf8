import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import { DRIVERS } from '../../google-cloud/drivers';
import type { ResolvedPool } from '../../pools';
import type { Quantity } from '../../quantity';
import type { Rule } from '../rule';
import { violationOf, type Problem } from '../workloads';

/** Its fixes are those of the budget that the missing number breaks: only a sum says which number fits. */
export const unbounded: Rule = {
  id: 'connections/unbounded',
  severity: 'error',
  summary: 'Every factor of a sum has a number: instances, processes, pools.',
  why: 'a sum without bound, or with an unknown factor, cannot be compared with a limit: nothing would be checked',
  check: ({ services, jobs }) => [
    ...services.flatMap(serviceViolations),
    ...jobs.flatMap((job) =>
      violationOf(job, [...processProblems(job.path, job.processes), ...poolProblems(job.pools)]).map(
        (violation) => ({ ...violation, isUnknown: isUnknown(job.processes, job.pools) }),
      ),
    ),
  ],
};

function serviceViolations(service: ServiceModel): readonly Violation[] {
  const { path, latest, revisions, outgoing, outgoingBasis } = service;
  // What a comparison made of the live fleet stands nowhere in the declaration: the rollout says that it does not fit.
  const fleets = [latest, ...revisions, ...(outgoingBasis === 'declared' ? [outgoing] : [])];
  const pools = fleets.flatMap((fleet) => fleet.pools);
  if (pools.length === 0) return [];
  return violationOf(service, [
    ...ceilingProblems(path, latest.instances),
    ...processProblems(path, latest.processes),
    ...poolProblems([...new Set(pools)]),
  ]).map((violation) => ({
    ...violation,
    isUnknown: latest.instances === 'unknown' || isUnknown(latest.processes, pools),
  }));
}

function isUnknown(processes: Quantity, pools: readonly ResolvedPool[]): boolean {
  return processes === 'unknown' || pools.some(({ maximum }) => maximum === 'unknown');
}

function ceilingProblems(path: string, instances: Quantity): readonly Problem[] {
  if (instances === 'unknown')
    return [problem('unknown instance ceiling: only an apply tells it', `${path}.maxInstances`, instances)];
  return instances === 'unlimited'
    ? [problem('no instance ceiling: Cloud Run scales to the quota of the region', `${path}.maxInstances`)]
    : [];
}

function processProblems(path: string, processes: Quantity): readonly Problem[] {
  return processes === 'unknown'
    ? [problem('unknown processes: each has pools of its own', `${path}.processes`)]
    : [];
}

function poolProblems(pools: readonly ResolvedPool[]): readonly Problem[] {
  return pools.flatMap(({ name, path, declared, maximum }): readonly Problem[] => {
    if (typeof maximum === 'number') return [];
    if (maximum === 'unknown')
      return [problem(`unknown pool ${name}: it has neither a driver nor a size`, `${path}.size`)];
    const words =
      declared.driver && declared.maximum === undefined ? `: ${DRIVERS[declared.driver].value.settings}` : '';
    const text = `pool ${name} has no maximum${words && ` (${declared.driver}${words})`}`;
    return [problem(text, `${path}.maximum`, declared.maximum)];
  });
}

function problem(text: string, path: string, value?: unknown): Problem {
  return { text, at: { path, value } };
}
