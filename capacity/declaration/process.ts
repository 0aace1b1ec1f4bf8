import type { Amount, Count, Text, VariableName } from './common';

/** How an instance starts, and how long each step may take. Unset deadlines are derived from the path. */
export interface Startup {
  /**
   * HTTP path of the startup probe. It must prove a database connection where there are pools.
   * @default a TCP probe, which passes as soon as the port is bound
   */
  readonly path?: Text;
  /**
   * The path answers 200 only after a database connection.
   * @default true
   */
  readonly provesDatabase?: boolean;
  /** Seconds that opening one connection may take. */
  readonly connectTimeoutSeconds?: Count;
  /** Seconds the application tries to reach the database before it gives up. */
  readonly databaseDeadlineSeconds?: Count;
  /**
   * Seconds of migrations that run inside the container at start.
   * @default 0
   */
  readonly migrationSeconds?: Count;
  /**
   * Seconds from process start to listening, without the database.
   * @default 10
   */
  readonly bootSeconds?: Count;
  /** Startup probe; unset fields are derived. */
  readonly probe?: {
    /** Seconds before the first probe, 0 to 240. */
    readonly initialDelaySeconds?: Count;
    /** Seconds between probes, 1 to 240. */
    readonly periodSeconds?: Count;
    /** Seconds a probe waits for its answer, at most the period. */
    readonly timeoutSeconds?: Count;
    /** Failures before the instance is killed. Period × threshold is at most 240 s. */
    readonly failureThreshold?: Count;
  };
}

/** Retries and circuit breaker of the database client. */
export interface Resilience {
  /** Attempts to connect during startup, and to run a statement after. */
  readonly attempts: Count;
  /** Seconds before the second attempt. */
  readonly initialBackoffSeconds: Amount;
  /** Most seconds between two attempts. */
  readonly maxBackoffSeconds: Amount;
  /** Failures in a row that open the breaker; 0 means no breaker. */
  readonly breakerFailures: Count;
  /** Seconds that the breaker stays open. */
  readonly breakerOpenSeconds: Count;
}

/** TCP keepalive of the client. */
export interface Keepalive {
  /** Seconds without traffic before the first probe. */
  readonly idleSeconds: Count;
  /** Seconds between two probes. */
  readonly intervalSeconds: Count;
  /** Unanswered probes after which the connection is dropped. */
  readonly probes: Count;
}

/** Environment variable names of the settings that belong to the whole process. */
export interface SettingNames {
  /**
   * Carries the connect timeout.
   * @default DB_CONNECT_TIMEOUT_SECONDS
   */
  readonly connectTimeoutSeconds?: VariableName;
  /**
   * Carries the database deadline.
   * @default DB_STARTUP_DEADLINE_SECONDS
   */
  readonly databaseDeadlineSeconds?: VariableName;
  /**
   * Carries the number of processes.
   * @default DB_PROCESSES
   */
  readonly processes?: VariableName;
  /**
   * Carries `keepalive.idleSeconds`.
   * @default DB_KEEPALIVE_IDLE_SECONDS
   */
  readonly keepaliveIdleSeconds?: VariableName;
  /**
   * Carries `keepalive.intervalSeconds`.
   * @default DB_KEEPALIVE_INTERVAL_SECONDS
   */
  readonly keepaliveIntervalSeconds?: VariableName;
  /**
   * Carries `keepalive.probes`.
   * @default DB_KEEPALIVE_PROBES
   */
  readonly keepaliveProbes?: VariableName;
  /**
   * Carries `resilience.attempts`.
   * @default DB_RETRY_ATTEMPTS
   */
  readonly retryAttempts?: VariableName;
  /**
   * Carries `resilience.initialBackoffSeconds`.
   * @default DB_RETRY_INITIAL_BACKOFF_SECONDS
   */
  readonly retryInitialBackoffSeconds?: VariableName;
  /**
   * Carries `resilience.maxBackoffSeconds`.
   * @default DB_RETRY_MAX_BACKOFF_SECONDS
   */
  readonly retryMaxBackoffSeconds?: VariableName;
  /**
   * Carries `resilience.breakerFailures`.
   * @default DB_BREAKER_FAILURES
   */
  readonly breakerFailures?: VariableName;
  /**
   * Carries `resilience.breakerOpenSeconds`.
   * @default DB_BREAKER_OPEN_SECONDS
   */
  readonly breakerOpenSeconds?: VariableName;
}
