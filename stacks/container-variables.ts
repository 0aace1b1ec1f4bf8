import type { Databases } from './cloud-sql';
import type { WorkloadIdentity } from './identity';
import type { RedisInstances } from './redis';
import { addressNames, cacheAddressNames, settingsOf } from '../capacity/settings';
import type { WorkloadModel } from '../capacity/workload';

/** An environment variable as a Cloud Run container has it; the same for services and jobs. */
export interface ContainerVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueSource?: { readonly secretKeyRef: { readonly secret: string; readonly version: string } };
}

const POSTGRES_PORT = '5432';
// Port 5432 goes around Managed Connection Pooling, so the pooler's own port is what makes the budget true.
const MANAGED_POOLER_PORT = '6432';

/**
 * Every variable of a container, sorted by name, so that moving a line in the declaration makes no new
 * revision. A number that the budget counts has one source: `run/setting-names` refuses another of its name.
 */
export function containerVariables(
  workload: WorkloadModel,
  identity: WorkloadIdentity,
  databases: Databases,
  redis: RedisInstances,
): readonly ContainerVariable[] {
  const { secrets = {}, variables = {} } = workload.declared;
  const settings = settingsOf(workload);
  const byName = new Map<string, ContainerVariable>();
  const put = (name: string, value: string): void => void byName.set(name, { name, value });
  for (const [name, value] of addressVariables(workload, identity, databases)) put(name, value);
  for (const [name, value] of Object.entries(variables)) put(name, value);
  for (const [name, value] of cacheAddresses(workload, redis)) put(name, value);
  for (const { name, value } of settings) put(name, value);
  for (const [name, { secret, version = 'latest' }] of Object.entries(secrets)) {
    byName.set(name, { name, valueSource: { secretKeyRef: { secret, version } } });
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where the databases are, as far as this declaration knows: a PgBouncer's address is no part of it. */
function addressVariables(
  workload: WorkloadModel,
  identity: WorkloadIdentity,
  databases: Databases,
): readonly (readonly [name: string, value: string])[] {
  const host = (key: string): string =>
    workload.declared.transport === 'socket'
      ? `/cloudsql/${databases.connectionName(key)}`
      : databases.privateAddress(key);
  const declaredOnes = new Set([
    ...Object.keys(workload.declared.variables ?? {}),
    ...Object.keys(workload.declared.secrets ?? {}),
  ]);
  return workload.pools.flatMap((pool) => {
    const names = addressNames(workload, pool);
    const { database: key, fallback, user, via = 'direct' } = pool.declared;
    const { databases: inside = [] } = databases.database(databases.primaryOf(key));
    const rows: (readonly [string, () => string])[] = [
      [names.connectionName, () => databases.connectionName(key)],
      [names.user, () => user ?? identity.databaseUser],
    ];
    if (inside.length === 1) rows.push([names.database, () => inside[0]!]);
    if (via !== 'pgbouncer') {
      rows.push([names.host, () => host(key)]);
      const port = via === 'managed-pooler' ? MANAGED_POOLER_PORT : POSTGRES_PORT;
      rows.push([names.port, () => port]);
      // The instance takes encrypted connections only, and many drivers try none. The socket is encrypted by itself.
      if (workload.declared.transport !== 'socket') rows.push([names.sslMode, () => 'require']);
    }
    if (fallback !== undefined) rows.push([names.fallbackHost, () => host(fallback)]);
    // A declared name is not computed: it may stand for an instance that this stack may not look up.
    return rows.filter(([name]) => !declaredOnes.has(name)).map(([name, value]) => [name, value()] as const);
  });
}

/** Where the Redis instances are: always from here, so that nobody types a name that may not resolve. */
function cacheAddresses(
  workload: WorkloadModel,
  redis: RedisInstances,
): readonly (readonly [name: string, value: string])[] {
  return workload.caches.flatMap((cache) => {
    const names = cacheAddressNames(workload, cache);
    const { host, port } = redis.address(cache.declared.redis);
    return [[names.host, host] as const, [names.port, port] as const];
  });
}
