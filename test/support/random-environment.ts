import fc from 'fast-check';
import type { Environment } from '../../capacity/declaration';
import { ENVIRONMENT, SERVICE } from './declare';

const count = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

const pool = fc.record(
  {
    database: fc.constant('main'),
    driver: fc.constantFrom('sqlalchemy' as const, 'asyncpg' as const, 'node-postgres' as const),
    size: count(1, 99),
  },
  { noNullPrototype: true },
);

const pools = fc.oneof(
  fc.record({ main: pool }, { noNullPrototype: true }),
  fc.record(
    { main: pool, reports: pool.map((other) => ({ ...other, database: 'other', fallback: 'main' })) },
    { noNullPrototype: true },
  ),
);

const service = fc.record(
  {
    maxInstances: count(1, 1000),
    minInstances: count(0, 9),
    concurrency: count(1, 1000),
    cpu: fc.constantFrom(0.5, 1, 2, 4),
    memory: fc.constantFrom('512Mi', '1Gi', '4Gi'),
    cpuIdle: fc.boolean(),
    processes: count(1, 16),
    requestTimeoutSeconds: count(1, 3600),
    transport: fc.constantFrom('socket' as const, 'private-ip' as const),
    rollout: fc.constantFrom('all-at-once' as const, 'candidate' as const),
    revisions: fc.constantFrom(
      undefined,
      { 'api-00041': { traffic: 0 } },
      { 'api-00041': { traffic: 40, tag: 'old' } },
    ),
    pools,
    caches: fc.option(
      fc.record(
        {
          main: fc.record(
            { redis: fc.constant('sessions'), connections: count(1, 99) },
            { noNullPrototype: true },
          ),
        },
        { noNullPrototype: true },
      ),
      { nil: undefined },
    ),
    egress: fc.constantFrom(
      { kind: 'connector' as const, connector: 'path' },
      { kind: 'direct-vpc' as const, subnet: 'runs' },
      { kind: 'none' as const },
    ),
    startup: fc.record(
      { databaseDeadlineSeconds: count(1, 200), migrationSeconds: count(0, 60) },
      { noNullPrototype: true },
    ),
  },
  { noNullPrototype: true },
);

/** Well-formed environments that can be synthesized: two services, a job, two databases, a connector, Redis. */
export const randomEnvironment: fc.Arbitrary<Environment> = fc
  .record(
    {
      api: service,
      web: service,
      maxConnections: fc.option(count(14, 4000), { nil: undefined }),
      ownership: fc.constantFrom('managed' as const, 'imported' as const),
      minInstances: count(2, 8),
      parallelism: count(0, 4),
      tasks: count(1, 9),
      during: fc.constantFrom('migration' as const, 'always' as const),
      rollouts: fc.constantFrom('together' as const, 'one-after-another' as const),
      // Its alerts are most of the JSON and none of the capacity: a few have it.
      monitoring: fc.constantFrom(ENVIRONMENT.monitoring, undefined, undefined, undefined),
    },
    { noNullPrototype: true },
  )
  .map(
    ({
      api,
      web,
      during,
      maxConnections,
      minInstances,
      monitoring,
      ownership,
      parallelism,
      rollouts,
      tasks,
    }) => {
      const { monitoring: _, ...environment } = ENVIRONMENT;
      const { main } = ENVIRONMENT.databases;
      const base = { ...SERVICE };
      return {
        ...environment,
        ...(monitoring && { monitoring }),
        rollouts,
        network: {
          ...ENVIRONMENT.network,
          subnets: { runs: { ownership: 'managed', ipCidrRange: '10.9.0.0/24' } },
        },
        connectors: {
          path: { ...ENVIRONMENT.connectors.path, ownership, minInstances, maxInstances: minInstances + 1 },
        },
        databases: {
          main: { ...main, ownership, ...(maxConnections !== undefined && { maxConnections }) },
          other: { ...main, maxConnections: 400, replicaOf: 'main' },
        },
        redis: { sessions: { ownership: 'managed', memoryGb: 1, version: 'REDIS_7_2' } },
        services: { api: { ...base, ...defined(api) }, web: { ...base, ...defined(web) } },
        jobs: {
          task: {
            image: SERVICE.image,
            cpu: 1,
            memory: '512Mi',
            processes: 1,
            egress: SERVICE.egress,
            during,
            parallelism,
            tasks,
            pools: SERVICE.pools,
          },
        },
        clients: { bi: { database: 'main', connections: 5, reason: 'reports', owner: 'team-data' } },
      } satisfies Environment;
    },
  );

function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
