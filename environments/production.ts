import type { Environment } from '../capacity/declaration';

/** Larger and highly available; services deploy together. */
export const production = {
  project: 'netra-production',
  region: 'us-central1',
  state: { backend: 'gcs', bucket: 'netra-production-terraform-state' },
  network: {
    ownership: 'managed',
    name: 'production-vpc',
    privateServicesAccess: { ownership: 'managed' },
  },
  connectors: {
    // 4 e2-standard-4 carry 6,400 Mbps: the startup burst of all 28 instances on it (280 Mbps) without scaling, and no
    // shared CPU that many small requests could exhaust.
    'prod-connector': {
      ownership: 'managed',
      machineType: 'e2-standard-4',
      minInstances: 4,
      maxInstances: 8,
      ipCidrRange: '10.20.0.0/28',
    },
  },
  databases: {
    // 30 GB default to 600 connections; 600 × 10 MB and a third of the memory for shared buffers leave room.
    'prod-postgres': {
      ownership: 'managed',
      owner: 'platform',
      version: 'POSTGRES_17',
      edition: 'ENTERPRISE',
      tier: 'db-custom-8-30720',
      availability: 'REGIONAL',
      maxConnections: 600,
      kept: { connections: 13, reason: 'operators with psql (3) and one unplanned job (10)' },
      // A killed instance's connections end after 60 + 3 × 10 s, so a crash loop cannot fill the database.
      flags: { tcp_keepalives_idle: 60, tcp_keepalives_interval: 10, tcp_keepalives_count: 3 },
      databases: ['netra'],
      diskGb: 100,
    },
  },
  redis: {
    // Sessions must outlive a zone, so it has a replica; 5 GB is five times what staging has.
    'prod-redis': {
      ownership: 'managed',
      owner: 'platform',
      tier: 'STANDARD_HA',
      memoryGb: 5,
      version: 'REDIS_7_2',
    },
  },
  services: {
    // 20 × (5 + 2) = 140: three generations beside auth stay below 580. 20 × 16 = 320 requests at once carry
    // 200 a second of 0.8 s (160) twice.
    backend: {
      owner: 'team-core',
      image: { managedBy: 'pipeline', initial: 'us-docker.pkg.dev/cloudrun/container/hello' },
      cpu: 4,
      memory: '4Gi',
      concurrency: 16,
      requestTimeoutSeconds: 600,
      minInstances: 4,
      maxInstances: 20,
      processes: 1,
      pools: {
        main: { database: 'prod-postgres', driver: 'sqlalchemy', size: 5, maxOverflow: 2 },
      },
      // One connection a request at most: 20 × 16 = 320 of 65,000.
      caches: { main: { redis: 'prod-redis', connections: 16 } },
      secrets: { REDIS_AUTH: { secret: 'prod-redis-auth' } },
      egress: { kind: 'connector', connector: 'prod-connector' },
      load: { requestsPerSecond: 200, requestSeconds: 0.8, databaseSeconds: 0.2, egressMbps: 400 },
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
    // Short token look-ups: 8 × (4 + 1) = 40 connections carry 300 requests a second of 20 ms (6 at once).
    auth: {
      owner: 'team-identity',
      image: { managedBy: 'pipeline', initial: 'us-docker.pkg.dev/cloudrun/container/hello' },
      cpu: 1,
      memory: '512Mi',
      concurrency: 20,
      requestTimeoutSeconds: 60,
      minInstances: 2,
      maxInstances: 8,
      processes: 1,
      pools: {
        main: { database: 'prod-postgres', driver: 'sqlalchemy', size: 4, maxOverflow: 1 },
      },
      // Sessions, one connection a request at most: 8 × 20 = 160.
      caches: { main: { redis: 'prod-redis', connections: 20 } },
      secrets: { REDIS_AUTH: { secret: 'prod-redis-auth' } },
      egress: { kind: 'connector', connector: 'prod-connector' },
      load: { requestsPerSecond: 300, requestSeconds: 0.1, databaseSeconds: 0.02, egressMbps: 50 },
      startup: { path: '/health' },
      invokers: ['allUsers'],
    },
    // No database and no way into the network: what it serves calls https://api.netrasystems.ai from the browser,
    // through the load balancer. The backend's own address takes nothing from the internet.
    frontend: {
      owner: 'team-web',
      image: { managedBy: 'pipeline', initial: 'us-docker.pkg.dev/cloudrun/container/hello' },
      cpu: 1,
      memory: '512Mi',
      concurrency: 80,
      requestTimeoutSeconds: 60,
      minInstances: 2,
      maxInstances: 20,
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
      pools: { main: { database: 'prod-postgres', driver: 'sqlalchemy', size: 2, maxOverflow: 0 } },
      egress: { kind: 'connector', connector: 'prod-connector' },
    },
  },
  clients: {
    // Counted at its ceiling: a replica would be better, and is the next step when it grows.
    reporting: {
      database: 'prod-postgres',
      connections: 10,
      reason: 'the BI tool, 10 connections at most',
      owner: 'team-data',
    },
  },
  // The certificate covers exactly the hosts that are routed; www is neither.
  loadBalancer: {
    owner: 'platform',
    hosts: {
      'netrasystems.ai': { service: 'frontend' },
      'app.netrasystems.ai': { service: 'frontend' },
      'api.netrasystems.ai': { service: 'backend' },
      'auth.netrasystems.ai': { service: 'auth' },
    },
    certificateDomains: [
      'netrasystems.ai',
      'app.netrasystems.ai',
      'api.netrasystems.ai',
      'auth.netrasystems.ai',
    ],
  },
  // Critical alerts page; the pager's channel holds a token, so it was made by hand and is only named here.
  monitoring: {
    channels: {
      pager: {
        type: 'existing',
        channel: 'projects/netra-production/notificationChannels/10275840311642819703',
        severities: ['critical'],
      },
      'platform-email': {
        type: 'email',
        address: 'platform-alerts@netrasystems.ai',
        severities: ['critical', 'warning'],
      },
    },
  },
  // Services may deploy together here: both fleets of both services fit.
  rolloutOver: 'error',
} as const satisfies Environment;
