import type { Resilience } from '../capacity/declaration';
import type { Fleet, ServiceModel } from '../capacity/fleets';
import type { EnvironmentModel } from '../capacity/model';
import { openedAtOnce, openedAtStart } from '../capacity/network-path';
import type { ResolvedPool } from '../capacity/pools';
import { known, type Quantity } from '../capacity/quantity';
import { sharesOf } from '../capacity/servers';
import type { PoolShare } from '../capacity/terms';
import { certain, NotSimulated } from './not-simulated';
import type { Parameters } from './parameters';
import type { ConnectedFleet, Retry, StartingFleet, Step } from './storm';

/** What a fleet's numbers depend on besides the fleet. */
export interface FleetContext {
  readonly environment: EnvironmentModel;
  readonly service: ServiceModel;
  /** Index of the service among the storm's. */
  readonly index: number;
  readonly parameters: Parameters;
  /** Ids of the storm's servers. */
  readonly servers: readonly string[];
  /** Keys of the connectors. */
  readonly paths: readonly string[];
}

/** One process's part of a pool that goes to one server. */
interface Part {
  readonly pool: ResolvedPool;
  readonly server: number;
  /** Opened before the process is ready: in the pool, and beside it. */
  readonly inPool: number;
  readonly outsidePool: number;
  readonly held: number;
  readonly most: number;
}

/** Instances of a fleet that start, so many percent of it. */
export function startingFleet(
  context: FleetContext,
  fleet: Fleet,
  { client, most = Infinity, share }: { client: number; share: number; most?: number | undefined },
): StartingFleet {
  const { environment, index, parameters, paths, service } = context;
  const { egress, resilience } = service.declared;
  const budget = environment.startup.get(service.name);
  // An environment that was read from Terraform has a budget only where its deadline is known.
  if (!budget) throw new NotSimulated(`${service.path}.startup.databaseDeadlineSeconds`, 'it is not known');
  const processes = processesOf(context, fleet);
  const parts = partsOf(context, fleet);
  const { failureThreshold, initialDelaySeconds, periodSeconds, timeoutSeconds } = budget.probe;
  return {
    service: index,
    client,
    instances: sharePercent(Math.min(most, instancesOf(context, fleet)), share),
    processes,
    path: egress.kind === 'connector' ? paths.indexOf(egress.connector) : -1,
    warmUpSeconds: egress.kind === 'direct-vpc' ? environment.assumptions.directVpcWarmUpSeconds : 0,
    steps: parts.flatMap(({ inPool, outsidePool, pool, server }) =>
      [stepOf(server, inPool, openedAtOnce(pool)), stepOf(server, outsidePool, 1)].flat(),
    ),
    load: parts.flatMap(({ inPool, most: all, outsidePool, server }) =>
      stepOf(server, sharePercent(all - inPool - outsidePool, parameters.readyLoadPercent), 1),
    ),
    bootSeconds: budget.bootSeconds,
    migrationSeconds: budget.migrationSeconds,
    connectTimeoutSeconds: budget.connectTimeout.seconds,
    deadlineSeconds: budget.databaseDeadline.seconds,
    probe: {
      initialDelaySeconds,
      periodSeconds: Math.max(1, periodSeconds),
      timeoutSeconds,
      failureThreshold: Math.max(1, failureThreshold),
    },
    retry: retryOf(resilience, parameters),
  };
}

/** Instances of a fleet that are connected, so many percent of it. */
export function connectedFleet(
  context: FleetContext,
  fleet: Fleet,
  options: { client: number; share: number; drains: boolean; load: number },
): ConnectedFleet {
  const { environment, index, servers, service } = context;
  const processes = processesOf(context, fleet);
  const instances = instancesOf(context, fleet);
  const byServer = (of: (part: Part) => number): readonly number[] => {
    const totals = servers.map(() => 0);
    for (const part of partsOf(context, fleet)) totals[part.server]! += of(part) * processes;
    return totals;
  };
  return {
    service: index,
    client: options.client,
    // What starts and what is connected are all of a fleet, so only one of both is rounded.
    instances: instances - sharePercent(instances, 100 - options.share),
    held: byServer(({ held }) => held),
    load: byServer(({ held, most }) => sharePercent(most - held, options.load)),
    drains: options.drains,
    requestTimeoutSeconds: service.declared.requestTimeoutSeconds,
    idleSeconds: environment.assumptions.idleInstanceSeconds,
  };
}

function instancesOf({ service: { path } }: FleetContext, fleet: Fleet): number {
  return certain(fleet.instances, `${path}.maxInstances`, `the instances of ${fleet.label}`);
}

function processesOf({ service: { path } }: FleetContext, fleet: Fleet): number {
  return certain(fleet.processes, `${path}.processes`, `the processes of ${fleet.label}`);
}

function partsOf(context: FleetContext, fleet: Fleet): readonly Part[] {
  const { environment, servers } = context;
  return fleet.pools.flatMap((pool) => {
    const shares = sharesOf(environment.name, environment.declared, pool);
    return shares.map(([id, share], place): Part => {
      const isPool = place === 0;
      const isLast = place === shares.length - 1;
      const inPool = isPool ? openedAtStart(pool) : 0;
      const outsidePool = isLast ? pool.outsidePool : 0;
      const most = Math.max(mostOf(context, fleet, share), inPool + outsidePool);
      const held = typeof share.heldPerProcess === 'number' ? share.heldPerProcess : most;
      return { pool, server: servers.indexOf(id), inPool, outsidePool, held, most };
    });
  });
}

/** Connections of a process to one server at most: a pool without a bound is bounded by the requests of its process. */
function mostOf({ service }: FleetContext, { processes }: Fleet, { perProcess, pool }: PoolShare): number {
  if (typeof perProcess === 'number') return perProcess;
  const { concurrency } = service.declared;
  const requests = Math.ceil(concurrency / Math.max(1, known(processes)));
  const unbounded: Quantity = perProcess;
  if (unbounded === 'unknown') return certain(unbounded, pool.path, 'its connections');
  return requests * (pool.declared.connectionsPerRequest ?? 1) + pool.outsidePool;
}

/** No step where there is nothing to open. */
function stepOf(server: number, connections: number, atOnce: number): readonly Step[] {
  return connections > 0 ? [{ server, connections, atOnce: Math.min(atOnce, connections) }] : [];
}

function retryOf(resilience: Resilience | undefined, parameters: Parameters): Retry {
  if (!resilience) {
    const { plainAttempts, plainBackoffSeconds } = parameters;
    return {
      attempts: plainAttempts === 0 ? Infinity : plainAttempts,
      initialSeconds: plainBackoffSeconds,
      maxSeconds: plainBackoffSeconds,
      breakerFailures: 0,
      breakerSeconds: 0,
    };
  }
  return {
    attempts: Math.max(1, resilience.attempts),
    initialSeconds: resilience.initialBackoffSeconds,
    maxSeconds: resilience.maxBackoffSeconds,
    breakerFailures: resilience.breakerFailures,
    breakerSeconds: resilience.breakerOpenSeconds,
  };
}

function sharePercent(count: number, percent: number): number {
  return Math.round((count * percent) / 100);
}
