import { momentsOf, type Budget } from './budget';
import type { ResourceChange } from './change';
import {
  clientClaim,
  jobClaims,
  poolerClaim,
  removedClaims,
  serviceClaims,
  type Claim,
  type ClaimContext,
} from './claims';
import type { Database, Declaration, Environment, Pooler } from './declaration';
import { resolveJobs, resolveServices, type JobModel, type ServiceModel } from './fleets';
import { assumptionsWith, type Assumptions } from './google-cloud/assumptions';
import { parseTier } from './google-cloud/cloud-sql';
import { MAX_CLIENT_CONNECTIONS } from './google-cloud/pgbouncer';
import { clientLimit, limitOf, managedPoolers, redisLimit, type Limit } from './limit';
import { removedServices, type LiveEnvironment } from './live';
import { times } from './quantity';
import {
  allShares,
  databaseServer,
  managedPoolerServer,
  poolerServer,
  poolUser,
  redisServer,
  sharesOf,
} from './servers';
import { startupBudgets, type StartupBudget } from './startup';

/** One environment with every default in place. */
export interface EnvironmentModel {
  readonly name: string;
  readonly declared: Environment;
  readonly assumptions: Assumptions;
  readonly services: readonly ServiceModel[];
  /** Services of the base of a comparison that are not declared any more. */
  readonly removed: readonly ServiceModel[];
  readonly jobs: readonly JobModel[];
  /** By service name; only services with pools have one. */
  readonly startup: ReadonlyMap<string, StartupBudget>;
  /** Budgets of the servers that this environment names, shared ones in full. */
  readonly budgets: readonly Budget[];
  /** Those of them whose findings this environment reports, so that each is reported once. */
  readonly reports: readonly Budget[];
}

/** Everything that is declared, resolved. What the rules look at. */
export interface Model {
  readonly environments: readonly EnvironmentModel[];
  readonly budgets: readonly Budget[];
  /** The model of the base of a comparison. */
  readonly base?: Model;
  /** What a comparison changes; empty without a base. */
  readonly changes: readonly ResourceChange[];
  readonly declaration: Declaration;
}

/** A server on its way to a budget. */
interface Server extends Omit<Budget, 'moments' | 'skipped' | 'usedBy'> {
  readonly authority: number;
  readonly usedBy: Set<string>;
  readonly claims: Claim[];
}

/**
 * Resolves a well-formed declaration: defaults, terms, moments.
 *
 * @param selected - environments that are being deployed; a shared budget whose own environment is not
 *   among them is reported by the first of them that uses it
 * @param changes - what applying the declaration changes of the base
 */
export function buildModel(
  declaration: Declaration,
  selected?: ReadonlySet<string>,
  base?: Model,
  changes: readonly ResourceChange[] = [],
): Model {
  const environments = Object.entries(declaration.environments).map(([name, declared]) => {
    const assumptions = assumptionsWith(declared.assumptions);
    const live = base && liveIn(base, name, declared);
    const services = resolveServices(declared, live);
    return {
      name,
      declared,
      assumptions,
      services,
      removed: live ? removedServices(live, declared) : [],
      jobs: resolveJobs(declared),
      startup: startupBudgets(declared, services, assumptions),
    };
  });
  const servers = new Map<string, Server>();
  for (const environment of environments) addServers(environment, servers);
  for (const environment of environments) addClaims(environment, servers);
  const serialized = new Set(
    environments.filter(({ declared }) => declared.rollouts === 'one-after-another').map(({ name }) => name),
  );
  const budgets = [...servers.values()].map(({ authority: _, claims, usedBy, ...server }): Budget => ({
    ...server,
    usedBy: [...usedBy],
    ...momentsOf(server.limit.usable, claims, serialized),
  }));
  const byEnvironment = new Map<string, Budget[]>();
  const byReporter = new Map<string, Budget[]>();
  for (const budget of budgets) {
    push(byReporter, reporterOf(budget, selected), budget);
    for (const name of budget.usedBy) push(byEnvironment, name, budget);
  }
  return {
    declaration,
    changes,
    budgets,
    environments: environments.map((environment) => ({
      ...environment,
      budgets: byEnvironment.get(environment.name) ?? [],
      reports: byReporter.get(environment.name) ?? [],
    })),
    ...(base && { base }),
  };
}

/** What is live of an environment; nothing where the base does not have it. */
function liveIn({ environments }: Model, name: string, declared: Environment): LiveEnvironment {
  return environments.find((environment) => environment.name === name) ?? { declared, services: [] };
}

type Draft = Omit<EnvironmentModel, 'budgets' | 'reports'>;

function reporterOf(budget: Budget, selected: ReadonlySet<string> | undefined): string {
  if (!selected || selected.has(budget.environment)) return budget.environment;
  return budget.usedBy.find((name) => selected.has(name)) ?? budget.environment;
}

function addServers({ name, declared, assumptions }: Draft, servers: Map<string, Server>): void {
  const limits = new Map<string, Limit>();
  const limitFor = (key: string, database: Database): Limit => {
    const primary = database.replicaOf === undefined ? undefined : declared.databases?.[database.replicaOf];
    const limit = limits.get(key) ?? limitOf(database, primary && limitFor(database.replicaOf!, primary));
    limits.set(key, limit);
    return limit;
  };
  for (const [key, database] of Object.entries(declared.databases ?? {})) {
    const path = `databases.${key}`;
    const common = { name: key, environment: name, authority: authorityOf(database), ...ownerOf(database) };
    addServer(servers, {
      ...common,
      id: databaseServer(declared, key),
      kind: 'database',
      path,
      limit: limitFor(key, database),
    });
    if (database.managedPooling) {
      const clients = database.managedPooling.maxClientConnections ?? assumptions.managedPoolClients;
      addServer(servers, {
        ...common,
        id: managedPoolerServer(declared, key),
        kind: 'pooler-clients',
        path: `${path}.managedPooling`,
        limit: clientLimit(times(managedPoolers(parseTier(database.tier)), clients)),
      });
    }
  }
  for (const [key, pooler] of Object.entries(declared.poolers ?? {})) {
    addServer(servers, {
      id: poolerServer(name, key),
      kind: 'pooler-clients',
      name: key,
      path: `poolers.${key}`,
      environment: name,
      authority: 2,
      ...ownerOf(pooler),
      limit: clientLimit(times(pooler.replicas, pooler.maxClientConnections ?? MAX_CLIENT_CONNECTIONS.value)),
    });
  }
  for (const [key, redis] of Object.entries(declared.redis ?? {})) {
    addServer(servers, {
      id: redisServer(declared, key),
      kind: 'redis-clients',
      name: key,
      path: `redis.${key}`,
      environment: name,
      authority: redis.ownership === 'reference' ? 0 : 2,
      ...ownerOf(redis),
      limit: redisLimit(redis),
    });
  }
}

/** The environment that deploys a server reports its budget; of several that only name it, the first. */
function addServer(servers: Map<string, Server>, server: Omit<Server, 'claims' | 'usedBy'>): void {
  const before = servers.get(server.id);
  const usedBy = new Set([...(before?.usedBy ?? []), server.environment]);
  const best = before && before.authority >= server.authority ? before : server;
  servers.set(server.id, { ...best, usedBy, claims: [] });
}

function addClaims(draft: Draft, servers: Map<string, Server>): void {
  const { name, declared, assumptions, startup, services, removed, jobs } = draft;
  const context: ClaimContext = {
    name,
    environment: declared,
    assumptions,
    startup,
    sharesOf: (pool) => sharesOf(name, declared, pool),
    allShares: (client) => allShares(name, declared, client),
    limitOf: (server) => servers.get(server)!.limit.connections,
    databaseServer: (key) => databaseServer(declared, key),
  };
  const add = (server: string, claim: Claim): void => void servers.get(server)!.claims.push(claim);
  for (const service of services)
    for (const [server, claim] of serviceClaims(context, service)) add(server, claim);
  for (const service of removed)
    for (const [server, claim] of removedClaims(context, service)) add(server, claim);
  for (const job of jobs) for (const [server, claim] of jobClaims(context, job)) add(server, claim);
  for (const [key, client] of Object.entries(declared.clients ?? {})) {
    const server =
      client.pooler === undefined
        ? databaseServer(declared, client.database)
        : poolerServer(name, client.pooler);
    add(server, clientClaim(name, key, client.during ?? 'always', client.reason, client.connections));
  }
  const users = pooledUsers(draft);
  for (const [key, pooler] of Object.entries(declared.poolers ?? {})) {
    const pairs = pooler.pairs ?? Math.max(1, users.get(`poolers.${key}`)?.size ?? 0);
    add(databaseServer(declared, pooler.database), pgbouncerClaim(name, key, pooler, pairs));
  }
  for (const [key, database] of Object.entries(declared.databases ?? {})) {
    const pairs = users.get(`databases.${key}`)?.size ?? 0;
    if (!database.managedPooling || pairs === 0) continue;
    const poolSize = database.managedPooling.poolSize ?? assumptions.managedPoolSize;
    const poolers = managedPoolers(parseTier(database.tier));
    const owner = { environment: name, path: `databases.${key}.managedPooling` };
    const connections = times(poolers, pairs, poolSize);
    const nouns = ['pooler', 'pair'];
    const term = { label: '', factors: [poolers, pairs], nouns, share: String(poolSize), each: poolSize };
    add(databaseServer(declared, key), poolerClaim(owner, term, connections));
  }
}

function pgbouncerClaim(environment: string, key: string, pooler: Pooler, pairs: number): Claim {
  const owner = { environment, path: `poolers.${key}` };
  const all = pairs * pooler.poolSize;
  const cap = pooler.maxDatabaseConnections || all;
  const capped = cap < all;
  const connections = pooler.replicas * Math.min(all, cap);
  const factors = capped ? [pooler.replicas] : [pooler.replicas, pairs];
  const each = capped ? cap : pooler.poolSize;
  const term = { label: 'server side', factors, nouns: ['replica', 'pair'], share: String(each), each };
  return poolerClaim(owner, term, connections);
}

/** Distinct (database, user) pairs by pooler: `poolers.<key>` or `databases.<key>` for the managed one. */
function pooledUsers({ declared, services, jobs }: Draft): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  const addUser = (key: string, user: string): void =>
    void users.set(key, (users.get(key) ?? new Set()).add(user));
  for (const client of [...services.map(withFleets), ...jobs]) {
    for (const { declared: pool } of client.pools) {
      if ((pool.via ?? 'direct') === 'direct') continue;
      const key = pool.via === 'pgbouncer' ? `poolers.${pool.pooler!}` : `databases.${pool.database}`;
      addUser(key, poolUser(pool, client.name));
    }
  }
  for (const client of Object.values(declared.clients ?? {})) {
    if (client.pooler === undefined) continue;
    addUser(`poolers.${client.pooler}`, `${client.database}/${client.owner}`);
  }
  return users;
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function withFleets(service: ServiceModel): Pick<JobModel, 'name' | 'pools'> {
  return { name: service.name, pools: [service.latest, ...service.revisions].flatMap(({ pools }) => pools) };
}

function authorityOf({ ownership, observed }: Database): number {
  return ownership === 'reference' ? (observed ? 1 : 0) : 2;
}

function ownerOf({ owner }: { readonly owner?: string }): { readonly owner?: string } {
  return owner === undefined ? {} : { owner };
}
