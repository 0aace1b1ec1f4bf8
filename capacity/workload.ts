import type { ResolvedCache } from './caches';
import type { Service, Workload } from './declaration';
import type { JobModel, ServiceModel } from './fleets';
import type { EnvironmentModel } from './model';
import type { ResolvedPool } from './pools';
import type { Quantity } from './quantity';
import type { StartupBudget } from './startup';

/** What a service and a job have in common, resolved. */
export interface WorkloadModel {
  readonly kind: 'service' | 'job';
  readonly name: string;
  /** `services.backend`, `jobs.migrate`. */
  readonly path: string;
  readonly declared: Workload;
  readonly processes: Quantity;
  /** Pools of the revision that a deploy makes. */
  readonly pools: readonly ResolvedPool[];
  /** Caches of that revision. */
  readonly caches: readonly ResolvedCache[];
  /** Keys of the databases that its identity reaches: earlier revisions and fallbacks included. */
  readonly databases: readonly string[];
  readonly startup?: StartupBudget;
}

/** A service as a workload. */
export function serviceWorkload(service: ServiceModel, model: EnvironmentModel): WorkloadModel {
  const startup = model.startup.get(service.name);
  // Earlier revisions run as the same account: what they use must not be taken away from under them.
  const pools = [service.latest, ...service.revisions].flatMap((fleet) => fleet.pools);
  return {
    ...common(service, pools),
    kind: 'service',
    processes: service.latest.processes,
    pools: service.latest.pools,
    caches: service.latest.caches,
    ...(startup && { startup }),
  };
}

/** A job as a workload. */
export function jobWorkload(job: JobModel): WorkloadModel {
  const { caches, pools, processes } = job;
  return { ...common(job, pools), kind: 'job', processes, pools, caches };
}

/** Whether this stack deploys it. */
export function isDeployed({ declared }: { readonly declared: Pick<Service, 'ownership'> }): boolean {
  return declared.ownership !== 'reference';
}

function common(
  { name, path, declared }: Pick<JobModel, 'name' | 'path'> & { readonly declared: Workload },
  pools: readonly ResolvedPool[],
): Pick<WorkloadModel, 'name' | 'path' | 'declared' | 'databases'> {
  const keys = pools.flatMap((pool) => [
    pool.declared.database,
    pool.declared.fallback ?? pool.declared.database,
  ]);
  return { name, path, declared, databases: [...new Set(keys)].sort() };
}
