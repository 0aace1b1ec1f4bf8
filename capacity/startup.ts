import type { Connector, Egress, Environment, Service } from './declaration';
import type { ServiceModel } from './fleets';
import type { Assumptions } from './google-cloud/assumptions';
import { DIRECT_VPC_DELAY, STARTUP_PROBE } from './google-cloud/cloud-run';
import { entryOf } from './google-cloud/fact';
import { CONNECTOR_MACHINE_TYPES } from './google-cloud/vpc-access';
import { inWords, known, plus, times, toMilliseconds, type Quantity } from './quantity';

export { databaseKeepaliveSeconds } from './keepalive';

/** A deadline, and whether the declaration set it or it was derived. All values in seconds. */
export interface Deadline {
  readonly seconds: number;
  readonly derivedSeconds: number;
  readonly basis: 'declared' | 'derived';
}

/** A startup probe as it is deployed. */
export interface Probe {
  readonly path?: string;
  readonly port: number;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  /** initial delay + period × threshold. */
  readonly windowSeconds: number;
}

/**
 * What the network warm-up of a path rests on.
 *
 * - `immediate`: no VPC egress, or a connector whose minimum carries the startup burst
 * - `scaling`: a connector whose minimum does not carry it
 * - `unknown`: a connector whose minimum, or whose burst, is not known
 * - `direct-vpc`: Direct VPC egress
 */
export type NetworkBasis = 'immediate' | 'scaling' | 'unknown' | 'direct-vpc';

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
  /** network warm-up + connections: the least that a database deadline must allow. */
  readonly databaseNeedSeconds: number;
  readonly connectTimeout: Deadline;
  readonly databaseDeadline: Deadline;
  /** The same derived without a failover: a declared deadline may be that short. */
  readonly leastDeadlineSeconds: number;
  /** Failover that a derived deadline outlasts; 0 where no pool goes to a REGIONAL database. */
  readonly failoverSeconds: number;
  readonly poolTimeout: Deadline;
  readonly probe: Probe;
  /** Window that the derived deadline needs, which may be more than Cloud Run allows. */
  readonly neededWindowSeconds: number;
}

interface Network {
  readonly seconds: number;
  readonly basis: NetworkBasis;
  readonly text: string;
}

const DEFAULT_BOOT_SECONDS = 10;

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
  // One for all services that go the same way.
  const networks = new Map<string, Network>();
  const networkOf = ({ egress }: Service): Network => {
    const way = egress.kind === 'connector' ? `connector ${egress.connector}` : egress.kind;
    const network = networks.get(way) ?? networkWarmUp(environment, egress, bursts, assumptions);
    networks.set(way, network);
    return network;
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

/** Mbps that all services of a connector send when every instance starts at once, by connector. */
export function startupBursts(
  services: readonly ServiceModel[],
  assumptions: Assumptions,
): ReadonlyMap<string, Quantity> {
  const bursts = new Map<string, Quantity>();
  for (const service of services) {
    const { egress } = service.declared;
    if (egress.kind !== 'connector') continue;
    const { connector } = egress;
    const mbps = times(startingInstances(service), assumptions.startupMbpsPerInstance);
    bursts.set(connector, plus(bursts.get(connector) ?? 0, mbps));
  }
  return bursts;
}

/** Instances that a service has at most: those of all revisions, up to a service-level maximum. */
export function startingInstances({ declared, latest, latestTraffic, revisions }: ServiceModel): Quantity {
  const ceiling = latestTraffic > 0 ? latest.instances : latest.floor;
  const all = plus(ceiling, ...revisions.map(({ instances }) => instances));
  const cap = declared.serviceMaxInstances ?? Infinity;
  if (typeof all === 'number') return Math.min(all, cap);
  return cap === Infinity ? all : cap;
}

/**
 * Mbps that a connector carries at its minimum and at its maximum; `undefined` where that is not known: its size
 * is not given, is given twice (the API refuses both), or is of a machine type that does not exist.
 */
export function connectorMbps(connector: Connector): { readonly min?: number; readonly max?: number } {
  const { throughput, minInstances, maxInstances } = connector;
  const each = entryOf(CONNECTOR_MACHINE_TYPES.value, connector.machineType ?? 'e2-micro');
  const twice = throughput !== undefined && (minInstances !== undefined || maxInstances !== undefined);
  if (each === undefined || twice) return {};
  if (throughput) return { min: throughput.minMbps, max: throughput.maxMbps };
  const total = (instances: number | undefined): number | undefined =>
    instances === undefined ? undefined : each * instances;
  return { min: total(minInstances), max: total(maxInstances) };
}

/** Seconds that a start takes besides the database: declared, or assumed where nothing is declared. */
export function startSteps({ startup }: Service): {
  readonly migrationSeconds: number;
  readonly bootSeconds: number;
} {
  return {
    migrationSeconds: startup?.migrationSeconds ?? 0,
    bootSeconds: startup?.bootSeconds ?? DEFAULT_BOOT_SECONDS,
  };
}

function startupBudget(
  environment: Environment,
  service: ServiceModel,
  network: Network,
  assumptions: Assumptions,
): StartupBudget {
  const startup = service.declared.startup ?? {};
  const connections = service.latest.pools.reduce(
    (sum, pool) => sum + Math.max(1, known(pool.openedAtStart)) + pool.outsidePool,
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
  // The network warms up while the database fails over: the longer of the two counts.
  const deadlineAfter = (seconds: number): Deadline =>
    deadline(
      startup.databaseDeadlineSeconds,
      (seconds + connectTimeout.seconds + connectionSeconds) * assumptions.deadlineMargin,
      5,
    );
  const databaseDeadline = deadlineAfter(Math.max(network.seconds, failoverSeconds));
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
    databaseNeedSeconds: toMilliseconds(network.seconds + connectionSeconds),
    connectTimeout,
    databaseDeadline,
    leastDeadlineSeconds: deadlineAfter(network.seconds).derivedSeconds,
    failoverSeconds,
    poolTimeout,
    probe: probeOf(service.declared, neededWindowSeconds),
    neededWindowSeconds,
  };
}

/**
 * The startup probe of any service: the one that its startup budget checked; without pools, one that waits as
 * long as the process may take to boot.
 */
export function startupProbe(service: Service, budget: StartupBudget | undefined): Probe {
  const { bootSeconds, migrationSeconds } = startSteps(service);
  return budget?.probe ?? probeOf(service, bootSeconds + migrationSeconds);
}

/**
 * The startup probe of a service: its own numbers, or those derived from the window that the start needs. The
 * last probe begins one period before the window ends; a derived one still finds a start that takes all it may.
 */
export function probeOf(service: Service, neededWindowSeconds: number): Probe {
  const declared = service.startup?.probe ?? {};
  const periodSeconds = declared.periodSeconds ?? STARTUP_PROBE.value.defaultPeriod;
  const initialDelaySeconds = declared.initialDelaySeconds ?? 0;
  const needed = Math.ceil((neededWindowSeconds - initialDelaySeconds) / Math.max(1, periodSeconds)) + 1;
  const allowed = Math.floor(STARTUP_PROBE.value.maxWindow / Math.max(1, periodSeconds));
  const failureThreshold = declared.failureThreshold ?? Math.max(1, Math.min(needed, allowed));
  return {
    port: service.port ?? 8080,
    initialDelaySeconds,
    periodSeconds,
    timeoutSeconds: declared.timeoutSeconds ?? Math.min(5, periodSeconds),
    failureThreshold,
    windowSeconds: initialDelaySeconds + periodSeconds * failureThreshold,
    ...(service.startup?.path !== undefined && { path: service.startup.path }),
  };
}

/** A scaling connector's delay is nobody's number; Direct VPC's is, unless an environment knows better. */
function certainSeconds({ basis, seconds }: Pick<Network, 'basis' | 'seconds'>): number {
  if (basis === 'unknown') return seconds;
  return basis === 'direct-vpc' ? Math.min(DIRECT_VPC_DELAY.value, seconds) : 0;
}

function networkWarmUp(
  environment: Environment,
  egress: Egress,
  bursts: ReadonlyMap<string, Quantity>,
  assumptions: Assumptions,
): Network {
  if (egress.kind === 'none') return { seconds: 0, basis: 'immediate', text: 'no VPC egress' };
  if (egress.kind === 'direct-vpc') {
    const seconds = assumptions.directVpcWarmUpSeconds;
    const text = `Direct VPC egress warms up in ${seconds} s (assumption)`;
    return { seconds, basis: 'direct-vpc', text };
  }
  const burst = bursts.get(egress.connector) ?? 0;
  const connector = environment.connectors?.[egress.connector];
  const min = connector && connectorMbps(connector).min;
  if (min !== undefined && typeof burst === 'number' && burst <= min) {
    return {
      seconds: 0,
      basis: 'immediate',
      text: `${egress.connector} carries the startup burst of ${burst} Mbps at its minimum of ${min} Mbps`,
    };
  }
  const seconds = assumptions.connectorScalingSeconds;
  const burstText = `a startup burst of ${inWords(burst)} Mbps`;
  if (min === undefined || typeof burst !== 'number') {
    const carries =
      min === undefined ? 'what it carries at its minimum is not known' : `its minimum carries ${min} Mbps`;
    const text = `${egress.connector} may have to scale for ${burstText}, ${carries}: ${seconds} s (assumption)`;
    return { seconds, basis: 'unknown', text };
  }
  return {
    seconds,
    basis: 'scaling',
    text: `${egress.connector} must scale for ${burstText}, its minimum carries ${min} Mbps: ${seconds} s (assumption)`,
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
