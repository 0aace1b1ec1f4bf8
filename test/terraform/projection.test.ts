import fc from 'fast-check';
import { Testing } from 'cdktf';
import type { Environment } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { declaration } from '../../environments';
import { EnvironmentStack } from '../../stacks/environment-stack';
import { deployedProjection } from '../../terraform/deployed';
import { declaredProjection, differences } from '../../terraform/projection';
import { declare, ENVIRONMENT, SERVICE, TODAY } from '../support/declare';

function readBack(
  environment: Environment,
  change: (json: string) => string = (json) => json,
): readonly string[] {
  const [result] = evaluate(declare(environment), { today: TODAY, rules: [] }).environments;
  const json = change(Testing.synth(new EnvironmentStack(Testing.app(), result!)));
  return differences(declaredProjection(result!.model), deployedProjection(JSON.parse(json), result!.model));
}

test.each(Object.keys(declaration.environments))('%s: what is deployed is what was declared', (name) => {
  const environment = (declaration.environments as Readonly<Record<string, Environment>>)[name]!;
  expect(readBack(environment)).toEqual([]);
});

test('it covers instances, load, pools, deadlines, traffic, egress, connectors and databases', () => {
  const [result] = evaluate(declare(ENVIRONMENT), { today: TODAY, rules: [] }).environments;
  expect(Object.fromEntries(declaredProjection(result!.model))).toMatchSnapshot();
});

test.each([
  [
    /"max_instance_count": 2/,
    '"max_instance_count": 40',
    'services.api.maxInstances: declared 2, deployed 40',
  ],
  [
    /("max_instance_request_concurrency"): 10/,
    '$1: 80',
    'services.api.concurrency: declared 10, deployed 80',
  ],
  [/"percent": 100/, '"percent": 50', 'services.api.latestTraffic: declared 100, deployed 50'],
  [/"min_instances": 2/, '"min_instances": 9', 'connectors.path.minInstances: declared 2, deployed 9'],
  [
    /"tier": "db-custom-1-3840"/,
    '"tier": "db-f1-micro"',
    'databases.main.tier: declared db-custom-1-3840, deployed db-f1-micro',
  ],
  [
    /"ENTERPRISE"/,
    '"ENTERPRISE_PLUS"',
    'databases.main.edition: declared ENTERPRISE, deployed ENTERPRISE_PLUS',
  ],
  [
    /(DB_POOL_SIZE",\s*"value"): "4"/,
    '$1: "50"',
    'services.api setting DB_POOL_SIZE: declared 4, deployed 50',
  ],
  [
    /(max_connections",\s*"value"): "100"/,
    '$1: "25"',
    'databases.main.flags.max_connections: declared 100, deployed 25',
  ],
  [/"cpu_idle": true/, '"cpu_idle": false', 'services.api.cpuIdle: declared true, deployed false'],
  [/"timeout": "60s"/, '"timeout": "75s"', 'services.api.requestTimeoutSeconds: declared 60, deployed 75'],
])('an override of %s is a difference', (from, to, difference) => {
  const changed = readBack(ENVIRONMENT, (json) => {
    expect(json).toMatch(from);
    return json.replace(from, to);
  });
  expect(changed).toEqual([difference]);
});

test('what is deployed beside the declaration is a difference', () => {
  const sibling = readBack(ENVIRONMENT, (json) => {
    const configuration = JSON.parse(json) as {
      resource: { google_cloud_run_v2_service: Record<string, { name: string }> };
    };
    const services = configuration.resource.google_cloud_run_v2_service;
    services['other'] = { ...Object.values(services)[0]!, name: 'other' };
    return JSON.stringify(configuration);
  });
  expect(sibling).toContain('services.other.maxInstances: declared nothing, deployed 2');
});

const count = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

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
    pools: fc.record({
      main: fc.record({
        database: fc.constant('main'),
        driver: fc.constantFrom('sqlalchemy' as const, 'asyncpg' as const),
        size: count(1, 99),
      }),
    }),
    egress: fc.constantFrom(
      { kind: 'connector' as const, connector: 'path' },
      { kind: 'direct-vpc' as const, subnet: 'runs' },
      { kind: 'none' as const },
    ),
    startup: fc.record({ databaseDeadlineSeconds: count(1, 200), migrationSeconds: count(0, 60) }),
  },
  { noNullPrototype: true },
);

const environment = fc.record(
  {
    api: service,
    web: service,
    maxConnections: fc.option(count(14, 4000), { nil: undefined }),
    ownership: fc.constantFrom('managed' as const, 'imported' as const),
    minInstances: count(2, 8),
    parallelism: count(0, 4),
    tasks: count(1, 9),
  },
  { noNullPrototype: true },
);

test('60 random declarations are deployed as declared', () => {
  fc.assert(
    fc.property(environment, ({ api, web, maxConnections, minInstances, ownership, parallelism, tasks }) => {
      const { main } = ENVIRONMENT.databases;
      const { load: _, ...base } = { load: undefined, ...SERVICE };
      const made: Environment = {
        ...ENVIRONMENT,
        network: {
          ...ENVIRONMENT.network,
          subnets: { runs: { ownership: 'managed', ipCidrRange: '10.9.0.0/24' } },
        },
        connectors: {
          path: { ...ENVIRONMENT.connectors.path, ownership, minInstances, maxInstances: minInstances + 1 },
        },
        databases: { main: { ...main, ownership, maxConnections } },
        services: { api: { ...base, ...api }, web: { ...base, ...web } },
        jobs: {
          migrate: {
            image: SERVICE.image,
            cpu: 1,
            memory: '512Mi',
            processes: 1,
            egress: SERVICE.egress,
            during: 'migration',
            parallelism,
            tasks,
            pools: SERVICE.pools,
          },
        },
      };
      expect(readBack(made)).toEqual([]);
    }),
    { numRuns: 60, seed: 1278 },
  );
});
