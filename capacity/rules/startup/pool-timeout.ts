import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import type { ResolvedPool } from '../../pools';
import type { StartupBudget } from '../../startup';
import type { Rule } from '../rule';
import { startingServices } from '../workloads';
import { bothChains } from '../startup-chains';

export const poolTimeout: Rule = {
  id: 'startup/pool-timeout',
  severity: 'warning',
  summary: 'A request waits for a connection of its pool for at least as long as one may take to open.',
  why: 'whoever waits gives up before the attempt that it waits for has ended, and its request fails',
  check: (environment) =>
    startingServices(environment).flatMap(([service, budget]) => violations(service, budget)),
};

/** One for all pools of a service: its worst one. */
function violations(service: ServiceModel, budget: StartupBudget): readonly Violation[] {
  const { connectTimeout, poolTimeout: timeout } = budget;
  const short = service.latest.pools
    .filter((pool) => secondsOf(pool) < timeout.derivedSeconds)
    .sort((a, b) => secondsOf(a) - secondsOf(b));
  const [worst] = short;
  if (!worst) return [];
  const pathOf = (pool: ResolvedPool): string => `${service.path}.pools.${pool.name}.poolTimeoutSeconds`;
  const texts = short.map((pool) => `the pool timeout of ${pool.name} is ${secondsOf(pool)} s`);
  return [
    {
      ...(secondsOf(worst) >= connectTimeout.seconds && {
        severity: 'info',
        why: 'a pool that grows while its path is slow refuses requests that the derived time would have let through',
      }),
      subject: service.path,
      at: { path: pathOf(worst), value: secondsOf(worst) },
      owner: service.declared.owner,
      headline: `${texts.join(', ')}; derived are ${timeout.derivedSeconds} s; ${bothChains(service, budget)}`,
      excess: timeout.derivedSeconds - secondsOf(worst),
      knobs: short.map((pool) => ({
        path: pathOf(pool),
        from: secondsOf(pool),
        to: { value: timeout.derivedSeconds },
      })),
    },
  ];
}

function secondsOf({ declared }: ResolvedPool): number {
  return declared.poolTimeoutSeconds ?? Infinity;
}
