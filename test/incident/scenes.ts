/** A change of the incident's declaration, and of the simulation's parameters, as `capacity simulate --set` takes them. */
export interface Scene {
  readonly name: string;
  /** What is known of it; `fact`: from the incident's own comments and Terraform. */
  readonly standing: 'fact' | 'assumption' | 'remedy';
  /** Fields of the environment by path; `null` takes a field away. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, number>>;
}

/** The five database deadlines of the incident, seconds, in their order. */
export const DEADLINES = [8, 20, 25, 35, 75] as const;

const CONNECTOR = 'connectors.staging-connector';
const BACKEND = 'services.backend';
const REVISION = `${BACKEND}.revisions.backend-00041`;

/** A connector that the API accepts: no throughput beside the instances. */
function connector(machineType: string, minInstances: number, maxInstances: number): Scene['fields'] {
  return {
    [`${CONNECTOR}.throughput`]: null,
    [`${CONNECTOR}.machineType`]: machineType,
    [`${CONNECTOR}.minInstances`]: minInstances,
    [`${CONNECTOR}.maxInstances`]: maxInstances,
  };
}

/** The bounds of what the API accepts: nothing smaller and nothing larger can have existed. */
export const SMALLEST = connector('f1-micro', 2, 3);
export const LARGEST = connector('e2-standard-4', 9, 10);

/** Nobody is connected, one revision, nothing opens more than it needs to start, and the network is never short. */
export const QUIET: Scene = {
  name: 'nothing of it: an empty database, one revision, the largest connector',
  standing: 'assumption',
  fields: { ...LARGEST, [`${BACKEND}.revisions`]: null },
  parameters: { outgoingPercent: 0, outgoingLoadPercent: 0, readyLoadPercent: 0 },
};

const OLD_REVISION = { traffic: 50 };

/** Connections that nothing of the declaration closes. */
function taken(connections: number): Scene['fields'] {
  const reason = 'connections that stopped instances left behind';
  return {
    'clients.left-behind': { database: 'staging-shared-postgres', connections, reason, owner: 'nobody' },
  };
}

const EAGER = { [`${BACKEND}.pools.main.opens`]: 'eager' };

/** What may have made the starts fail, each on its own on top of `QUIET`. */
export const SUSPECTS = {
  split: {
    name: 'second revision with traffic, 20 instances, idle',
    standing: 'fact',
    fields: { [REVISION]: OLD_REVISION },
  },
  outgoing: {
    name: 'the outgoing fleet, 20 instances, idle',
    standing: 'assumption',
    fields: {},
    parameters: { outgoingPercent: 100 },
  },
  outgoingBusy: {
    name: 'the outgoing fleet, 20 instances, every pool full',
    standing: 'assumption',
    fields: {},
    parameters: { outgoingPercent: 100, outgoingLoadPercent: 100 },
  },
  leftFull: {
    name: 'stopped instances have left 93 connections behind: two of them had as many',
    standing: 'assumption',
    fields: taken(93),
  },
  eager: { name: 'pools that open all 20 connections at start', standing: 'assumption', fields: EAGER },
  eagerLeft: {
    name: 'the same, and exits leave their connections behind',
    standing: 'assumption',
    fields: EAGER,
    parameters: { exitLeavesConnectionsPercent: 100 },
  },
  race: {
    name: 'the same, and both revisions start together',
    standing: 'assumption',
    fields: { ...EAGER, [REVISION]: OLD_REVISION },
    parameters: { exitLeavesConnectionsPercent: 100, revisionsStartPercent: 100 },
  },
  left: {
    name: 'exits leave their connections behind, pools open lazily',
    standing: 'assumption',
    fields: {},
    parameters: { exitLeavesConnectionsPercent: 100 },
  },
  load: {
    name: 'instances that are ready fill their pools',
    standing: 'assumption',
    fields: {},
    parameters: { readyLoadPercent: 100 },
  },
  raceLazy: {
    name: 'both revisions start together, lazily, and fill their pools once ready',
    standing: 'assumption',
    fields: { [REVISION]: OLD_REVISION },
    parameters: { revisionsStartPercent: 100, readyLoadPercent: 100 },
  },
  smallest: {
    name: 'the smallest connector that the API accepts (2 to 3 f1-micro), 10 to 30 s to scale',
    standing: 'assumption',
    fields: SMALLEST,
  },
  declared: {
    name: 'the connector as it was declared: carries nothing until it has scaled, 10 to 30 s',
    standing: 'fact',
    fields: {
      [`${CONNECTOR}.throughput`]: { minMbps: 500, maxMbps: 2000 },
      [`${CONNECTOR}.machineType`]: 'e2-standard-8',
      [`${CONNECTOR}.minInstances`]: 10,
      [`${CONNECTOR}.maxInstances`]: 100,
    },
  },
  never: {
    name: 'a path that carries nothing for 10 minutes',
    standing: 'assumption',
    fields: {
      [`${CONNECTOR}.throughput`]: { minMbps: 500, maxMbps: 2000 },
      'assumptions.connectorScalingSeconds': 600,
    },
    parameters: { connectorScalingSpreadPercent: 0 },
  },
} as const satisfies Readonly<Record<string, Scene>>;

/** Everything at once: what the fixture declares, and every assumption at its worst. */
export const EVERYTHING: Scene = {
  name: 'everything at once',
  standing: 'assumption',
  fields: { ...SMALLEST, ...EAGER },
  parameters: { exitLeavesConnectionsPercent: 100 },
};

/** What is left when a suspect is taken away from `EVERYTHING`. */
export const WITHOUT: readonly Scene[] = [
  EVERYTHING,
  without('without the second revision', { [`${BACKEND}.revisions`]: null }),
  without('without the outgoing fleet', {}, { outgoingPercent: 0 }),
  without('without eager pools', { [`${BACKEND}.pools.main.opens`]: null }),
  without('without connections left behind', {}, { exitLeavesConnectionsPercent: 0 }),
  without('without the load of ready instances', {}, { readyLoadPercent: 0 }),
  without('without the connector’s delay', LARGEST),
  without('without both live fleets', { [`${BACKEND}.revisions`]: null }, { outgoingPercent: 0 }),
  without(
    'without both live fleets and eager pools',
    { [`${BACKEND}.revisions`]: null, [`${BACKEND}.pools.main.opens`]: null },
    { outgoingPercent: 0 },
  ),
];

function without(
  name: string,
  fields: Scene['fields'],
  parameters: NonNullable<Scene['parameters']> = {},
): Scene {
  return {
    name,
    standing: 'assumption',
    fields: { ...EVERYTHING.fields, ...fields },
    parameters: { ...EVERYTHING.parameters, ...parameters },
  };
}

/** So many of the 93 slots are taken before the first start, by whomever; nothing else of the suspects. */
export function slotsTaken(connections: number, opens: 'lazy' | 'eager'): Scene {
  return alone({
    name: String(connections),
    standing: 'assumption',
    fields: { ...(connections > 0 && taken(connections)), ...(opens === 'eager' && EAGER) },
  });
}

/** Adds a suspect to the quiet environment. */
export function alone(suspect: Scene): Scene {
  return {
    ...suspect,
    fields: { ...QUIET.fields, ...suspect.fields },
    parameters: { ...QUIET.parameters, ...suspect.parameters },
  };
}
