import { resolveCaches, type ResolvedCache } from './caches';
import type { Environment, Job, Pool, Service } from './declaration';
import { liveRevision, liveService, type Inherited, type LiveEnvironment } from './live';
import { resolvePool, type PoolHost, type ResolvedPool } from './pools';
import type { Quantity } from './quantity';

/** Instances that run the same revision. */
export interface Fleet {
  /** `revision latest`, `revision backend-00041`, `outgoing`. */
  readonly label: string;
  /** Most instances. `unlimited` where nobody set a ceiling. */
  readonly instances: Quantity;
  /** Instances kept without load. */
  readonly floor: number;
  readonly processes: Quantity;
  readonly pools: readonly ResolvedPool[];
  readonly caches: readonly ResolvedCache[];
}

/** A service with every default in place. */
export interface ServiceModel {
  readonly name: string;
  /** `services.backend`. */
  readonly path: string;
  readonly declared: Service;
  /** Percent of the traffic of the latest revision. */
  readonly latestTraffic: number;
  readonly latest: Fleet;
  /** Other revisions that can run instances, as they are declared. */
  readonly revisions: readonly Fleet[];
  /** The same as they are counted: in a comparison, what they do not say is what was live. */
  readonly counted: readonly Fleet[];
  /** The live latest revision, which a deploy replaces, with the instances that it serves with. */
  readonly outgoing: Fleet;
  /** Earlier revisions that are live: in a comparison those of the base, else the declared ones. */
  readonly liveRevisions: readonly Fleet[];
  /** Service-level maximum that is live. */
  readonly liveMaximum?: number;
  /** Where the outgoing fleet's numbers come from. */
  readonly outgoingBasis: 'declared' | 'compared' | 'assumed-equal';
  readonly rollout: 'all-at-once' | 'candidate';
}

/** A job with every default in place. */
export interface JobModel {
  readonly name: string;
  readonly path: string;
  readonly declared: Job;
  readonly tasks: number;
  /** Tasks at the same time in one execution. */
  readonly parallelTasks: number;
  readonly concurrentExecutions: number;
  readonly processes: Quantity;
  readonly pools: readonly ResolvedPool[];
  readonly caches: readonly ResolvedCache[];
}

/**
 * Resolves every service of an environment.
 *
 * @param live - the same environment in the base of a comparison; one without services where the base does not have it
 */
export function resolveServices(environment: Environment, live?: LiveEnvironment): readonly ServiceModel[] {
  return Object.entries(environment.services ?? {}).map(([name, service]) =>
    resolveService(environment, name, service, live),
  );
}

/** Resolves every job of an environment. */
export function resolveJobs(environment: Environment): readonly JobModel[] {
  return Object.entries(environment.jobs ?? {}).map(([name, job]) => {
    const path = `jobs.${name}`;
    const tasks = job.tasks ?? 1;
    return {
      name,
      path,
      declared: job,
      tasks,
      parallelTasks: Math.min(job.parallelism || tasks, tasks),
      concurrentExecutions: job.concurrentExecutions ?? 1,
      processes: job.processes ?? 'unknown',
      // A job has CPU for its whole life, so timers run.
      pools: resolvePools(path, job.pools, { vcpu: Math.ceil(job.cpu), cpuIdle: false }),
      caches: resolveCaches(environment, path, job.caches),
    };
  });
}

function resolveService(
  environment: Environment,
  name: string,
  service: Service,
  live: LiveEnvironment | undefined,
): ServiceModel {
  const path = `services.${name}`;
  const host: PoolHost = { vcpu: Math.ceil(service.cpu), cpuIdle: service.cpuIdle ?? true };
  // No fleet alone exceeds the service-level maximum; how all of them share it is decided per server.
  const ceiling = (own: Quantity): Quantity => atMost(own, service.serviceMaxInstances);
  const latest: Fleet = {
    label: 'revision latest',
    instances: ceiling(service.maxInstances ?? 'unlimited'),
    floor: service.minInstances ?? 0,
    processes: service.processes ?? 'unknown',
    pools: resolvePools(path, service.pools, host),
    caches: resolveCaches(environment, path, service.caches),
  };
  const revisionsFrom = (inherited: (revision: string) => Inherited): readonly Fleet[] =>
    Object.entries(service.revisions ?? {}).map(([revision, own]): Fleet => {
      const from = inherited(revision);
      const floor = own.minInstances ?? from.floor;
      const at = `${path}.revisions.${revision}`;
      return {
        label: `revision ${revision}`,
        // A revision without traffic never scales beyond its minimum.
        instances: own.traffic > 0 ? ceiling(own.maxInstances ?? from.instances) : floor,
        floor,
        processes: own.processes ?? from.processes,
        pools: own.pools ? resolvePools(at, own.pools, host) : from.pools,
        caches: own.caches ? resolveCaches(environment, at, own.caches) : from.caches,
      };
    });
  const revisions = revisionsFrom(() => latest);
  const otherTraffic = Object.values(service.revisions ?? {}).reduce((sum, { traffic }) => sum + traffic, 0);
  const latestTraffic = service.latestTraffic ?? 100 - otherTraffic;
  const before = live && liveService(name, live, environment);
  const declared = service.outgoing;
  // Nothing is live of a service that the base does not have. Without a base, what is live is as it is declared.
  const nothing: Inherited = { ...latest, instances: 0, floor: 0 };
  const replaced = live
    ? (before?.latest ?? nothing)
    : { ...latest, instances: latestTraffic > 0 ? latest.instances : latest.floor };
  const outgoing: Fleet = {
    label: 'outgoing',
    instances: declared?.maxInstances === undefined ? replaced.instances : ceiling(declared.maxInstances),
    floor: declared?.minInstances ?? replaced.floor,
    processes: declared?.processes ?? replaced.processes,
    pools: declared?.pools ? resolvePools(`${path}.outgoing`, declared.pools, host) : replaced.pools,
    caches: declared?.caches
      ? resolveCaches(environment, `${path}.outgoing`, declared.caches)
      : replaced.caches,
  };
  const liveMaximum = live ? before?.maximum : service.serviceMaxInstances;
  return {
    name,
    path,
    declared: service,
    latestTraffic,
    latest,
    revisions,
    counted: live
      ? revisionsFrom((revision) => liveRevision(name, revision, live, environment) ?? latest)
      : revisions,
    outgoing,
    liveRevisions: live ? (before?.revisions ?? []) : revisions,
    ...(liveMaximum !== undefined && { liveMaximum }),
    outgoingBasis: declared ? 'declared' : live ? 'compared' : 'assumed-equal',
    rollout: service.rollout ?? 'all-at-once',
  };
}

/** A number of instances under a maximum, if there is one. */
export function atMost(own: Quantity, maximum: number | undefined): Quantity {
  if (maximum === undefined) return own;
  return typeof own === 'number' ? Math.min(own, maximum) : maximum;
}

function resolvePools(
  path: string,
  pools: Readonly<Record<string, Pool>> | undefined,
  host: PoolHost,
): readonly ResolvedPool[] {
  return Object.entries(pools ?? {}).map(([name, pool]) =>
    resolvePool(name, `${path}.pools.${name}`, pool, host),
  );
}
