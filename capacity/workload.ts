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
  const { name, path, declared, latest, revisions } = service;
  const startup = model.startup.get(name);
  return {
    kind: 'service',
    name,
    path,
    declared,
    processes: latest.processes,
    pools: latest.pools,
    caches: latest.caches,
    // Earlier revisions run as the same account: what they use must not be taken away from under them.
    databases: databasesOf([latest, ...revisions].flatMap(({ pools }) => pools)),
    ...(startup && { startup }),
  };
}

/** A job as a workload. */
export function jobWorkload({ name, path, declared, processes, pools, caches }: JobModel): WorkloadModel {
  return { kind: 'job', name, path, declared, processes, pools, caches, databases: databasesOf(pools) };
}

/** Whether this stack deploys it. */
export function isDeployed({ declared }: { readonly declared: Pick<Service, 'ownership'> }): boolean {
  return declared.ownership !== 'reference';
}

function databasesOf(pools: readonly ResolvedPool[]): readonly string[] {
  const keys = pools.flatMap(({ declared: { database, fallback } }) => [database, fallback ?? database]);
  return [...new Set(keys)].sort();
}
