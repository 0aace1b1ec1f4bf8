/** One case of a file: what was declared, and apart from it what happened. */
export interface RecordedCase {
  readonly id: string;
  /** `exhausted`, `near` or `fine`; only counted, never looked at for the answer. */
  readonly outcome: string;
  readonly recorded: Recorded;
}

/** What the answer rests on: declared capacity alone. `undefined` is unknown. */
export interface Recorded {
  readonly platform: string;
  readonly database: RecordedDatabase;
  readonly limitKind: string;
  readonly pooler: RecordedPooler | undefined;
  readonly services: readonly RecordedService[];
  /** Connections of clients that are none of the services. */
  readonly otherConnections: number;
  /** Services roll out one after another. */
  readonly serialized: boolean;
  /** Connections that every rollout adds whatever it deploys. */
  readonly rolloutExtraConnections: number;
}

export interface RecordedDatabase {
  readonly engine: string;
  readonly tier: string;
  readonly memoryGib: number | undefined;
  readonly maxConnections: number | undefined;
  /** What the provider or the team takes the limit to be where nobody set one. */
  readonly defaultMaxConnections: number | undefined;
  readonly reservedConnections: number | undefined;
}

/** A pooler between the services and the server; numbers are of one replica. */
export interface RecordedPooler {
  readonly kind: string;
  readonly replicas: number | undefined;
  /** Server connections for one (database, user) pair. */
  readonly poolSize: number | undefined;
  readonly reservePoolSize: number;
  /** Server connections over all pairs. */
  readonly maxDatabaseConnections: number | undefined;
  readonly pairs: number | undefined;
  readonly maxClientConnections: number | undefined;
  /** Connections of all its clients, where the record has the sum. */
  readonly clientDemand: number | undefined;
  readonly rolloutClientDemand: number | undefined;
}

export interface RecordedService {
  readonly name: string;
  readonly poolSize: number | 'unlimited' | undefined;
  readonly maxOverflow: number | undefined;
  readonly extraConnections: number;
  readonly processes: number | undefined;
  readonly minInstances: number | undefined;
  readonly maxInstances: number | 'unlimited' | undefined;
  readonly observedInstances: number | undefined;
  /** Generations that are alive during a rollout, the new one included. */
  readonly generations: number | undefined;
  /** Instances of all the other generations together. */
  readonly rolloutExtraInstances: number | undefined;
  readonly poolBasis: string;
  readonly instancesBasis: string;
}
