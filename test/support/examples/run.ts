import { withFields } from '../declare';
import type { RuleExamples } from '../rule-pages';

/** A job that fits everywhere, for tests to break. */
export const JOB = {
  owner: 'team-api',
  image: { managedBy: 'declaration', reference: 'us-docker.pkg.dev/example/migrate:1' },
  cpu: 1,
  memory: '512Mi',
  during: 'migration',
  processes: 1,
  pools: { main: { database: 'main', driver: 'sqlalchemy', size: 2, maxOverflow: 0 } },
  egress: { kind: 'connector', connector: 'path' },
} as const;

/** A declaration that each rule of `run` refuses; its page shows the output. */
export const RUN_EXAMPLES: RuleExamples = {
  'run/revision-split': withFields({
    'services.api.maxInstances': 10,
    'services.api.revisions': { 'api-00041': { traffic: 50 } },
  }),
  'run/offered-load': withFields({ 'services.api.load': { requestsPerSecond: 60, requestSeconds: 0.5 } }),
  'run/instance-range': withFields({ 'services.api.minInstances': 5, 'services.api.maxInstances': 3 }),
  'run/concurrency': withFields({ 'services.api.concurrency': 2000 }),
  'run/cpu-memory': withFields({ 'services.api.memory': '8Gi' }),
  'run/request-timeout': withFields({ 'services.api.requestTimeoutSeconds': 86_400 }),
  'run/task-timeout': withFields({ 'jobs.migrate': { ...JOB, taskTimeoutSeconds: 700_000 } }),
  'run/job-parallelism': withFields({ 'jobs.migrate': { ...JOB, tasks: 4, parallelism: 8 } }),
  'run/setting-names': withFields({ 'services.api.variables': { DB_POOL_SIZE: '50' } }),
};
