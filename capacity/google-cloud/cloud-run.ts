import { published, reported } from './fact';

const DOCS = 'https://docs.cloud.google.com/run/docs';

/** Concurrent requests of one instance. */
export const CONCURRENCY = reported(
  { min: 1, max: 1000 },
  `${DOCS}/about-concurrency, quoted in public files`,
);

/** Request timeout, seconds. */
export const REQUEST_TIMEOUT = reported(
  { min: 1, max: 3600 },
  `${DOCS}/configuring/request-timeout, quoted in public files`,
);

/** Memory by CPU, MiB. Below one vCPU the maximum grows in steps. */
export const MEMORY_BY_CPU = published(
  [
    { cpu: 0.08, minMib: 128, maxMib: 512 },
    { cpu: 0.5, minMib: 128, maxMib: 1024 },
    { cpu: 1, minMib: 128, maxMib: 4096 },
    { cpu: 2, minMib: 128, maxMib: 8192 },
    { cpu: 4, minMib: 2048, maxMib: 16_384 },
    { cpu: 6, minMib: 4096, maxMib: 24_576 },
    { cpu: 8, minMib: 4096, maxMib: 32_768 },
  ],
  `${DOCS}/configuring/services/cpu and ${DOCS}/configuring/services/memory-limits`,
);

/** vCPU counts of whole size. Fractions need the first generation execution environment, which jobs do not have. */
export const WHOLE_CPUS = published([1, 2, 4, 6, 8], `${DOCS}/configuring/services/cpu`);

/** Smallest fraction of a vCPU. */
export const MIN_CPU = published(0.08, `${DOCS}/configuring/services/cpu`);

/** Least memory of the second generation execution environment, MiB. */
export const GEN2_MIN_MIB = published(512, `${DOCS}/configuring/services/memory-limits`);

/** Task timeout of a job, seconds. */
export const TASK_TIMEOUT = published(
  { min: 1, max: 604_800 },
  `${DOCS}/configuring/task-timeout (168 hours)`,
);

/** Tasks of one execution of a job. */
export const JOB_TASKS = published({ min: 1, max: 10_000 }, `${DOCS}/create-jobs`);

/** Direct VPC egress: the shortest delay of an instance's first connection that Google warns of, seconds. */
export const DIRECT_VPC_DELAY = published(60, `${DOCS}/configuring/vpc-direct-vpc ("a minute or more")`);

/** Connections of one instance through the built-in Cloud SQL connection, to one database instance. */
export const SOCKET_CONNECTIONS_PER_INSTANCE = published(
  100,
  'https://docs.cloud.google.com/sql/docs/postgres/connect-run',
);

/** Startup probe limits, seconds. Period × threshold is the window; the initial delay comes on top. */
export const STARTUP_PROBE = published(
  {
    maxWindow: 240,
    maxInitialDelay: 240,
    maxPeriod: 240,
    defaultPeriod: 10,
    defaultThreshold: 3,
    defaultTimeout: 1,
  },
  `${DOCS}/configuring/healthchecks and hashicorp/google 6.50.0, google_cloud_run_v2_service`,
);

/** Memory string to MiB; the shape is checked at the door. */
export function toMib(memory: string): number {
  return Number.parseInt(memory, 10) * (memory.endsWith('Gi') ? 1024 : 1);
}

/** Environment variables that Cloud Run sets itself, and that nobody else may. */
export const RESERVED_VARIABLES = published(
  {
    service: ['PORT', 'K_SERVICE', 'K_REVISION', 'K_CONFIGURATION'],
    job: [
      'CLOUD_RUN_JOB',
      'CLOUD_RUN_EXECUTION',
      'CLOUD_RUN_TASK_INDEX',
      'CLOUD_RUN_TASK_ATTEMPT',
      'CLOUD_RUN_TASK_COUNT',
    ],
  },
  'https://docs.cloud.google.com/run/docs/container-contract',
);
