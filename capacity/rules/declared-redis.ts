import type { Severity } from '../finding';
import type { JobModel, ServiceModel } from '../fleets';
import { resolveRedis, type ResolvedRedis } from '../google-cloud/memorystore';
import type { EnvironmentModel } from '../model';
import { once } from '../once';

/** A declared Redis instance, with what its rules have in common. */
export interface DeclaredRedis {
  readonly key: string;
  /** `redis.sessions`. */
  readonly path: string;
  readonly redis: ResolvedRedis;
  /** This stack deploys it; someone else's is only named. */
  readonly ours: boolean;
  /** What cannot be deployed blocks; what is wrong about someone else's instance warns. */
  readonly severity: Severity;
  /** Services and jobs with a cache on it, in any of their revisions. */
  readonly users: readonly (ServiceModel | JobModel)[];
}

/** The Redis instances that an environment declares, with the workloads on each. */
export const redisOf = once(({ declared, services, jobs }: EnvironmentModel): readonly DeclaredRedis[] => {
  const users = new Map<string, (ServiceModel | JobModel)[]>();
  for (const workload of [...services, ...jobs])
    for (const key of cachesOf(workload)) {
      const others = users.get(key);
      if (others) others.push(workload);
      else users.set(key, [workload]);
    }
  return Object.entries(declared.redis ?? {}).map(([key, redis]) => {
    const ours = redis.ownership !== 'reference';
    return {
      key,
      path: `redis.${key}`,
      redis: resolveRedis(redis),
      ours,
      severity: ours ? 'error' : 'warning',
      users: users.get(key) ?? [],
    };
  });
});

/** Keys of the instances that a workload's caches are on. */
export function cachesOf(workload: ServiceModel | JobModel): readonly string[] {
  const fleets = 'latest' in workload ? [workload.latest, ...workload.revisions] : [workload];
  return [...new Set(fleets.flatMap(({ caches }) => caches.map(({ declared }) => declared.redis)))];
}
