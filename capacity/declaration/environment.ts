import type { Amount, Count, Day } from './common';
import type { Client, Pooler } from './pool';
import type { Connector, Network } from './network';
import type { Database } from './database';
import type { Job, Service } from './workload';
import type { AssumptionName } from '../google-cloud/assumptions';

/** Everything that is declared: the environments, keyed by name. */
export interface Declaration {
  /** Version of this shape. */
  readonly schemaVersion: 1;
  readonly environments: Readonly<Record<string, Environment>>;
}

/** One deployable environment: readonly data, plain numbers, never a cdktf token. */
export interface Environment {
  /** Google Cloud project. Changing it replaces everything. */
  readonly project: string;

  /** Google Cloud region. Changing it replaces everything. */
  readonly region: string;

  /**
   * A throw-away environment: local state is allowed.
   * @default false
   */
  readonly sandbox?: boolean;

  /** Where Terraform keeps the state. */
  readonly state: State;

  readonly network: Network;

  /** Serverless VPC Access connectors, keyed by name. */
  readonly connectors?: Readonly<Record<string, Connector>>;

  /** Cloud SQL for PostgreSQL instances, keyed by name. */
  readonly databases?: Readonly<Record<string, Database>>;

  /** PgBouncers, keyed by name. */
  readonly poolers?: Readonly<Record<string, Pooler>>;

  /** Cloud Run services, keyed by name. */
  readonly services?: Readonly<Record<string, Service>>;

  /** Cloud Run jobs, keyed by name. */
  readonly jobs?: Readonly<Record<string, Job>>;

  /** Clients outside this declaration, keyed by name. */
  readonly clients?: Readonly<Record<string, Client>>;

  /**
   * Whether one deploy rolls all services at the same time, or one service after another.
   * @default "together"
   */
  readonly rollouts?: 'together' | 'one-after-another';

  /**
   * Seconds that the pipeline guarantees between two deploys. Longer than the request timeout plus
   * the idle time, three generations cannot meet.
   * @default 0: nothing is guaranteed
   */
  readonly deployIntervalSeconds?: Count;

  /**
   * Severity of a rollout over the budget, where the design leaves it a warning.
   * @default "warning"
   */
  readonly rolloutOver?: 'warning' | 'error';

  /** Findings that are accepted, each with a reason, an owner and an end. */
  readonly acknowledgements?: readonly Acknowledgement[];

  /** Assumptions that differ here; see `docs/assumptions.md`. */
  readonly assumptions?: Readonly<Partial<Record<AssumptionName, Amount>>>;

  /**
   * Labels of every resource that has labels.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Where Terraform keeps the state. */
export type State = GcsState | HcpTerraformState | LocalState;

/** A Google Cloud Storage bucket. */
export interface GcsState {
  readonly backend: 'gcs';
  readonly bucket: string;
  /**
   * Prefix inside the bucket.
   * @default "capacity/<environment>"
   */
  readonly prefix?: string;
}

/** A workspace of HCP Terraform. */
export interface HcpTerraformState {
  readonly backend: 'hcp-terraform';
  readonly organization: string;
  readonly workspace: string;
}

/** A file beside the configuration; only for a sandbox. */
export interface LocalState {
  readonly backend: 'local';
}

/** An accepted finding. It is always listed, and it ends. */
export interface Acknowledgement {
  /** Rule id, such as `connections/redeploy-budget`. */
  readonly rule: string;
  /** The finding's subject, such as `databases.staging-shared-postgres`. */
  readonly subject: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it holds. */
  readonly expires: Day;
}
