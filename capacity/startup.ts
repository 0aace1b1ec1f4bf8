import type { Environment, Service } from './declaration';
import type { ServiceModel } from './fleets';
import type { Assumptions } from './google-cloud/assumptions';
import { groupBy } from './group';
import {
  certainSeconds,
  lineSeconds,
  networkWarmUp,
  openedAtStart,
  startupBursts,
  type Network,
  type NetworkBasis,
} from './network-path';
import { toMilliseconds } from './quantity';
import { longestPauseSeconds } from './retries';
import { probeOf, startSteps, type Probe } from './startup-probe';

/** A deadline, and whether the declaration set it or it was derived. All values in seconds. */
export interface Deadline {
  readonly seconds: number;
  readonly derivedSeconds: number;
  readonly basis: 'declared' | 'derived';
}

/**
 * How long an instance may take to start: connect timeout < database deadline < probe window, against
 * what the start needs: network warm-up + connections + migration + boot.
 */
export interface StartupBudget {
  readonly networkWarmUpSeconds: number;
  /** Why it is that long. */
  readonly networkText: string;
  /** What the warm-up rests on. */
  readonly networkBasis: NetworkBasis;
  /** Part of the warm-up that is more than an assumption: published, or not known to be less. */
  readonly networkCertainSeconds: number;
  /** Connections that a process opens before it is ready, one after another. */
  readonly connections: number;
  readonly connectionSeconds: number;
  readonly migrationSeconds: number;
  readonly bootSeconds: number;
  /** Longest that its connections wait in the line of its connector, besides the warm-up. */
  readonly lineSeconds: number;
  /** Longest that its client still waits once a path is there that was not: back-off, or an open breaker. */
  readonly pauseSeconds: number;
  /** network warm-up + line + connections: the least that a database deadline must allow. */
  readonly databaseNeedSeconds: number;
  readonly connectTimeout: Deadline;
  readonly databaseDeadline: Deadline;
  /** The same derived without a failover: a declared deadline may be that short. */
  readonly leastDeadlineSeconds: number;
  /** The database deadline as it would be with nothing declared, not even a connect timeout. */
  readonly undeclaredDeadlineSeconds: number;
  /** Failover that a derived deadline outlasts; 0 where no pool goes to a REGIONAL database. */
  readonly failoverSeconds: number;
  readonly poolTimeout: Deadline;
  readonly probe: Probe;
  /** Window that the derived deadline needs, which may be more than Cloud Run allows. */
  readonly neededWindowSeconds: number;
}

/**
 * The startup budget of every service with pools, by service name. Of what was read from Terraform only those whose
 * deadline is known: a derived one would be compared with a probe that was never derived from it.
 */
export function startupBudgets(
  environment: Environment,
  services: readonly ServiceModel[],
  assumptions: Assumptions,
): ReadonlyMap<string, StartupBudget> {
  const bursts = startupBursts(services, assumptions);
  const onConnector = groupBy(services, ({ declared: { egress } }) =>
    egress.kind === 'connector' ? egress.connector : undefined,
  );
  // One for all services that go the same way.
  const networks = new Map<string, Path>();
  const networkOf = ({ egress }: Service): Path => {
    const way = egress.kind === 'connector' ? `connector ${egress.connector}` : egress.kind;
    const network = networks.get(way) ?? pathOf(egress);
    networks.set(way, network);
    return network;
  };
  const pathOf = (egress: Service['egress']): Path => {
    const network = networkWarmUp(environment, egress, bursts, assumptions);
    const line =
      egress.kind === 'connector'
        ? lineSeconds(
            environment,
            onConnector.get(egress.connector) ?? [],
            egress.connector,
            network,
            assumptions,
          )
        : 0;
    return { ...network, lineSeconds: line };
  };
  return new Map(
    services
      .filter(
        ({ declared, latest }) =>
          latest.pools.length > 0 &&
          (environment.origin !== 'terraform' || declared.startup?.databaseDeadlineSeconds !== undefined),
      )
      .map((service) => [
        service.name,
        startupBudget(environment, service, networkOf(service.declared), assumptions),
      ]),
  );
}

/** Share of the instances that must be ready in their first start, where an environment declares none. */
export const STARTUP_OBJECTIVE_PERCENT = 99;

/** A way to the database while everybody starts. */
interface Path extends Network {
  readonly lineSeconds: number;
}

function startupBudget(
  environment: Environment,
  service: ServiceModel,
  network: Path,
  assumptions: Assumptions,
): StartupBudget {
  const { startup = {}, resilience } = service.declared;
  const connections = service.latest.pools.reduce(
    (sum, pool) => sum + openedAtStart(pool) + pool.outsidePool,
    0,
  );
  const connectionSeconds = toMilliseconds(connections * assumptions.connectionSeconds);
  const { migrationSeconds, bootSeconds } = startSteps(service.declared);

  // Long enough for a slow handshake, short enough to be tried again within the deadline.
  const connectTimeout = deadline(
    startup.connectTimeoutSeconds,
    Math.max(5, 10 * assumptions.connectionSeconds),
    1,
  );
  const failsOver = service.latest.pools.some(
    ({ declared }) => environment.databases?.[declared.database]?.availability === 'REGIONAL',
  );
  const failoverSeconds = failsOver ? assumptions.failoverSeconds : 0;
  const pauseAfter = (seconds: number, timeout: number): number =>
    resilience ? longestPauseSeconds(resilience, seconds, timeout) : 0;
  // What is only estimated gets the margin; a wait that is declared does not, but has to fit as well.
  const deadlineAfter = (seconds: number, timeout = connectTimeout.seconds): Deadline => {
    const need = seconds + network.lineSeconds + timeout + connectionSeconds;
    return deadline(
      startup.databaseDeadlineSeconds,
      Math.max(need * assumptions.deadlineMargin, need + pauseAfter(seconds, timeout)),
      5,
    );
  };
  // The network warms up while the database fails over: the longer of the two counts.
  const awaySeconds = Math.max(network.seconds, failoverSeconds);
  const databaseDeadline = deadlineAfter(awaySeconds);
  const poolTimeout = deadline(undefined, Math.min(30, databaseDeadline.seconds), 1);
  const neededWindowSeconds = databaseDeadline.seconds + migrationSeconds + bootSeconds;
  return {
    networkWarmUpSeconds: network.seconds,
    networkText: network.text,
    networkBasis: network.basis,
    networkCertainSeconds: certainSeconds(network),
    connections,
    connectionSeconds,
    migrationSeconds,
    bootSeconds,
    lineSeconds: network.lineSeconds,
    pauseSeconds: pauseAfter(awaySeconds, connectTimeout.seconds),
    databaseNeedSeconds: toMilliseconds(network.seconds + network.lineSeconds + connectionSeconds),
    connectTimeout,
    databaseDeadline,
    leastDeadlineSeconds: deadlineAfter(network.seconds).derivedSeconds,
    undeclaredDeadlineSeconds: deadlineAfter(awaySeconds, connectTimeout.derivedSeconds).derivedSeconds,
    failoverSeconds,
    poolTimeout,
    probe: probeOf(service.declared, neededWindowSeconds),
    neededWindowSeconds,
  };
}

function deadline(declared: number | undefined, derived: number, step: number): Deadline {
  const derivedSeconds = Math.ceil(toMilliseconds(derived) / step) * step;
  return {
    seconds: declared ?? derivedSeconds,
    derivedSeconds,
    basis: declared === undefined ? 'derived' : 'declared',
  };
}
