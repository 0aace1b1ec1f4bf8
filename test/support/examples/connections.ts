import { declare, ENVIRONMENT, SERVICE, withField, withFields } from '../declare';
import type { RuleExamples } from '../rule-pages';

/** The environment's own database, but someone else's; the server ends dead connections as quickly. */
const SOMEONE_ELSES = {
  ...ENVIRONMENT.databases.main,
  ownership: 'reference',
  owner: 'team-platform',
} as const;

const MIGRATE = {
  owner: 'team-api',
  image: SERVICE.image,
  cpu: 1,
  memory: '512Mi',
  during: 'migration',
  tasks: 20,
  processes: 1,
  pools: { main: { database: 'main', driver: 'sqlalchemy', size: 4, maxOverflow: 0 } },
  egress: SERVICE.egress,
} as const;

/** A declaration that each rule of `connections` refuses; its page shows the output. */
export const CONNECTIONS_EXAMPLES: RuleExamples = {
  'connections/unbounded': withField('services.api.maxInstances', undefined),
  'connections/zero-factor': withField('services.api.processes', 0),
  'connections/limit-provenance': withField('databases.main.maxConnections', undefined),
  'connections/steady-budget': withField('services.api.maxInstances', 20),
  'connections/migration-budget': withField('jobs.migrate', MIGRATE),
  'connections/rollout-budget': withFields({ 'services.api.maxInstances': 12, rolloutOver: 'error' }),
  'connections/redeploy-budget': withField('services.api.maxInstances', 6),
  'connections/overshoot-budget': withFields({
    'services.api.maxInstances': 15,
    'services.api.rollout': 'candidate',
  }),
  'connections/churn-budget': withField('databases.main.flags', undefined),
  'connections/replica-outage-budget': withFields({
    'databases.replica': {
      ...ENVIRONMENT.databases.main,
      replicaOf: 'main',
      tier: 'db-custom-2-7680',
      maxConnections: 400,
    },
    'services.reports': {
      ...SERVICE,
      owner: 'team-reports',
      maxInstances: 14,
      pools: {
        main: { database: 'replica', driver: 'sqlalchemy', size: 4, maxOverflow: 2, fallback: 'main' },
      },
    },
  }),
  'connections/pooler-limits': withFields({
    'poolers.bouncer': {
      database: 'main',
      owner: 'team-data',
      replicas: 1,
      poolSize: 20,
      maxClientConnections: 100,
      mode: 'transaction',
    },
    'services.api.maxInstances': 20,
    'services.api.pools.main.via': 'pgbouncer',
    'services.api.pools.main.pooler': 'bouncer',
  }),
  'connections/socket-limit': withFields({
    'services.api.transport': 'socket',
    'services.api.maxInstances': 1,
    'services.api.processes': 4,
    'services.api.pools.main.size': 20,
    'services.api.pools.main.maxOverflow': 6,
    'databases.main.maxConnections': 400,
    'databases.main.tier': 'db-custom-2-7680',
  }),
  'connections/pool-floor': withField('services.api.load', {
    requestsPerSecond: 50,
    requestSeconds: 0.4,
    databaseSeconds: 0.3,
  }),
  'connections/undeclared-client': declare({ ...ENVIRONMENT, databases: { main: SOMEONE_ELSES } }),
  'connections/headroom': withField('services.api.maxInstances', 7),
};
