import type { Environment, Redis, Service } from '../../capacity/declaration';
import {
  api,
  at,
  main,
  modelOf,
  namesOf,
  resource,
  synthesize,
  variablesOf,
  type Synthesized,
} from './support';

const REDIS: Redis = { ownership: 'managed', memoryGb: 5, version: 'REDIS_7_2' };
const CACHE = { redis: 'cache', connections: 10 };

const withCache = (
  redis: Partial<Redis> = {},
  fields: Partial<Service> = {},
  rest: Partial<Environment> = {},
): Synthesized =>
  synthesize({
    redis: { cache: { ...REDIS, ...redis } },
    ...api({ caches: { main: CACHE }, ...fields }),
    ...rest,
  });
const variables = (json: Synthesized) => variablesOf(resource(json, 'google_cloud_run_v2_service.api'));

test('managed, with every default written out', () => {
  expect(resource(withCache(), 'google_redis_instance.cache')).toEqual({
    name: 'cache',
    project: 'app',
    region: 'europe-west1',
    tier: 'BASIC',
    memory_size_gb: 5,
    redis_version: 'REDIS_7_2',
    authorized_network: 'projects/app/global/networks/vpc',
    connect_mode: 'PRIVATE_SERVICE_ACCESS',
    transit_encryption_mode: 'SERVER_AUTHENTICATION',
    auth_enabled: true,
    labels: { 'managed-by': 'capacity-stack' },
    depends_on: ['google_project_service.redis', 'google_project_service.servicenetworking'],
    lifecycle: { prevent_destroy: true },
  });
});

test('as declared', () => {
  const json = withCache({
    tier: 'STANDARD_HA',
    connectMode: 'direct-peering',
    transitEncryption: false,
    auth: false,
    deletionProtection: false,
  });
  const instance = resource(json, 'google_redis_instance.cache');
  expect(instance).toMatchObject({
    tier: 'STANDARD_HA',
    connect_mode: 'DIRECT_PEERING',
    transit_encryption_mode: 'DISABLED',
    auth_enabled: false,
    depends_on: ['google_project_service.redis'],
  });
  expect(instance['lifecycle']).toBeUndefined();
});

test('waits for the peering of this stack', () => {
  const network = {
    ownership: 'managed',
    name: 'vpc',
    privateServicesAccess: { ownership: 'managed' },
  } as const;
  const waits = (redis: Partial<Redis>) =>
    resource(withCache(redis, {}, { network }), 'google_redis_instance.cache')['depends_on'];
  expect(waits({})).toContain('google_service_networking_connection.vpc');
  expect(waits({ connectMode: 'direct-peering' })).not.toContain('google_service_networking_connection.vpc');
});

test('imported, with what the declaration does not name', () => {
  const json = withCache({ ownership: 'imported' });
  expect(json.import).toEqual([
    { to: 'google_redis_instance.cache', id: 'projects/app/locations/europe-west1/instances/cache' },
  ]);
  const { ignore_changes: kept } = resource(json, 'google_redis_instance.cache')['lifecycle'] as {
    ignore_changes: readonly string[];
  };
  expect(kept).toContain('customer_managed_key');
  for (const counted of [
    'tier',
    'memory_size_gb',
    'redis_version',
    'transit_encryption_mode',
    'auth_enabled',
  ])
    expect(kept).not.toContain(counted);
});

test('the container gets the address of the resource, and the number that is counted', () => {
  expect(variables(withCache())).toEqual({
    DB_PROCESSES: '1',
    REDIS_HOST: '${google_redis_instance.cache.host}',
    REDIS_MAX_CONNECTIONS: '10',
    REDIS_PORT: '${google_redis_instance.cache.port}',
    REDIS_TLS: 'true',
  });
});

test("someone else's instance is looked up, in its project and region", () => {
  const json = withCache({ ownership: 'reference', project: 'data', region: 'us-central1' });
  expect(json.data!['google_redis_instance']!['cache']).toEqual({
    name: 'cache',
    project: 'data',
    region: 'us-central1',
  });
  expect(namesOf(json, 'google_redis_instance')).toEqual([]);
  expect(variables(json)).toMatchObject({
    REDIS_HOST: '${data.google_redis_instance.cache.host}',
    REDIS_PORT: '${data.google_redis_instance.cache.port}',
  });
  expect(namesOf(json, 'google_project_service')).toContain('redis');
});

test('or is where the declaration says, without looking it up', () => {
  const json = withCache({ ownership: 'reference', host: '10.166.204.83' });
  expect(json.data).toBeUndefined();
  expect(variables(json)).toMatchObject({ REDIS_HOST: '10.166.204.83', REDIS_PORT: '6378' });
  expect(namesOf(json, 'google_project_service')).not.toContain('redis');
  const plain = withCache({ ownership: 'reference', host: '10.166.204.83', transitEncryption: false });
  expect(variables(plain)).toMatchObject({ REDIS_PORT: '6379', REDIS_TLS: 'false' });
});

test('names of a framework, and several caches each under its own name', () => {
  const settingNames = { host: 'CACHE', port: 'CACHE_PORT', tls: 'CACHE_TLS', connections: 'CACHE_SIZE' };
  expect(Object.keys(variables(withCache({}, { caches: { main: { ...CACHE, settingNames } } })))).toEqual([
    'CACHE',
    'CACHE_PORT',
    'CACHE_SIZE',
    'CACHE_TLS',
    'DB_PROCESSES',
  ]);
  const two = withCache({}, { caches: { sessions: CACHE, 'rate-limits': { ...CACHE, connections: 2 } } });
  expect(variables(two)).toMatchObject({
    RATE_LIMITS_REDIS_MAX_CONNECTIONS: '2',
    RATE_LIMITS_REDIS_HOST: '${google_redis_instance.cache.host}',
    SESSIONS_REDIS_MAX_CONNECTIONS: '10',
  });
});

test('a cache without a maximum has no number', () => {
  const names = Object.keys(
    variables(withCache({}, { caches: { main: { redis: 'cache', connections: 'unlimited' } } })),
  );
  expect(names).toContain('REDIS_HOST');
  expect(names).not.toContain('REDIS_MAX_CONNECTIONS');
});

test('the AUTH string is no part of it: it comes as a secret', () => {
  const json = withCache({}, { secrets: { REDIS_AUTH: { secret: 'redis-auth' } } });
  expect(variables(json)['REDIS_AUTH']).toEqual({
    secret_key_ref: { secret: 'redis-auth', version: 'latest' },
  });
  expect(JSON.stringify(json)).not.toContain('auth_string');
});

test('a job connects as a service does', () => {
  const { image, cpu, memory, processes, egress } = modelOf(api({})).services[0]!.declared;
  const job = {
    image,
    cpu,
    memory,
    egress,
    processes: processes!,
    during: 'always',
    caches: { main: CACHE },
  } as const;
  const json = synthesize({ redis: { cache: REDIS }, ...main(), jobs: { sweep: job } });
  const run = resource(json, 'google_cloud_run_v2_job.sweep');
  expect(at(run, 'template.template.containers.0.env')).toContainEqual({
    name: 'REDIS_HOST',
    value: '${google_redis_instance.cache.host}',
  });
});
