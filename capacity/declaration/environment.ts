import type { Amount, Count, Day, InstanceName, Keyed, LabelName, Name, Percent, Text } from './common';
import type { Client, Pooler } from './pool';
import type { Connector, Network } from './network';
import type { Database } from './database';
import type { Job, Service } from './workload';
import type { LoadBalancer } from './load-balancer';
import type { Monitoring } from './monitoring';
import type { Redis } from './redis';
import type { AssumptionName } from '../google-cloud/assumptions';

/** Everything that is declared: the environments, keyed by name. */
export interface Declaration {
  /** Address of the JSON Schema, for editors. */
  readonly $schema?: string;
  /** Version of this shape. */
  readonly schemaVersion: 1;
  /**
   * The environments, keyed by name.
   * @minProperties 1
   */
  readonly environments: Keyed<Name, Environment>;
}

/** One deployable environment: readonly data, plain numbers, never a cdktf token. */
export interface Environment {
  /** Google Cloud project. Changing it replaces everything. */
  readonly project: Text;

  /** Google Cloud region. Changing it replaces everything. */
  readonly region: Text;

  /**
   * A throw-away environment: local state is allowed.
   * @default false
   */
  readonly sandbox?: boolean;

  /**
   * `terraform`: read from a plan, a state or a configuration of anybody. What Terraform does not carry is not
   * declared then: rules that judge it are silent, and a number may be `unknown`.
   * @default declared
   */
  readonly origin?: 'terraform';

  /** Where Terraform keeps the state. */
  readonly state: State;

  /** The VPC network. */
  readonly network: Network;

  /** Serverless VPC Access connectors, keyed by name. */
  readonly connectors?: Keyed<Name, Connector>;

  /** Cloud SQL for PostgreSQL instances, keyed by name. */
  readonly databases?: Keyed<InstanceName, Database>;

  /** PgBouncers, keyed by name. */
  readonly poolers?: Keyed<Name, Pooler>;

  /** Memorystore for Redis instances, keyed by name. */
  readonly redis?: Keyed<Name, Redis>;

  /** Cloud Run services, keyed by name. */
  readonly services?: Keyed<Name, Service>;

  /** Cloud Run jobs, keyed by name. */
  readonly jobs?: Keyed<Name, Job>;

  /** Clients outside this declaration, keyed by name. */
  readonly clients?: Keyed<Name, Client>;

  /** External HTTPS load balancer in front of the services. */
  readonly loadBalancer?: LoadBalancer;

  /** Alerts, dashboard and objectives. Without it nothing is watched. */
  readonly monitoring?: Monitoring;

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

  /**
   * Percent of the instances of a deploy that must be ready in their first start. The simulation judges by it, and
   * derived deadlines reach it. What the monitoring holds real starts to, which fail for other reasons too, is
   * its margin `startupSuccessPercent`.
   * @default 99
   */
  readonly startupObjectivePercent?: Percent;

  /** Findings that are accepted, each with a reason, an owner and an end. */
  readonly acknowledgements?: readonly Acknowledgement[];

  /** Assumptions that differ here; see `docs/assumptions.md`. */
  readonly assumptions?: Readonly<Partial<Record<AssumptionName, Amount>>>;

  /**
   * Labels of every resource that has labels.
   * @default none
   */
  readonly labels?: Keyed<LabelName, string>;
}

/**
 * Where Terraform keeps the state.
 * @discriminator backend
 */
export type State = GcsState | HcpTerraformState | LocalState;

/** A Google Cloud Storage bucket. */
export interface GcsState {
  /** A Google Cloud Storage bucket. */
  readonly backend: 'gcs';
  /** Name of the bucket. */
  readonly bucket: Text;
  /**
   * Prefix inside the bucket.
   * @default "capacity/<environment>"
   */
  readonly prefix?: Text;
}

/** A workspace of HCP Terraform. */
export interface HcpTerraformState {
  /** HCP Terraform, or Terraform Enterprise. */
  readonly backend: 'hcp-terraform';
  /** Name of the organization. */
  readonly organization: Text;
  /** Name of the workspace. */
  readonly workspace: Text;
}

/** A file beside the configuration; only for a sandbox. */
export interface LocalState {
  /** A file beside the configuration. */
  readonly backend: 'local';
}

/** An accepted finding. It is always listed, and it ends. */
export interface Acknowledgement {
  /**
   * Rule id, such as `connections/redeploy-budget`.
   * @title a rule id such as connections/redeploy-budget
   * @pattern ^[a-z]+/[a-z-]+$
   */
  readonly rule: string;
  /** The finding's subject, such as `databases.staging-shared-postgres`. */
  readonly subject: Text;
  /** Why it is accepted. */
  readonly reason: Text;
  /** Who answers for accepting it. */
  readonly owner: Text;
  /** Last day on which it holds. */
  readonly expires: Day;
}
