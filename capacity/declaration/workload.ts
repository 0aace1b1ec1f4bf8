import type { Amount, Count, Keyed, Name, NotKnown, Text, VariableName } from './common';
import type { Egress } from './network';
import type { Pool } from './pool';
import type { Cache } from './redis';
import type { Keepalive, Resilience, SettingNames, Startup } from './process';

/** What a Cloud Run service and a Cloud Run job have in common. */
export interface Workload {
  /** Team that answers for it. */
  readonly owner?: Text;

  /** Container image. */
  readonly image: Image;

  /** vCPUs of an instance: 0.08 to 1, or 1, 2, 4, 6, 8. Changing it makes a new revision. */
  readonly cpu: Amount;

  /**
   * Memory of an instance, such as `512Mi` or `4Gi`. Changing it makes a new revision.
   * @title an amount such as 512Mi or 4Gi
   * @pattern ^[1-9][0-9]{0,6}(Mi|Gi)$
   */
  readonly memory: string;

  /** Processes (workers) an instance runs; each has pools of its own. Omitted, the demand is unknown. */
  readonly processes?: Count;

  /**
   * Connection pools of one process, keyed by name.
   * @default none: it does not use a database
   */
  readonly pools?: Keyed<Name, Pool>;

  /**
   * Connections of one process to Redis, keyed by name.
   * @default none
   */
  readonly caches?: Keyed<Name, Cache>;

  /**
   * `socket` is Cloud Run's built-in Cloud SQL connection (at most 100 connections an instance, needs
   * the client role); `private-ip` is TCP to the private address, without that cap.
   * @default "private-ip"
   */
  readonly transport?: 'socket' | 'private-ip';

  /** Way into the VPC network. */
  readonly egress: Egress;

  /**
   * Environment variables that are no capacity settings. No secrets.
   * @default none
   */
  readonly variables?: Keyed<VariableName, string>;

  /** Secret Manager secrets by the name of the environment variable that carries them. */
  readonly secrets?: Keyed<VariableName, SecretReference>;

  /** How the client behaves when the database does not answer; reaches the container as settings. */
  readonly resilience?: Resilience;

  /** TCP keepalive of the client's sockets; reaches the container as settings. */
  readonly keepalive?: Keepalive;

  /** Names of the environment variables that carry the settings, where a framework has its own. */
  readonly settingNames?: SettingNames;
}

/** A Cloud Run v2 service, named by its key. */
export interface Service extends Workload {
  /**
   * `reference` services are counted, not deployed.
   * @default "managed"
   */
  readonly ownership?: 'managed' | 'imported' | 'reference';

  /**
   * CPU only while requests are processed (request-based billing). Timers do not run then, so idle
   * connections are not closed. `false` allocates CPU always. Changing it makes a new revision.
   * @default true
   */
  readonly cpuIdle?: boolean;

  /**
   * More CPU during startup.
   * @default true
   */
  readonly startupCpuBoost?: boolean;

  /** Concurrent requests an instance takes, 1 to 1000. Changing it makes a new revision. */
  readonly concurrency: Count;

  /** Seconds a request may take, 1 to 3600. An outgoing instance may hold its connections that long. */
  readonly requestTimeoutSeconds: Count;

  /**
   * Instances of the latest revision kept warm. Changing it makes a new revision.
   * @default 0
   */
  readonly minInstances?: Count;

  /** Most instances of the latest revision. Omitted, there is no ceiling that anybody chose, and no budget. Changing it makes a new revision. */
  readonly maxInstances?: Count | NotKnown;

  /** Service-level maximum over all revisions with traffic (provider 7.0 and later). */
  readonly serviceMaxInstances?: Count;

  /**
   * Percent of the traffic that the latest revision gets; with `revisions`, the sum is 100.
   * @default 100 minus what `revisions` get
   */
  readonly latestTraffic?: Count;

  /** Earlier revisions that still get traffic or are tagged, keyed by revision name. Fields left out equal the service's. */
  readonly revisions?: Keyed<Name, Revision>;

  /**
   * How a deploy replaces the running fleet: `all-at-once` moves all traffic to the new revision while the
   * old one drains; `candidate` starts a tagged revision without traffic first.
   * @default "all-at-once"
   */
  readonly rollout?: 'all-at-once' | 'candidate';

  /**
   * The fleet that is live now, where its numbers differ from the declared ones. What it leaves out is that of the base
   * of a comparison, else the declared.
   */
  readonly outgoing?: Outgoing;

  /** Expected load at the peak, for the opposite failure: too small. */
  readonly load?: Load;

  /** How an instance starts. Required with pools. */
  readonly startup?: Startup;

  /**
   * Port that the container listens on.
   * @default 8080
   */
  readonly port?: Count;

  /**
   * Where requests may come from.
   * @default "internal-and-cloud-load-balancing"
   */
  readonly ingress?: 'all' | 'internal' | 'internal-and-cloud-load-balancing';

  /**
   * Members that may invoke the service, such as `serviceAccount:…` or `allUsers`.
   * @default nobody
   * @uniqueItems
   */
  readonly invokers?: readonly Text[];
}

/** A revision other than the latest. */
export interface Revision {
  /** Percent of the traffic; 0 for a tagged revision that only keeps its minimum. */
  readonly traffic: Count;
  /**
   * Tag under which it can be reached without traffic.
   * @default none
   */
  readonly tag?: Name;
  /** Instances kept warm. */
  readonly minInstances?: Count;
  /** Most instances. */
  readonly maxInstances?: Count | NotKnown;
  /** Processes an instance runs. */
  readonly processes?: Count;
  /** Connection pools of one process, keyed by name. */
  readonly pools?: Keyed<Name, Pool>;
  /** Connections of one process to Redis, keyed by name. */
  readonly caches?: Keyed<Name, Cache>;
}

/** The fleet that a deploy replaces, with the numbers that are live. Fields left out equal the declared ones. */
export interface Outgoing {
  /** Instances kept warm. */
  readonly minInstances?: Count;
  /** Most instances. */
  readonly maxInstances?: Count | NotKnown;
  /** Processes an instance runs. */
  readonly processes?: Count;
  /** Connection pools of one process, keyed by name. */
  readonly pools?: Keyed<Name, Pool>;
  /** Connections of one process to Redis, keyed by name. */
  readonly caches?: Keyed<Name, Cache>;
}

/** A Cloud Run v2 job, named by its key. */
export interface Job extends Workload {
  /**
   * `reference` jobs are counted, not deployed.
   * @default "managed"
   */
  readonly ownership?: 'managed' | 'imported' | 'reference';

  /** `migration` runs around a deploy; `always` may run at any time and is part of steady. */
  readonly during: 'always' | 'migration';

  /**
   * Tasks of one execution.
   * @default 1
   */
  readonly tasks?: Count;

  /**
   * Tasks that run at the same time; 0 means as many as there are.
   * @default 0
   */
  readonly parallelism?: Count;

  /**
   * Executions that may run at the same time.
   * @default 1
   */
  readonly concurrentExecutions?: Count;

  /**
   * Seconds a task may take.
   * @default 600
   */
  readonly taskTimeoutSeconds?: Count;

  /**
   * Retries of a failed task.
   * @default 0
   */
  readonly maxRetries?: Count;
}

/**
 * Who decides which image runs.
 * @discriminator managedBy
 */
export type Image = PipelineImage | DeclaredImage;

/** A pipeline deploys the application; Terraform uses `initial` once and ignores the image after that. */
export interface PipelineImage {
  /** A pipeline. */
  readonly managedBy: 'pipeline';
  /** Image of the first revision. */
  readonly initial: Text;
}

/** The declaration names the image; a deploy sets it. */
export interface DeclaredImage {
  /** This declaration. */
  readonly managedBy: 'declaration';
  /** Image with its tag or, better, its digest. */
  readonly reference: Text;
}

/** A secret in Secret Manager. The value never enters the configuration or the state. */
export interface SecretReference {
  /** Secret id, in the environment's project. */
  readonly secret: Text;
  /**
   * Version number or `latest`.
   * @default "latest"
   */
  readonly version?: Text;
}

/** Load at the peak. */
export interface Load {
  /** Requests a second over all instances. */
  readonly requestsPerSecond: Amount;
  /** Seconds a request takes, mean at the peak. */
  readonly requestSeconds: Amount;
  /**
   * Seconds of it during which a connection is checked out.
   * @default requestSeconds
   */
  readonly databaseSeconds?: Amount;
  /**
   * Mbps through the egress path over all instances.
   * @default unknown
   */
  readonly egressMbps?: Amount;
}
