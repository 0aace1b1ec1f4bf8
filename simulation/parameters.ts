import type { Standing } from '../capacity/google-cloud/fact';
import { RETRY_JITTER_PERCENT } from '../capacity/retries';

/** A number of the simulation that is neither declared nor an assumption of the model. */
export interface Parameter {
  readonly value: number;
  readonly unit: string;
  /** What it stands for, as a sentence. */
  readonly what: string;
  /** Where the value comes from. */
  readonly source: string;
  readonly standing: Standing;
  /** Largest value; the smallest is 0. */
  readonly most?: number;
}

const SHARE = { unit: '%', most: 100 } as const;
const SCENARIO = { standing: 'assumed', source: 'choice of the scenario' } as const;
const MARGIN = { standing: 'assumed', source: 'nobody publishes it' } as const;

/**
 * Every parameter of the simulation, by name. Numbers that the model knows as assumptions (`connectionSeconds`,
 * `connectorScalingSeconds`, `crashLoopSeconds` …) are not repeated here: an environment sets them.
 */
export const PARAMETERS = {
  outgoingPercent: {
    ...SHARE,
    ...SCENARIO,
    value: 100,
    what: 'Share of the outgoing fleet that is connected when the new one starts; 0 where nothing is live.',
  },
  outgoingLoadPercent: {
    ...SHARE,
    ...SCENARIO,
    value: 100,
    what: 'Share of what outgoing instances may open above what they hold that is open: 0 is what they hold, 100 their ceiling.',
  },
  runningPercent: {
    ...SHARE,
    ...SCENARIO,
    value: 0,
    what: 'Share of the new fleet that runs already; the rest starts. With outgoingPercent 0 it is a scale-out.',
  },
  readyLoadPercent: {
    ...SHARE,
    ...SCENARIO,
    value: 100,
    what: 'Share of what an instance may open beyond its start that it opens once it is ready.',
  },
  revisionsStartPercent: {
    ...SHARE,
    ...SCENARIO,
    value: 0,
    what: 'Share of the instances of earlier revisions that start too, as after an outage; the others are connected.',
  },
  backgroundPercent: {
    ...SHARE,
    ...SCENARIO,
    value: 100,
    what: 'Share of the demand of everybody else on the server that is connected: other services, jobs, clients, environments.',
  },
  observationSeconds: {
    ...SCENARIO,
    value: 900,
    unit: 's',
    what: 'No instance is started again after this time.',
  },
  startSpreadSeconds: {
    ...MARGIN,
    value: 2,
    unit: 's',
    what: 'The instances of a deploy begin to start within this time, evenly.',
  },
  stepSpreadPercent: {
    ...SHARE,
    ...MARGIN,
    value: 30,
    what: 'Boot and migration take what is declared, or up to this share less, evenly.',
  },
  connectionTailRatio: {
    value: 4,
    unit: '×',
    what: 'How many times its median the 99th percentile of opening a connection (connectionSeconds) is; log-normal.',
    source:
      'assumed; a direct path at 0.07 s and a library at 0.3 s are reported (cloud-sql-go-connector #574)',
    standing: 'assumed',
  },
  serverHandshakeSeconds: {
    value: 0.005,
    unit: 's',
    what: "Time of one of the database's vCPUs for accepting a connection: fork, TLS, password. Handshakes queue for the vCPUs.",
    source: 'assumed: SCRAM alone hashes 4,096 times',
    standing: 'assumed',
  },
  refusedSlotSeconds: {
    value: 0,
    unit: 's',
    what: 'A client that is about to be refused holds a slot this long, so that a storm is admitted a few less than there is room for.',
    source: 'seen on PostgreSQL 15 to 18, too short to matter over a network',
    standing: 'assumed',
  },
  slotReleaseSeconds: {
    value: 0.022,
    unit: 's',
    what: 'A slot is free this long after its client has closed the connection.',
    source: 'measured at most on PostgreSQL 15.18 on loopback',
    standing: 'reported',
  },
  connectorScalingSpreadPercent: {
    ...SHARE,
    value: 67,
    what: 'A connector scales in connectorScalingSeconds, or up to this share less, evenly.',
    source: '10 to 30 s is claimed in public incident reports',
    standing: 'reported',
  },
  directVpcSpreadPercent: {
    ...SHARE,
    value: 75,
    what: 'Direct VPC egress warms up in directVpcWarmUpSeconds, or up to this share less, evenly.',
    source: '20 to 80 s measured (estuary/flow #3062, #3109)',
    standing: 'reported',
  },
  unknownConnectorMbps: {
    ...MARGIN,
    value: 0,
    unit: 'Mbps',
    what: 'What a connector carries until it has scaled where its size is not known, or its minimum is not.',
  },
  plainAttempts: {
    value: 0,
    unit: 'attempts',
    what: 'Attempts a connection of a client that declares no resilience; 0 means until the database deadline.',
    source: 'the declared meaning of databaseDeadlineSeconds: the application tries until then',
    standing: 'assumed',
  },
  plainBackoffSeconds: {
    ...MARGIN,
    value: 1,
    unit: 's',
    what: 'Pause between two attempts of a client that declares no resilience.',
  },
  retryJitterPercent: {
    ...SHARE,
    ...MARGIN,
    value: RETRY_JITTER_PERCENT,
    what: 'A pause between two attempts is its back-off, or up to this share less, evenly.',
  },
  exitLeavesConnectionsPercent: {
    ...SHARE,
    value: 0,
    what: 'Share of the instances that give up and exit whose connections stay on the server as those of killed ones do.',
    source:
      'the kernel closes the sockets of a process that exits; whether the sandbox passes it on is not published',
    standing: 'assumed',
  },
  killLeavesConnectionsPercent: {
    ...SHARE,
    value: 100,
    what: 'Share of the killed instances whose connections stay until keepalive ends them.',
    source: 'a killed instance sends no FIN, the worst case that the moment churn counts',
    standing: 'assumed',
  },
  restartBackoffFactor: {
    ...MARGIN,
    value: 1,
    unit: '×',
    what: 'Factor by which the least time between two starts of an instance (crashLoopSeconds) grows with each failure.',
  },
  restartBackoffMaxSeconds: {
    value: 300,
    unit: 's',
    what: 'Most that this time grows to.',
    source: "assumed: Kubernetes' CrashLoopBackOff; Cloud Run's is not published",
    standing: 'assumed',
  },
  drainSpreadPercent: {
    ...SHARE,
    value: 0,
    what: 'Outgoing instances hold their connections for request timeout and idleInstanceSeconds, or up to this share less, evenly.',
    source: 'the worst case that the moment rollout counts; idle instances may end at any time',
    standing: 'assumed',
  },
} as const satisfies Readonly<Record<string, Parameter>>;

/** Name of a parameter of the simulation. */
export type ParameterName = keyof typeof PARAMETERS;

/** The parameters as numbers. */
export type Parameters = Readonly<Record<ParameterName, number>>;

/**
 * Merges own values into the defaults.
 *
 * @throws RangeError when a name is unknown, or a value is none that the parameter may have
 */
export function parametersWith(own: Readonly<Partial<Record<string, number>>> = {}): Parameters {
  for (const [name, value] of Object.entries(own)) {
    if (!isParameter(name))
      throw new RangeError(
        `simulation.${name}: no parameter; allowed are ${Object.keys(PARAMETERS).join(', ')}`,
      );
    const { most = 1_000_000 }: Parameter = PARAMETERS[name];
    if (value === undefined || !(value >= 0 && value <= most))
      throw new RangeError(`simulation.${name}: given ${value}; allowed is a number from 0 to ${most}`);
  }
  const entries = Object.entries(PARAMETERS).map(([name, { value }]) => [name, own[name] ?? value]);
  return Object.fromEntries(entries) as Parameters;
}

/** Whether there is a parameter of that name. */
function isParameter(name: string): name is ParameterName {
  return Object.hasOwn(PARAMETERS, name);
}
