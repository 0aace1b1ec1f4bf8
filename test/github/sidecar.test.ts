import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment, Pool } from '../../capacity/declaration';
import type { Sidecar, SidecarEnvironment } from '../../terraform/sidecar';
import schema from '../../terraform/sidecar.schema.json';
import { asSidecar } from '../../terraform/sidecar-shape';
import { WHOLE } from '../support/whole-declaration';

const root = join(__dirname, '../..');
const { a: declared }: { readonly a: Environment } = WHOLE.environments;
const INSTANCE = 'example:us-central1:main-1';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-sidecar-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The sidecar of what is declared, for a plan in which the database `main` has another name. */
function sidecarOf(read: Partial<Environment>): SidecarEnvironment {
  const files = { declared: reportOf(declared, 'main'), read: reportOf(read, 'main-1') };
  const names = Object.entries(files).map(([name, report]) => {
    writeFileSync(join(folder, name), JSON.stringify(report));
    return join(folder, name);
  });
  const text = execFileSync(process.execPath, [join(root, '.ci/sidecar.mjs'), 'a', ...names], {
    encoding: 'utf8',
  });
  const sidecar: Sidecar = asSidecar(JSON.parse(text), 'sidecar.json');
  return sidecar.environments!['a']!;
}

function reportOf(environment: Partial<Environment>, database: string): unknown {
  return {
    environments: [{ name: 'a', databases: [{ id: INSTANCE, name: database }] }],
    declaration: { environments: { a: environment } },
  };
}

const api = declared.services!['api']!;

/** The plan has every pool; the database of each is the one that is passed on. */
const READ = {
  ...declared,
  services: {
    api: {
      ...api,
      pools: Object.fromEntries(
        Object.entries(api.pools!).map(([key, pool]) => [key, { ...pool, database: 'main-1' }]),
      ),
    },
  },
};

/** Fields that a plan carries, `maximum` as a size; of `outgoing`, its own prior state has the live numbers. */
const IN_A_PLAN = {
  services:
    'caches concurrency cpu cpuIdle egress image ingress invokers keepalive latestTraffic maxInstances memory ' +
    'minInstances outgoing ownership port processes requestTimeoutSeconds resilience revisions secrets ' +
    'serviceMaxInstances settingNames startupCpuBoost transport variables',
  jobs:
    'caches cpu egress image keepalive maxRetries memory ownership parallelism processes resilience secrets ' +
    'settingNames taskTimeoutSeconds tasks transport variables',
  databases:
    'availability backups connectorEnforcement databases deletionProtection diskGb edition flags instance ' +
    'managedPooling maxConnections ownership project publicIp region replicaOf tier version',
  redis:
    'auth connectMode deletionProtection host memoryGb ownership project region tier transitEncryption version',
  pools: 'database fallback idleTimeoutSeconds maxOverflow maximum poolTimeoutSeconds settingNames size',
  startup: 'connectTimeoutSeconds databaseDeadlineSeconds path probe',
};

const { definitions } = schema;
const environment = definitions.SidecarEnvironment.properties;

function namesOf(...items: readonly object[]): readonly string[] {
  return [...new Set(items.flatMap((item) => Object.keys(item)))].sort();
}

test('every field that a plan does not carry is passed on', () => {
  const { clients, databases, jobs, poolers, redis, services, ...rest } = sidecarOf(READ);
  const { connectors: _, ...known } = environment;
  expect(namesOf(rest, { clients, databases, jobs, poolers, redis, services })).toEqual(namesOf(known));
  const passed = {
    services: namesOf(services!['api']!),
    jobs: namesOf(jobs!['migrate']!),
    databases: namesOf(databases!['main-1']!),
    redis: namesOf(redis!['cache']!),
    pools: namesOf(...Object.values<Partial<Pool>>(services!['api']!.pools!)),
    startup: namesOf(services!['api']!.startup!),
  };
  const fields = {
    services: namesOf(definitions.SidecarService.properties),
    jobs: namesOf(definitions.SidecarJob.properties),
    databases: namesOf(environment.databases.additionalProperties.properties),
    redis: namesOf(environment.redis.additionalProperties.properties),
    pools: namesOf(definitions.SidecarService.properties.pools.additionalProperties.properties),
    startup: namesOf(definitions.Startup.properties),
  };
  // A job of the whole declaration has no owner, as one job needs none.
  const declaredOnly = { ...passed, jobs: [...passed.jobs, 'owner'] };
  for (const kind of Object.keys(fields) as (keyof typeof fields)[])
    expect([kind, ...[...declaredOnly[kind], ...IN_A_PLAN[kind].split(' ')].sort()]).toEqual([
      kind,
      ...fields[kind],
    ]);
});

test('what the plan does not have is not passed on', () => {
  const { clients, databases, jobs, redis, services } = sidecarOf({
    services: { api: { ...api, pools: {} } },
  });
  expect({ jobs, redis }).toEqual({ jobs: {}, redis: {} });
  expect(services!['api']).not.toHaveProperty('pools');
  expect(databases).toEqual({
    'main-1': {
      owner: 'team-data',
      kept: { connections: 3, reason: 'operators' },
      reserved: { superuser: 3, roles: 0, cloudSqlAdmin: 4 },
      observed: { maxConnections: 100, on: '2024-02-29' },
    },
  });
  expect(clients!['bi']).toMatchObject({ database: 'main-1', connections: 5 });
});

test('a pool goes through a pooler only where the plan leads it to the same database', () => {
  const bounced = { database: 'main-1', maximum: 10, via: 'pgbouncer', pooler: 'bouncer' } as const;
  const passed = (database: string): unknown =>
    sidecarOf({ services: { api: { ...api, pools: { bounced: { ...bounced, database } } } } }).services![
      'api'
    ]!.pools;
  expect(passed('main-1')).toEqual({ bounced: { via: 'pgbouncer', pooler: 'bouncer' } });
  expect(passed('other')).toEqual({ bounced: {} });
});
