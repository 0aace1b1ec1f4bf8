import type { Pool } from '../../capacity/declaration';
import { buildModel, type EnvironmentModel } from '../../capacity/model';
import type { Parameters } from '../../simulation';
import { declare, ENVIRONMENT, SERVICE, withFields } from '../support/declare';

/** A storm to be simulated and played: what is declared, and the scene that the parameters set. */
export interface Configuration {
  readonly what: string;
  readonly environment: EnvironmentModel;
  readonly parameters: Partial<Parameters>;
}

/** Nothing is live, nothing is opened beyond the start, nobody starts twice. */
const ALONE = {
  outgoingPercent: 0,
  readyLoadPercent: 0,
  observationSeconds: 0,
  startSpreadSeconds: 4,
} as const;

/** A connector that carries `least` handshakes at its minimum, and `most` once it has scaled. */
const connector = (least: number, most: number): Readonly<Record<string, unknown>> => ({
  'connectors.path.throughput': { minMbps: least * 10, maxMbps: most * 10 },
  'connectors.path.minInstances': undefined,
  'connectors.path.maxInstances': undefined,
  'assumptions.startupMbpsPerInstance': 10,
});

/** So many usable slots: what is reserved is 7 from a limit of 100 on. */
const capacity = (slots: number): Readonly<Record<string, unknown>> => ({
  'databases.main.maxConnections': slots + 7,
  'databases.main.reserved': { superuser: 3, cloudSqlAdmin: 4 },
  'databases.main.kept': undefined,
  // As many processors as the machines have that this runs on.
  'databases.main.tier': 'db-custom-4-15360',
});

const eager = (size: number, rest: Partial<Pool> = {}): Pool => ({
  database: 'main',
  driver: 'hikaricp',
  size,
  opens: 'eager',
  ...rest,
});
const lazy = (size: number, maxOverflow: number): Pool => ({
  database: 'main',
  driver: 'sqlalchemy',
  size,
  maxOverflow,
});

/** A probe that never decides: the database deadline does. */
const PATIENT = { periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 240 };

const api = (instances: number, pool: Pool, rest: Readonly<Record<string, unknown>> = {}) => ({
  'services.api': {
    ...SERVICE,
    minInstances: 0,
    maxInstances: instances,
    pools: { main: pool },
    ...rest,
  },
});

const startup = (rest: Readonly<Record<string, unknown>>) => ({
  startup: { path: '/health', bootSeconds: 3, connectTimeoutSeconds: 5, probe: PATIENT, ...rest },
});

function configuration(
  what: string,
  fields: readonly Readonly<Record<string, unknown>>[],
  parameters: Partial<Parameters> = {},
): Configuration {
  const declaration = withFields(
    Object.assign({}, ...fields) as Record<string, unknown>,
    declare(ENVIRONMENT),
  );
  return {
    what,
    environment: buildModel(declaration).environments[0]!,
    parameters: { ...ALONE, ...parameters },
  };
}

const wide = connector(90, 100);
const seconds = (connectionSeconds: number) => ({ 'assumptions.connectionSeconds': connectionSeconds });

/** What is compared. The first says that nothing is in the way, the second that nothing gets in. */
export const CONFIGURATIONS: readonly Configuration[] = [
  configuration('everything fits', [
    capacity(100),
    wide,
    seconds(1),
    api(24, eager(3), startup({ databaseDeadlineSeconds: 30 })),
  ]),
  configuration(
    'the old fleet at its ceiling holds everything',
    [capacity(40), wide, seconds(1), api(20, lazy(1, 1), startup({ databaseDeadlineSeconds: 10 }))],
    { outgoingPercent: 100, plainBackoffSeconds: 3 },
  ),
  configuration(
    'eager pools compete: each needs 3 of too few',
    [capacity(60), wide, seconds(2), api(30, eager(3), startup({ databaseDeadlineSeconds: 12 }))],
    { plainBackoffSeconds: 3 },
  ),
  configuration(
    'two services compete, one with two processes',
    [
      capacity(70),
      wide,
      seconds(3),
      api(16, eager(2), { processes: 2, ...startup({ databaseDeadlineSeconds: 12 }) }),
      {
        'services.web': {
          ...SERVICE,
          minInstances: 0,
          maxInstances: 20,
          pools: { main: eager(3, { driver: 'asyncpg' }) },
          ...startup({ databaseDeadlineSeconds: 8 }),
        },
      },
    ],
    { plainBackoffSeconds: 3 },
  ),
  configuration(
    'a scale-out beside instances that run',
    [
      capacity(100),
      wide,
      seconds(2),
      api(60, eager(2, { outsidePool: 1 }), startup({ databaseDeadlineSeconds: 10 })),
    ],
    { runningPercent: 25, plainBackoffSeconds: 3 },
  ),
  configuration(
    'the connector has scaled about when the deadline ends',
    [
      capacity(100),
      connector(3, 90),
      seconds(6),
      api(50, lazy(1, 0), startup({ databaseDeadlineSeconds: 7, connectTimeoutSeconds: 6 })),
      { 'assumptions.connectorScalingSeconds': 12 },
    ],
    { startSpreadSeconds: 10, connectorScalingSpreadPercent: 10 },
  ),
  configuration('a connector that does not scale: the line is too long', [
    capacity(120),
    connector(6, 6),
    seconds(4),
    api(50, eager(2), startup({ databaseDeadlineSeconds: 10, connectTimeoutSeconds: 6 })),
  ]),
  configuration('a deadline within the spread of slow connections', [
    capacity(100),
    wide,
    seconds(12),
    api(40, eager(2), startup({ databaseDeadlineSeconds: 7, connectTimeoutSeconds: 8 })),
  ]),
  configuration('a connect timeout within it, and two attempts', [
    capacity(100),
    wide,
    seconds(12),
    api(40, lazy(1, 0), {
      ...startup({ databaseDeadlineSeconds: 30, connectTimeoutSeconds: 2 }),
      resilience: {
        attempts: 2,
        initialBackoffSeconds: 1,
        maxBackoffSeconds: 4,
        breakerFailures: 0,
        breakerOpenSeconds: 0,
      },
    }),
  ]),
  configuration('Direct VPC egress warms up about as long as the deadline', [
    capacity(100),
    seconds(1),
    api(40, lazy(1, 0), {
      egress: { kind: 'direct-vpc', subnet: 'apps' },
      ...startup({ databaseDeadlineSeconds: 12 }),
    }),
    { 'assumptions.directVpcWarmUpSeconds': 20 },
  ]),
  configuration(
    'a probe window within the spread of the boot',
    [
      capacity(100),
      wide,
      seconds(1),
      api(
        40,
        eager(2),
        startup({
          bootSeconds: 16,
          databaseDeadlineSeconds: 30,
          probe: { periodSeconds: 2, timeoutSeconds: 1, failureThreshold: 6 },
        }),
      ),
    ],
    { stepSpreadPercent: 75 },
  ),
  configuration(
    'the old fleet drains before the deadline, for some',
    [
      capacity(48),
      wide,
      seconds(2),
      api(32, lazy(1, 1), {
        requestTimeoutSeconds: 12,
        ...startup({ databaseDeadlineSeconds: 6 }),
        outgoing: { maxInstances: 20 },
      }),
      { 'assumptions.idleInstanceSeconds': 10 },
    ],
    { outgoingPercent: 100, drainSpreadPercent: 80, plainBackoffSeconds: 2 },
  ),
  configuration('a breaker that opens on refusals', [
    capacity(40),
    wide,
    seconds(2),
    api(32, eager(2), {
      ...startup({ databaseDeadlineSeconds: 15 }),
      resilience: {
        attempts: 5,
        initialBackoffSeconds: 0.5,
        maxBackoffSeconds: 4,
        breakerFailures: 3,
        breakerOpenSeconds: 5,
      },
    }),
  ]),
  configuration(
    'killed instances leave connections behind, and start again',
    [
      capacity(50),
      connector(20, 20),
      seconds(3),
      api(
        40,
        eager(2),
        startup({
          bootSeconds: 6,
          databaseDeadlineSeconds: 20,
          connectTimeoutSeconds: 6,
          probe: { periodSeconds: 2, timeoutSeconds: 1, failureThreshold: 4 },
        }),
      ),
      {
        'databases.main.flags': {
          tcp_keepalives_idle: 4,
          tcp_keepalives_interval: 2,
          tcp_keepalives_count: 2,
        },
      },
      { 'assumptions.crashLoopSeconds': 12 },
    ],
    { observationSeconds: 60, startSpreadSeconds: 20, plainBackoffSeconds: 2 },
  ),
];
