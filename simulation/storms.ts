import type { Budget } from '../capacity/budget';
import type { Database } from '../capacity/declaration';
import type { Fleet, ServiceModel } from '../capacity/fleets';
import { parseTier } from '../capacity/google-cloud/cloud-sql';
import type { EnvironmentModel } from '../capacity/model';
import { liveFleets } from '../capacity/live-fleets';
import { momentNamed } from '../capacity/moments';
import { minus, type Quantity } from '../capacity/quantity';
import type { Term } from '../capacity/terms';
import { databaseKeepaliveSeconds } from '../capacity/keepalive';
import { connectorMbps } from '../capacity/network-path';
import { databaseServer } from '../capacity/servers';
import { isDeployed } from '../capacity/workload';
import { connectedFleet, startingFleet, type FleetContext } from './fleets';
import type { Parameters } from './parameters';
import { certain, NotSimulated } from './not-simulated';
import type { ConnectedFleet, StartingFleet, Storm, StormPath, StormServer } from './storm';

const MOST_CONNECTIONS = 1_000_000;

/**
 * The storms of a deploy: one where all services roll out together, else one a service.
 *
 * @throws NotSimulated when a number that the storm needs has no bound or is not known
 * @throws RangeError when the storm is too large
 */
export function stormsOf(environment: EnvironmentModel, parameters: Parameters): readonly Storm[] {
  const rolling = environment.services.filter(rollsOut);
  if (rolling.length === 0) return [];
  const groups =
    environment.declared.rollouts === 'one-after-another' ? rolling.map((service) => [service]) : [rolling];
  return groups.map((services) => stormOf(environment, services, parameters));
}

function rollsOut(service: ServiceModel): boolean {
  return isDeployed(service) && service.latest.pools.length > 0;
}

function stormOf(
  environment: EnvironmentModel,
  services: readonly ServiceModel[],
  parameters: Parameters,
): Storm {
  const budgets = environment.budgets.filter(({ kind }) => kind !== 'redis-clients');
  const paths = Object.keys(environment.declared.connectors ?? {});
  const clients = ['everybody else', 'left behind by killed instances'];
  const starting: StartingFleet[] = [];
  const connected: ConnectedFleet[] = [];
  services.forEach((service, index) => {
    const context: FleetContext = {
      environment,
      service,
      index,
      parameters,
      servers: budgets.map(({ id }) => id),
      paths,
    };
    const connect = (fleet: Fleet, label: string, share: number, drains: boolean, load: number): void => {
      const made = connectedFleet(context, fleet, { client: clients.length, share, drains, load });
      if (made.instances === 0) return;
      clients.push(label);
      connected.push(made);
    };
    const start = (fleet: Fleet, label: string, share: number, most?: number): void => {
      const made = startingFleet(context, fleet, { client: clients.length, share, most });
      if (made.instances === 0) return;
      clients.push(label);
      starting.push(made);
    };
    const { name, latest, latestTraffic, rollout } = service;
    const revisions = revisionsBeside(service);
    const { outgoingLoadPercent, outgoingPercent, readyLoadPercent, revisionsStartPercent, runningPercent } =
      parameters;
    const isCandidate = rollout === 'candidate' || latestTraffic === 0;
    start(latest, name, 100 - runningPercent, isCandidate ? Math.max(1, latest.floor) : undefined);
    if (!isCandidate) connect(latest, `${name} running`, runningPercent, false, readyLoadPercent);
    for (const revision of revisions) {
      start(revision, `${name} ${revision.label}`, revisionsStartPercent);
      connect(
        revision,
        `${name} ${revision.label} running`,
        100 - revisionsStartPercent,
        false,
        outgoingLoadPercent,
      );
    }
    for (const { fleet, isReplaced } of leavingFleets(service)) {
      const label = isReplaced ? `${name} outgoing` : `${name} outgoing ${fleet.label}`;
      // A candidate gets no traffic, so nothing drains for it.
      connect(fleet, label, outgoingPercent, !isReplaced || !isCandidate, outgoingLoadPercent);
    }
  });
  const rolling = new Set(services.map(({ path }) => path));
  refuseTooLarge(starting);
  return {
    services: services.map(({ name }) => name),
    servers: budgets.map((budget) => serverOf(environment, budget, rolling, parameters)),
    paths: paths.map((path) => pathOf(environment, path, parameters)),
    clients,
    starting,
    connected,
    connectionSeconds: environment.assumptions.connectionSeconds,
    crashLoopSeconds: environment.assumptions.crashLoopSeconds,
  };
}

/**
 * The earlier revisions that run while the latest one starts. Under a service-level maximum the fleet that takes the
 * traffic has its ceiling first, and they have what is left, in their order.
 */
function revisionsBeside(service: ServiceModel): readonly Fleet[] {
  const { counted, declared, latest, latestTraffic, outgoing, rollout } = service;
  const starting = latestTraffic > 0 ? latest.instances : Math.max(1, latest.floor);
  let left = remaining(declared.serviceMaxInstances, rollout === 'candidate' ? outgoing.instances : starting);
  return counted.map((fleet) => {
    const own = typeof fleet.instances === 'number' ? Math.min(fleet.instances, left) : fleet.instances;
    left = remaining(left, own);
    return { ...fleet, instances: own };
  });
}

/**
 * The live fleets that are connected beside the declared ones. A revision that stays is there already: only what it has
 * more is beside it. Those that end had the service-level maximum that was live together.
 */
function leavingFleets(
  service: ServiceModel,
): readonly { readonly fleet: Fleet; readonly isReplaced: boolean }[] {
  let left = service.liveMaximum ?? Infinity;
  return liveFleets(service).map(({ fleet, stays }) => {
    const isReplaced = fleet === service.outgoing;
    if (stays && stays !== service.latest) {
      // A service-level maximum bounds what stays.
      const isBound = service.declared.serviceMaxInstances !== undefined && !isReplaced;
      return {
        fleet: { ...fleet, instances: isBound ? 0 : minus(fleet.instances, stays.instances) },
        isReplaced,
      };
    }
    const instances = typeof fleet.instances === 'number' ? Math.min(fleet.instances, left) : fleet.instances;
    left = remaining(left, instances);
    return { fleet: { ...fleet, instances }, isReplaced };
  });
}

/** What is left of a maximum; of none, anything. */
function remaining(most: number | undefined, taken: Quantity): number {
  if (most === undefined) return Infinity;
  return typeof taken === 'number' ? Math.max(0, most - taken) : 0;
}

function refuseTooLarge(starting: readonly StartingFleet[]): void {
  const connections = starting.reduce(
    (sum, { instances, load, processes, steps }) =>
      sum + instances * processes * [...steps, ...load].reduce((all, step) => all + step.connections, 1),
    0,
  );
  if (connections > MOST_CONNECTIONS)
    throw new RangeError(
      `a storm of ${connections} connections is not simulated; at most ${MOST_CONNECTIONS} are`,
    );
}

function serverOf(
  environment: EnvironmentModel,
  budget: Budget,
  rolling: ReadonlySet<string>,
  { backgroundPercent }: Parameters,
): StormServer {
  const { kind, limit, name, path } = budget;
  if (kind === 'database' && typeof limit.connections !== 'number')
    throw new NotSimulated(`${path}.maxConnections`, `the limit is ${limit.text}`);
  const connections = typeof limit.connections === 'number' ? limit.connections : Infinity;
  const database = databaseOf(environment, budget);
  const tookPart = ({ environment: owner, path: client }: Term): boolean =>
    owner === environment.name && rolling.has(client);
  const terms = backgroundTerms(environment, budget).filter((term) => !tookPart(term));
  const demand = terms.reduce(
    (sum, term) => sum + certain(term.connections, term.path, 'its connections'),
    0,
  );
  return {
    name,
    kind: kind === 'database' ? 'database' : 'pooler-clients',
    limit: connections,
    capacity: Math.max(0, connections - limit.reserved),
    vcpus: kind === 'database' ? (parseTier(database?.tier ?? '')?.vcpu ?? 1) : 0,
    lingerSeconds:
      kind === 'database'
        ? (databaseKeepaliveSeconds(database?.flags) ?? environment.assumptions.orphanedConnectionSeconds)
        : 0,
    background: Math.round((demand * backgroundPercent) / 100),
  };
}

/**
 * Steady, and of a rollout the outside clients that come with it, fleets that are not replaced yet, and those of
 * services that leave: nothing of them starts against a server.
 */
function backgroundTerms({ services }: EnvironmentModel, budget: Budget): readonly Term[] {
  const steady = momentNamed(budget, 'steady')!.terms;
  const rollout = momentNamed(budget, 'rollout')?.terms ?? [];
  const leaving = new Set(
    services.filter((service) => isDeployed(service) && !rollsOut(service)).map(({ path }) => path),
  );
  const comesToo = ({ path, waits }: Term): boolean =>
    path.startsWith('clients.') || waits === true || leaving.has(path);
  return [...steady, ...rollout.slice(steady.length).filter(comesToo)];
}

function databaseOf({ declared }: EnvironmentModel, { id }: Budget): Database | undefined {
  return Object.entries(declared.databases ?? {}).find(([key]) => databaseServer(declared, key) === id)?.[1];
}

function pathOf({ assumptions, declared }: EnvironmentModel, key: string, parameters: Parameters): StormPath {
  const { max, min } = connectorMbps(declared.connectors![key]!);
  const { connectorScalingSeconds, startupMbpsPerInstance } = assumptions;
  // A connector that carries anything carries one handshake, however slowly.
  const slotsOf = (mbps: number): number =>
    startupMbpsPerInstance === 0
      ? Infinity
      : Math.max(mbps > 0 ? 1 : 0, Math.floor(mbps / startupMbpsPerInstance));
  const slots = slotsOf(min ?? parameters.unknownConnectorMbps);
  return {
    name: key,
    slots,
    // What is not known after it has scaled is taken for enough: waiting for longer is nobody's number.
    scaledSlots: max === undefined ? Infinity : Math.max(slots, slotsOf(max)),
    scalingSeconds: connectorScalingSeconds,
    scalesAtOnce: min === undefined,
  };
}
