/** A server that connections are opened to: a database, or the client side of a pooler. */
export interface StormServer {
  /** Key of the database or the pooler. */
  readonly name: string;
  readonly kind: 'database' | 'pooler-clients';
  /** `max_connections`; `Infinity` where a pooler's is not known. */
  readonly limit: number;
  /** Slots that ordinary roles get: limit − reserved. Nobody enforces what is kept. */
  readonly capacity: number;
  /** vCPUs that accept connections; 0 where accepting costs nothing. */
  readonly vcpus: number;
  /** Seconds until the server ends a dead client's connection. */
  readonly lingerSeconds: number;
  /** Connections of everybody who takes no part. */
  readonly background: number;
}

/** A connector. */
export interface StormPath {
  readonly name: string;
  /** Handshakes at the same time at its minimum. */
  readonly slots: number;
  /** The same after it has scaled. */
  readonly scaledSlots: number;
  readonly scalingSeconds: number;
  /** It scales from the beginning, not from the first handshake that has to wait: its minimum is not known. */
  readonly scalesAtOnce: boolean;
}

/** Connections that a process opens to one server: at its start, then under load. */
export interface Step {
  readonly server: number;
  readonly connections: number;
  /** Connections that are opened at the same time. */
  readonly atOnce: number;
}

/** How a client tries again. */
export interface Retry {
  /** Attempts a connection; `Infinity` until the deadline. */
  readonly attempts: number;
  readonly initialSeconds: number;
  readonly maxSeconds: number;
  /** Failures in a row that open the breaker; 0 where there is none. */
  readonly breakerFailures: number;
  readonly breakerSeconds: number;
}

/** Instances of one revision that start. */
export interface StartingFleet {
  /** Index of the service among the storm's. */
  readonly service: number;
  /** Index of the client that its connections belong to. */
  readonly client: number;
  readonly instances: number;
  readonly processes: number;
  /** Index of the connector; −1 for another path. */
  readonly path: number;
  /** Longest warm-up of an instance's own network path. */
  readonly warmUpSeconds: number;
  /** A process opens these before it is ready, one step after another. */
  readonly steps: readonly Step[];
  /** And these once it is ready. */
  readonly load: readonly Step[];
  readonly bootSeconds: number;
  readonly migrationSeconds: number;
  readonly connectTimeoutSeconds: number;
  readonly deadlineSeconds: number;
  readonly probe: {
    readonly initialDelaySeconds: number;
    readonly periodSeconds: number;
    readonly timeoutSeconds: number;
    readonly failureThreshold: number;
  };
  readonly retry: Retry;
}

/** Instances that are connected when the storm begins. */
export interface ConnectedFleet {
  readonly service: number;
  readonly client: number;
  readonly instances: number;
  /** Connections of an instance that stay open without load, by server. */
  readonly held: readonly number[];
  /** Connections above that, by server. */
  readonly load: readonly number[];
  /** It ends when the service's first new instance is ready. */
  readonly drains: boolean;
  readonly requestTimeoutSeconds: number;
  readonly idleSeconds: number;
}

/** Everything that one deploy starts at the same time, as plain numbers. What a run is made from. */
export interface Storm {
  /** Names of the services whose instances start. */
  readonly services: readonly string[];
  readonly servers: readonly StormServer[];
  readonly paths: readonly StormPath[];
  /** Whose connections are told apart; the first are everybody else's, the second those that killed instances left. */
  readonly clients: readonly string[];
  readonly starting: readonly StartingFleet[];
  readonly connected: readonly ConnectedFleet[];
  /** 99th percentile of opening a connection. */
  readonly connectionSeconds: number;
  /** Least time between two starts of an instance. */
  readonly crashLoopSeconds: number;
}

/** Index of everybody else among a storm's clients. */
export const BACKGROUND = 0;
/** Index of connections that killed instances left. */
export const LEFT_BEHIND = 1;
