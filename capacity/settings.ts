import type { ResolvedCache } from './caches';
import type { EnvironmentModel } from './model';
import type { ResolvedPool } from './pools';
import type { Quantity } from './quantity';
import { isDeployed, jobWorkload, serviceWorkload, type WorkloadModel } from './workload';

/** An environment variable that carries a number of the declaration into the container. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  /** Path of the number within the environment, such as `services.backend.pools.main.size`. */
  readonly carries: string;
}

/** Names of the variables that say where a pool's database is. A declared variable or secret of that name wins. */
export interface AddressNames {
  readonly host: string;
  readonly port: string;
  readonly sslMode: string;
  readonly connectionName: string;
  readonly database: string;
  readonly user: string;
  readonly fallbackHost: string;
}

/** Names of the variables that say where a cache's instance is. Nothing else may have them. */
export interface CacheAddressNames {
  readonly host: string;
  readonly port: string;
}

/** Settings of every workload that the stack deploys, by its path: `services.backend`, `jobs.migrate`. */
export function settingsByWorkload(model: EnvironmentModel): ReadonlyMap<string, readonly Setting[]> {
  return new Map(deployedWorkloads(model).map((workload) => [workload.path, settingsOf(workload)]));
}

/** Services and jobs that the stack deploys. */
export function deployedWorkloads(model: EnvironmentModel): readonly WorkloadModel[] {
  return [
    ...model.services.filter(isDeployed).map((service) => serviceWorkload(service, model)),
    ...model.jobs.filter(isDeployed).map(jobWorkload),
  ];
}

/** Two sources of one environment variable. */
export interface Clash {
  readonly variable: string;
  /** Paths of the sources, in the order of the declaration: settings, variables, secrets. */
  readonly sources: readonly [first: string, second: string];
}

/** Variables of a workload that a setting and something else, or two settings, would carry. */
export function clashesOf(workload: WorkloadModel): readonly Clash[] {
  const { declared, path } = workload;
  const sources: readonly (readonly [variable: string, source: string])[] = [
    ...settingsOf(workload).map(({ name, carries }) => [name, carries] as const),
    ...workload.caches.flatMap((cache) =>
      Object.values(cacheAddressNames(workload, cache)).map((name) => [name, `${cache.path}.redis`] as const),
    ),
    ...Object.keys(declared.variables ?? {}).map((name) => [name, `${path}.variables.${name}`] as const),
    ...Object.keys(declared.secrets ?? {}).map((name) => [name, `${path}.secrets.${name}`] as const),
  ];
  const first = new Map<string, string>();
  return sources.flatMap(([variable, source]) => {
    const before = first.get(variable);
    if (before !== undefined) return [{ variable, sources: [before, source] as const }];
    first.set(variable, source);
    return [];
  });
}

/** The capacity settings of one workload. What is unknown or unlimited has no number and no variable. */
export function settingsOf(workload: WorkloadModel): readonly Setting[] {
  const { caches, pools } = workload;
  return [
    ...pools.flatMap((pool) => poolSettings(workload, pool)),
    ...(pools.length + caches.length > 0 ? processesSetting(workload) : []),
    ...(pools.length > 0 ? clientSettings(workload) : []),
    ...caches.flatMap((cache) => cacheSettings(workload, cache)),
  ];
}

/** Names of the address variables of a pool; with several pools, prefixed by the pool's name. */
export function addressNames(workload: WorkloadModel, pool: ResolvedPool): AddressNames {
  const prefix = prefixOf(workload.pools, pool);
  return {
    host: `${prefix}DB_HOST`,
    port: `${prefix}DB_PORT`,
    sslMode: `${prefix}DB_SSLMODE`,
    connectionName: `${prefix}DB_CONNECTION_NAME`,
    database: `${prefix}DB_NAME`,
    user: `${prefix}DB_USER`,
    fallbackHost: `${prefix}DB_FALLBACK_HOST`,
  };
}

/** Names of the address variables of a cache; with several caches, prefixed by the cache's name. */
export function cacheAddressNames({ caches }: WorkloadModel, cache: ResolvedCache): CacheAddressNames {
  const prefix = prefixOf(caches, cache);
  const { host, port } = cache.declared.settingNames ?? {};
  return { host: host ?? `${prefix}REDIS_HOST`, port: port ?? `${prefix}REDIS_PORT` };
}

function cacheSettings({ caches }: WorkloadModel, cache: ResolvedCache): readonly Setting[] {
  const { declared, path, redis } = cache;
  const names = declared.settingNames ?? {};
  const prefix = prefixOf(caches, cache);
  return [
    ...setting(
      names.connections ?? `${prefix}REDIS_MAX_CONNECTIONS`,
      declared.connections,
      `${path}.connections`,
    ),
    {
      name: names.tls ?? `${prefix}REDIS_TLS`,
      value: String(redis.transitEncryption),
      carries: `redis.${declared.redis}.transitEncryption`,
    },
  ];
}

function poolSettings(workload: WorkloadModel, pool: ResolvedPool): readonly Setting[] {
  const names = pool.declared.settingNames ?? {};
  const prefix = prefixOf(workload.pools, pool);
  const own = (field: string): string => `${workload.path}.pools.${pool.name}.${field}`;
  return [
    ...setting(names.poolSize ?? `${prefix}DB_POOL_SIZE`, pool.size, own('size')),
    ...setting(names.maxOverflow ?? `${prefix}DB_MAX_OVERFLOW`, pool.maxOverflow, own('maxOverflow')),
    ...setting(
      names.poolTimeoutSeconds ?? `${prefix}DB_POOL_TIMEOUT_SECONDS`,
      pool.declared.poolTimeoutSeconds ?? workload.startup?.poolTimeout.seconds,
      own('poolTimeoutSeconds'),
    ),
    ...setting(
      names.idleTimeoutSeconds ?? `${prefix}DB_IDLE_TIMEOUT_SECONDS`,
      pool.idleTimeoutSeconds,
      own('idleTimeoutSeconds'),
    ),
  ];
}

/** Each process has pools and caches of its own. */
function processesSetting({ declared, path, processes }: WorkloadModel): readonly Setting[] {
  return setting(declared.settingNames?.processes ?? 'DB_PROCESSES', processes, `${path}.processes`);
}

function clientSettings({ declared, path, startup }: WorkloadModel): readonly Setting[] {
  const { keepalive, resilience, settingNames: names = {} } = declared;
  const rows: readonly (readonly [name: string, value: Quantity | undefined, field: string])[] = [
    [
      names.connectTimeoutSeconds ?? 'DB_CONNECT_TIMEOUT_SECONDS',
      startup?.connectTimeout.seconds,
      'startup.connectTimeoutSeconds',
    ],
    [
      names.databaseDeadlineSeconds ?? 'DB_STARTUP_DEADLINE_SECONDS',
      startup?.databaseDeadline.seconds,
      'startup.databaseDeadlineSeconds',
    ],
    [
      names.keepaliveIdleSeconds ?? 'DB_KEEPALIVE_IDLE_SECONDS',
      keepalive?.idleSeconds,
      'keepalive.idleSeconds',
    ],
    [
      names.keepaliveIntervalSeconds ?? 'DB_KEEPALIVE_INTERVAL_SECONDS',
      keepalive?.intervalSeconds,
      'keepalive.intervalSeconds',
    ],
    [names.keepaliveProbes ?? 'DB_KEEPALIVE_PROBES', keepalive?.probes, 'keepalive.probes'],
    [names.retryAttempts ?? 'DB_RETRY_ATTEMPTS', resilience?.attempts, 'resilience.attempts'],
    [
      names.retryInitialBackoffSeconds ?? 'DB_RETRY_INITIAL_BACKOFF_SECONDS',
      resilience?.initialBackoffSeconds,
      'resilience.initialBackoffSeconds',
    ],
    [
      names.retryMaxBackoffSeconds ?? 'DB_RETRY_MAX_BACKOFF_SECONDS',
      resilience?.maxBackoffSeconds,
      'resilience.maxBackoffSeconds',
    ],
    [
      names.breakerFailures ?? 'DB_BREAKER_FAILURES',
      resilience?.breakerFailures,
      'resilience.breakerFailures',
    ],
    [
      names.breakerOpenSeconds ?? 'DB_BREAKER_OPEN_SECONDS',
      resilience?.breakerOpenSeconds,
      'resilience.breakerOpenSeconds',
    ],
  ];
  return rows.flatMap(([name, value, field]) => setting(name, value, `${path}.${field}`));
}

function setting(name: string, value: Quantity | undefined, carries: string): readonly Setting[] {
  return typeof value === 'number' ? [{ name, value: String(value), carries }] : [];
}

/** With several of a kind, each has its variables under its own name. */
function prefixOf(all: readonly unknown[], { name }: { readonly name: string }): string {
  return all.length > 1 ? `${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_` : '';
}
