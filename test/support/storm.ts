import { parametersWith, type Parameters } from '../../simulation';
import { courseOf, Run } from '../../simulation/run';
import type { ConnectedFleet, StartingFleet, Storm, StormServer } from '../../simulation/storm';

/** Nothing is left to chance: every step takes what is declared, and a server answers at once. */
export const EXACT: Partial<Parameters> = {
  startSpreadSeconds: 0,
  stepSpreadPercent: 0,
  connectionTailRatio: 1,
  serverHandshakeSeconds: 0,
  slotReleaseSeconds: 0,
  connectorScalingSpreadPercent: 0,
  directVpcSpreadPercent: 0,
  retryJitterPercent: 0,
};

/** A server with 97 of 100 slots for ordinary roles. */
export const SERVER: StormServer = {
  name: 'main',
  kind: 'database',
  limit: 100,
  capacity: 97,
  vcpus: 1,
  lingerSeconds: 60,
  background: 0,
};

/** One instance of one process that opens one connection of a second after a boot of 10 s; a probe every 10 s. */
export const FLEET: StartingFleet = {
  service: 0,
  client: 2,
  instances: 1,
  processes: 1,
  path: -1,
  warmUpSeconds: 0,
  steps: [{ server: 0, connections: 1, atOnce: 1 }],
  load: [],
  bootSeconds: 10,
  migrationSeconds: 0,
  connectTimeoutSeconds: 5,
  deadlineSeconds: 30,
  probe: { initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
  retry: { attempts: Infinity, initialSeconds: 1, maxSeconds: 1, breakerFailures: 0, breakerSeconds: 0 },
};

/** A fleet that holds 2 connections an instance, and has 1 more under load. */
export const OUTGOING: ConnectedFleet = {
  service: 0,
  client: 3,
  instances: 10,
  held: [2],
  load: [1],
  drains: true,
  requestTimeoutSeconds: 60,
  idleSeconds: 900,
};

/** A storm of one fleet on one server. */
export function storm(
  fleet: Partial<StartingFleet> = {},
  other: Partial<Storm> = {},
  server: Partial<StormServer> = {},
): Storm {
  return {
    services: ['api'],
    servers: [{ ...SERVER, ...server }],
    paths: [],
    clients: ['everybody else', 'left behind', 'api', 'api outgoing'],
    starting: [{ ...FLEET, ...fleet }],
    connected: [],
    connectionSeconds: 1,
    crashLoopSeconds: 30,
    ...other,
  };
}

/** A run of a storm in which nothing is left to chance but what the parameters say. */
export function runOf(made: Storm, parameters: Partial<Parameters> = {}, seed = 1): Run {
  return new Run(courseOf(made, parametersWith({ ...EXACT, ...parameters })), seed, 0);
}
