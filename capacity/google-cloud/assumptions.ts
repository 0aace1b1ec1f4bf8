/** A number that nobody publishes. Environments override it under `assumptions`. */
export interface Assumption {
  readonly value: number;
  readonly unit: string;
  /** What it stands for, as a sentence. */
  readonly what: string;
  /** Where the value comes from. */
  readonly source: string;
}

/** Every assumption of the model, by name. */
export const ASSUMPTIONS = {
  overshootPercent: {
    value: 10,
    unit: '%',
    what: 'Cloud Run may exceed the maximum instances for a short time by this share, at least one instance a revision; 0 leaves overshoot out.',
    source:
      'Google says "slightly more" (Cloud Run, about instance autoscaling) and gives no number; a cap of 30 was seen exceeded (prisma/prisma #6329)',
  },
  idleInstanceSeconds: {
    value: 900,
    unit: 's',
    what: 'An idle instance of an outgoing revision may live this long after its last request.',
    source:
      'Cloud Run, about instance autoscaling: idle instances are kept up to 15 minutes, and may end at any time',
  },
  orphanedConnectionSeconds: {
    value: 7875,
    unit: 's',
    what: "The server keeps a killed instance's connection this long where the database declares no TCP keepalive flags; 0 leaves churn out.",
    source:
      'Linux defaults: tcp_keepalive_time 7200 s + 9 probes × 75 s; that Cloud SQL uses them is not published',
  },
  crashLoopSeconds: {
    value: 30,
    unit: 's',
    what: 'Least time between two killed starts of an instance in a crash loop; a longer probe window takes its place.',
    source: 'no published back-off',
  },
  connectorScalingSeconds: {
    value: 30,
    unit: 's',
    what: 'Time a connector needs to add capacity when a startup burst exceeds its minimum instances.',
    source: 'Google publishes no scaling time; 10 to 30 s is claimed in public incident reports',
  },
  directVpcWarmUpSeconds: {
    value: 80,
    unit: 's',
    what: 'Time until a new instance with Direct VPC egress reaches its first destination.',
    source:
      'Google: "a minute or more" (Cloud Run, Direct VPC); 20 to 80 s measured (estuary/flow #3062, #3109)',
  },
  failoverSeconds: {
    value: 60,
    unit: 's',
    what: 'Time in which a failover of a REGIONAL instance leaves its clients without a database; a derived deadline outlasts it.',
    source: 'Google: "about sixty seconds" (Cloud SQL, about high availability), quoted second-hand',
  },
  startupMbpsPerInstance: {
    value: 10,
    unit: 'Mbps',
    what: 'Traffic that a starting instance sends through the connector.',
    source:
      'no published number; bytes, not connections, saturate a connector (google/exposure-notifications-server #472)',
  },
  connectionSeconds: {
    value: 0.3,
    unit: 's',
    what: 'Time to open one connection through the Auth Proxy or a connector library, 99th percentile.',
    source: 'measured: GoogleCloudPlatform/cloud-sql-go-connector #574',
  },
  connectionMegabytes: {
    value: 10,
    unit: 'MB',
    what: 'Memory of one server connection, with the default work_mem of 4 MB.',
    source: '5 to 10 MB is the common estimate; no published number',
  },
  sharedBuffersPercent: {
    value: 60,
    unit: '%',
    what: "Largest share of the machine's memory that Cloud SQL accepts for shared_buffers.",
    source: "remembered, not confirmed; PostgreSQL's documentation sees no use in more than 40 %",
  },
  connectorBusyPercent: {
    value: 70,
    unit: '%',
    what: "Share of a connector's capacity above which it counts as busy.",
    source: 'engineering margin: above it nothing is left for a burst or a failing instance',
  },
  managedPoolSize: {
    value: 50,
    unit: 'connections',
    what: 'Default max_pool_size of Managed Connection Pooling.',
    source: 'remembered, not confirmed',
  },
  managedPoolClients: {
    value: 5000,
    unit: 'connections',
    what: 'Default max_client_connections of a managed pooler.',
    source: 'remembered, not confirmed; the provider test uses 1980',
  },
  directVpcMaxInstances: {
    value: 100,
    unit: 'instances',
    what: 'Instances a revision may have with Direct VPC egress before the quota is raised.',
    source: 'the quota is published, the number (100 to 200) is second-hand',
  },
  deadlineMargin: {
    value: 1.5,
    unit: '×',
    what: 'Factor between the time a startup step needs and the deadline derived for it.',
    source: 'engineering margin',
  },
  offeredLoadPercent: {
    value: 80,
    unit: '%',
    what: 'Share of the concurrent requests at the ceiling that the declared peak may take.',
    source: 'engineering margin: arrivals are uneven, and a new instance needs its startup',
  },
} as const satisfies Readonly<Record<string, Assumption>>;

/** Name of an assumption. */
export type AssumptionName = keyof typeof ASSUMPTIONS;

/** The assumptions as numbers, with an environment's own values in place. */
export type Assumptions = Readonly<Record<AssumptionName, number>>;

/** Merges an environment's own values into the defaults. */
export function assumptionsWith(own: Readonly<Partial<Record<AssumptionName, number>>> = {}): Assumptions {
  const entries = Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value]);
  return { ...(Object.fromEntries(entries) as Assumptions), ...own };
}
