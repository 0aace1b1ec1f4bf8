import type { Environment } from '../capacity/declaration';

/** The system of the outage, with numbers that fit. */
export const staging = {
  project: 'netra-staging',
  region: 'us-central1',
  state: { backend: 'gcs', bucket: 'netra-staging-terraform-state' },
  network: {
    ownership: 'reference',
    name: 'staging-vpc',
    privateServicesAccess: { ownership: 'reference' },
  },
  connectors: {
    // 3 e2-micro carry 300 Mbps: the startup burst of all 6 instances on it (60 Mbps) without scaling.
    'staging-connector': {
      ownership: 'imported',
      machineType: 'e2-micro',
      minInstances: 3,
      maxInstances: 10,
      ipCidrRange: '10.1.0.0/28',
    },
  },
  databases: {
    // 3.75 GB is the smallest tier inside the SLA, and its default limit is 100: the flag needs no extra memory.
    // Imported: these flags become all that it has, so what else is live and should stay is copied here first.
    'staging-shared-postgres': {
      ownership: 'imported',
      owner: 'platform',
      version: 'POSTGRES_17',
      edition: 'ENTERPRISE',
      tier: 'db-custom-1-3840',
      maxConnections: 100,
      kept: { connections: 3, reason: 'operators with psql' },
      // A killed instance's connections end after 60 + 3 × 10 s, so a crash loop cannot fill the database.
      flags: { tcp_keepalives_idle: 60, tcp_keepalives_interval: 10, tcp_keepalives_count: 3 },
      databases: ['netra'],
    },
  },
  redis: {
    // 1 GB of cache that may be lost; created without TLS, and turning it on would replace the instance.
    'staging-redis': {
      ownership: 'imported',
      owner: 'platform',
      tier: 'BASIC',
      memoryGb: 1,
      version: 'REDIS_7_2',
      transitEncryption: false,
    },
  },
  services: {
    // 4 × (4 + 2) = 24: twice in a rollout and three times in a redeploy it still fits beside auth.
    backend: {
      owner: 'team-core',
      image: { managedBy: 'pipeline', initial: 'us-docker.pkg.dev/cloudrun/container/hello' },
      cpu: 4,
      memory: '4Gi',
      concurrency: 12,
      requestTimeoutSeconds: 600,
      minInstances: 1,
      maxInstances: 4,
      processes: 1,
      pools: {
        main: { database: 'staging-shared-postgres', driver: 'sqlalchemy', size: 4, maxOverflow: 2 },
      },
      // One connection a request at most: 4 × 12 = 48 of 65,000.
      caches: { main: { redis: 'staging-redis', connections: 12 } },
      secrets: { REDIS_AUTH: { secret: 'staging-redis-auth' } },
      egress: { kind: 'connector', connector: 'staging-connector' },
      load: { requestsPerSecond: 20, requestSeconds: 0.4, databaseSeconds: 0.1 },
      startup: { path: '/health' },
      keepalive: { idleSeconds: 60, intervalSeconds: 10, probes: 3 },
      resilience: {
        attempts: 5,
        initialBackoffSeconds: 0.5,
        maxBackoffSeconds: 8,
        breakerFailures: 5,
        breakerOpenSeconds: 30,
      },
      invokers: ['allUsers'],
    },
    // Short token look-ups: 2 × (3 + 1) = 8 connections carry 30 requests a second of 20 ms (0.6 at once).
    auth: {
      owner: 'team-identity',
      image: { managedBy: 'pipeline', initial: 'us-docker.pkg.dev/cloudrun/container/hello' },
      cpu: 1,
      memory: '512Mi',
      concurrency: 20,
      requestTimeoutSeconds: 60,
      minInstances: 1,
      maxInstances: 2,
      processes: 1,
      pools: {
        main: { database: 'staging-shared-postgres', driver: 'sqlalchemy', size: 3, maxOverflow: 1 },
      },
      // Sessions, one connection a request at most: 2 × 20 = 40.
      caches: { main: { redis: 'staging-redis', connections: 20 } },
      secrets: { REDIS_AUTH: { secret: 'staging-redis-auth' } },
      egress: { kind: 'connector', connector: 'staging-connector' },
      load: { requestsPerSecond: 30, requestSeconds: 0.1, databaseSeconds: 0.02 },
      startup: { path: '/health' },
      invokers: ['allUsers'],
    },
    // No database and no way into the network: what it serves calls https://api.staging.netrasystems.ai from the browser,
    // through the load balancer. The backend's own address takes nothing from the internet.
    frontend: {
      owner: 'team-web',
      image: { managedBy: 'pipeline', initial: 'us-docker.pkg.dev/cloudrun/container/hello' },
      cpu: 1,
      memory: '512Mi',
      concurrency: 80,
      requestTimeoutSeconds: 60,
      minInstances: 0,
      maxInstances: 10,
      processes: 1,
      egress: { kind: 'none' },
      invokers: ['allUsers'],
    },
  },
  jobs: {
    // One task with one process of two connections; the pipeline runs it before the deploy.
    migrate: {
      owner: 'team-core',
      image: { managedBy: 'pipeline', initial: 'us-docker.pkg.dev/cloudrun/container/job' },
      cpu: 1,
      memory: '512Mi',
      during: 'migration',
      processes: 1,
      pools: { main: { database: 'staging-shared-postgres', driver: 'sqlalchemy', size: 2, maxOverflow: 0 } },
      egress: { kind: 'connector', connector: 'staging-connector' },
    },
  },
  // The certificate covers exactly the hosts that are routed. The application authenticates its users itself, so
  // everybody may invoke what stands behind it.
  loadBalancer: {
    owner: 'platform',
    hosts: {
      'staging.netrasystems.ai': { service: 'frontend' },
      'app.staging.netrasystems.ai': { service: 'frontend' },
      'api.staging.netrasystems.ai': { service: 'backend' },
      'auth.staging.netrasystems.ai': { service: 'auth' },
    },
    certificateDomains: [
      'staging.netrasystems.ai',
      'app.staging.netrasystems.ai',
      'api.staging.netrasystems.ai',
      'auth.staging.netrasystems.ai',
    ],
  },
  // Nobody is woken for staging: everything goes to one mailbox.
  monitoring: {
    channels: {
      'staging-email': {
        type: 'email',
        address: 'staging-alerts@netrasystems.ai',
        severities: ['critical', 'warning'],
      },
    },
  },
  // The pipeline deploys one service after another, and a rollout over the budget blocks: it is how the outage began.
  rollouts: 'one-after-another',
  rolloutOver: 'error',
} as const satisfies Environment;
