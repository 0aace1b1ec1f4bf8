import { entryOf, published, reported, type Fact } from './fact';

const FLAGS = 'https://docs.cloud.google.com/sql/docs/postgres/flags';
const SETTINGS = 'https://docs.cloud.google.com/sql/docs/postgres/instance-settings';

/** Range of the `max_connections` flag. The upper bound depends on the server's background workers. */
export const MAX_CONNECTIONS_FLAG = published(
  { min: 14, max: 262_143 },
  `${FLAGS} (lower bound; the upper is PostgreSQL's own, less background workers)`,
);

/** Default `max_connections` by memory: the first row whose `belowGb` exceeds the memory. */
export const DEFAULT_MAX_CONNECTIONS = published(
  [
    { belowGb: 1.7, connections: 25 },
    { belowGb: 3.75, connections: 50 },
    { belowGb: 6, connections: 100 },
    { belowGb: 7.5, connections: 200 },
    { belowGb: 15, connections: 400 },
    { belowGb: 30, connections: 500 },
    { belowGb: 60, connections: 600 },
    { belowGb: 120, connections: 800 },
    { belowGb: Infinity, connections: 1000 },
  ],
  FLAGS,
);

/** Slots that the server and Google keep. */
export const RESERVED = {
  superuser: reported(3, 'measured with SHOW superuser_reserved_connections on live instances'),
  roles: published(0, 'https://www.postgresql.org/docs/17/runtime-config-connection.html'),
  cloudSqlAdmin: reported(4, 'measured on an instance with max_connections 100; not published'),
  cloudSqlAdminBelow100: reported(2, 'measured on an instance with max_connections 25; not published'),
} as const;

/** Shared-core tiers: outside the SLA, Enterprise edition only. */
export const SHARED_CORE_TIERS: Fact<Readonly<Record<string, number>>> = published(
  { 'db-f1-micro': 0.6, 'db-g1-small': 1.7 },
  `${SETTINGS} (memory in GB)`,
);

/** Custom tiers of Enterprise: `db-custom-<vCPU>-<MB>`. */
export const CUSTOM_TIER = published(
  { maxVcpu: 96, minMb: 3840, stepMb: 256, minGbPerVcpu: 0.9, maxGbPerVcpu: 6.5 },
  SETTINGS,
);

/** Predefined tiers of Enterprise Plus by family: vCPU → GB. */
export const PREDEFINED_TIERS: Fact<Readonly<Record<string, Readonly<Record<number, number>>>>> = published(
  {
    'db-perf-optimized-N': {
      2: 16,
      4: 32,
      8: 64,
      16: 128,
      32: 256,
      48: 384,
      64: 512,
      80: 640,
      96: 768,
      128: 864,
    },
    'db-c4a-highmem': { 2: 16, 4: 32, 8: 64, 16: 128, 32: 256, 48: 384, 64: 512, 72: 576 },
  },
  SETTINGS,
);

/** In place of a version or a tier that nobody knows: someone else's, or one that only an apply tells. */
export const NOT_KNOWN = 'unknown';

/** Versions of PostgreSQL that Cloud SQL has: majors from 10 on, and one that was written with its minor. */
export const POSTGRES_VERSIONS = reported(
  { oldest: 'POSTGRES_9_6', majors: { min: 10, max: 18 } },
  'hashicorp/google, google_sql_database_instance, and release notes quoted second-hand',
);

/** First PostgreSQL major whose edition, when omitted, is Enterprise Plus. */
export const ENTERPRISE_PLUS_BY_DEFAULT_FROM = published(
  16,
  'GoogleCloudPlatform/magic-modules #18014; hashicorp/terraform-provider-google #20498',
);

/** Days of transaction logs by edition. */
export const LOG_RETENTION_DAYS = published(
  { ENTERPRISE: { min: 1, max: 7 }, ENTERPRISE_PLUS: { min: 1, max: 35 } },
  'hashicorp/google 6.50.0, google_sql_database_instance',
);

/** First PostgreSQL major with `reserved_connections`. */
export const RESERVED_CONNECTIONS_FROM = published(16, 'https://www.postgresql.org/docs/16/release-16.html');

/** Managed Connection Pooling runs one pooler for this many vCPUs, at least one. */
export const VCPUS_PER_POOLER = published(
  4,
  'https://docs.cloud.google.com/sql/docs/postgres/managed-connection-pooling',
);

/** Share of the memory that `shared_buffers` takes when it is not set, %. */
export const DEFAULT_SHARED_BUFFERS_PERCENT = published(
  33,
  'https://docs.cloud.google.com/sql/docs/postgres/manage-memory-usage-best-practices',
);

/** Share of the memory that Cloud SQL accepts for `effective_cache_size`, %. */
export const EFFECTIVE_CACHE_PERCENT = reported({ min: 10, max: 70 }, `${FLAGS}, quoted in a public file`);

/** PostgreSQL's default `work_mem`, MB. */
export const DEFAULT_WORK_MEM_MB = published(
  4,
  'https://www.postgresql.org/docs/17/runtime-config-resource.html',
);

/** Settings that a standby must have at least as high as its primary, or it refuses to run. */
export const AT_LEAST_ON_STANDBY = published(
  ['max_prepared_transactions', 'max_locks_per_transaction', 'max_wal_senders', 'max_worker_processes'],
  'https://www.postgresql.org/docs/17/hot-standby.html (besides max_connections)',
);

/** Settings of PostgreSQL that Cloud SQL does not offer as flags. */
export const NO_SUCH_FLAG = reported(
  ['superuser_reserved_connections', 'reserved_connections'],
  `absent from the list in ${FLAGS}; hashicorp/terraform-provider-google #28356`,
);

/** Range that Cloud SQL keeps for itself: clients with such an address cannot reach a private address. */
export const DOCKER_BRIDGE_RANGE = reported(
  '172.17.0.0/16',
  'Cloud SQL, known issues; checked by GoogleCloudPlatform/gcpdiag',
);

/** Longest `project:instance`. */
export const INSTANCE_ID_MAX_LENGTH = published(98, SETTINGS);

/** Smallest disk, GB. */
export const MIN_DISK_GB = published(10, 'hashicorp/google 6.50.0, google_sql_database_instance');

/** What is known of a tier. */
export interface Tier {
  readonly family: 'shared-core' | 'custom' | 'predefined';
  readonly edition: 'ENTERPRISE' | 'ENTERPRISE_PLUS';
  /** Shared-core tiers have a fraction of one vCPU; it counts as 1. */
  readonly vcpu: number;
  readonly memoryGb: number;
}

/** Reads a tier's name. `undefined` where no published family has that name; shapes are judged by a rule. */
export function parseTier(tier: string): Tier | undefined {
  const shared = entryOf(SHARED_CORE_TIERS.value, tier);
  if (shared !== undefined) {
    return { family: 'shared-core', edition: 'ENTERPRISE', vcpu: 1, memoryGb: shared };
  }
  const custom = /^db-custom-(\d{1,3})-(\d{1,7})$/.exec(tier);
  if (custom) {
    return {
      family: 'custom',
      edition: 'ENTERPRISE',
      vcpu: Number(custom[1]),
      memoryGb: Number(custom[2]) / 1024,
    };
  }
  const predefined = /^(.+)-(\d{1,3})$/.exec(tier);
  const memoryGb = predefined && entryOf(PREDEFINED_TIERS.value, predefined[1]!)?.[Number(predefined[2])];
  return predefined && memoryGb
    ? { family: 'predefined', edition: 'ENTERPRISE_PLUS', vcpu: Number(predefined[2]), memoryGb }
    : undefined;
}

/** The smallest custom tier with at least that many vCPUs and MB; `undefined` where none is large enough. */
export function customTierFor(vcpu: number, megabytes: number): string | undefined {
  const { maxVcpu, minMb, stepMb, minGbPerVcpu, maxGbPerVcpu } = CUSTOM_TIER.value;
  const needed = Math.max(vcpu, Math.ceil(megabytes / 1024 / maxGbPerVcpu));
  const vcpus = needed <= 1 ? 1 : 2 * Math.ceil(needed / 2);
  if (vcpus > maxVcpu) return undefined;
  const memory = Math.max(minMb, megabytes, vcpus * minGbPerVcpu * 1024);
  return `db-custom-${vcpus}-${Math.ceil(memory / stepMb) * stepMb}`;
}

/** Default `max_connections` of an instance with that much memory. */
export function defaultMaxConnections(memoryGb: number): number {
  return DEFAULT_MAX_CONNECTIONS.value.find((row) => memoryGb < row.belowGb)!.connections;
}

/** Major version of `POSTGRES_17`; `undefined` for anything else. */
export function postgresMajor(version: string): number | undefined {
  const match = /^POSTGRES_(\d{1,2})(_\d+)?$/.exec(version);
  return match ? Number(match[1]) : undefined;
}

/** The edition that the API chooses when none is written out. */
export function defaultEdition(version: string): 'ENTERPRISE' | 'ENTERPRISE_PLUS' {
  return (postgresMajor(version) ?? 0) >= ENTERPRISE_PLUS_BY_DEFAULT_FROM.value
    ? 'ENTERPRISE_PLUS'
    : 'ENTERPRISE';
}
