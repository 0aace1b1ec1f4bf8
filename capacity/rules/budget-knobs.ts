import type { Budget } from '../budget';
import type { ResolvedCache } from '../caches';
import type { Knob, Place } from '../finding';
import { MAX_CONNECTIONS_FLAG } from '../google-cloud/cloud-sql';
import type { Model } from '../model';
import type { ResolvedPool } from '../pools';
import { weight, type Quantity } from '../quantity';
import { allShares, redisServer, sharesOf } from '../servers';
import type { Term } from '../terms';

const LARGEST_CLIENTS = 3;

/** Edits that lower the largest clients of a sum, or raise the limit. */
export function budgetKnobs(model: Model, budget: Budget, terms: readonly Term[]): readonly Knob[] {
  const clients = new Map(largestFirst(terms).map((term) => [`${term.environment} ${term.path}`, term]));
  const lower = [...clients.values()]
    .slice(0, LARGEST_CLIENTS)
    .flatMap((term) => clientKnobs(model, budget, term));
  const owning = model.environments.find(({ name }) => name === budget.environment)!;
  const database = owning.declared.databases?.[budget.name];
  const raises = budget.kind === 'database' && database && database.ownership !== 'reference';
  if (!raises) return lower;
  const raise: Knob = {
    environment: budget.environment,
    path: `${budget.path}.maxConnections`,
    from: typeof budget.limit.connections === 'number' ? budget.limit.connections : undefined,
    to: { raiseTo: MAX_CONNECTIONS_FLAG.value.max, step: 10 },
  };
  return [...lower, raise];
}

function clientKnobs(model: Model, budget: Budget, { environment, path }: Term): readonly Knob[] {
  const [area, name] = path.split('.') as [string, string];
  const owning = model.environments.find((candidate) => candidate.name === environment)!;
  const lower = (at: string, from: unknown, lowerTo: number): Knob[] =>
    typeof from === 'number' && from > lowerTo
      ? [{ environment, path: `${path}.${at}`, from, to: { lowerTo } }]
      : [];
  const bound = (at: string): Knob => ({
    environment,
    path: `${path}.${at}`,
    from: undefined,
    to: { lowerTo: 1 },
  });
  const poolsOn = (pools: readonly ResolvedPool[]): readonly ResolvedPool[] =>
    pools.filter((pool) =>
      sharesOf(environment, owning.declared, pool).some(([server]) => server === budget.id),
    );
  const lowerCaches = (caches: readonly ResolvedCache[]): readonly Knob[] =>
    caches
      .filter(({ declared }) => redisServer(owning.declared, declared.redis) === budget.id)
      .flatMap(({ name: cache, declared: { connections } }) => {
        const at = `caches.${cache}.connections`;
        return connections === 'unlimited' ? [bound(at)] : lower(at, connections, 1);
      });
  const lowerPool = ({ name: pool, declared, size, maxOverflow, maximum }: ResolvedPool): Knob[] => {
    const at = `pools.${pool}`;
    if (maximum === 'unlimited') return [bound(`${at}.maximum`)];
    if (declared.maximum !== undefined) return lower(`${at}.maximum`, maximum, 1);
    return [...lower(`${at}.size`, size, 1), ...lower(`${at}.maxOverflow`, maxOverflow, 0)];
  };
  if (area === 'services') {
    // What is not declared any more has nothing to edit.
    if (owning.removed.some((service) => service.path === path)) return [];
    const service = owning.services.find((candidate) => candidate.name === name)!;
    const ceiling =
      service.latest.instances === 'unlimited'
        ? [bound('maxInstances')]
        : lower('maxInstances', service.declared.maxInstances, 1);
    // A revision that is live keeps its numbers; it can only stop getting traffic, which then goes to the latest.
    const isShared = service.declared.latestTraffic === undefined && service.latestTraffic > 0;
    const revisions = Object.entries(service.declared.revisions ?? {}).flatMap(
      ([revision, { traffic }]): Knob[] =>
        isShared && traffic > 0
          ? [{ environment, path: `${path}.revisions.${revision}.traffic`, from: traffic, to: { value: 0 } }]
          : [],
    );
    return [
      ...ceiling,
      // A candidate is counted at its floor, at least one instance.
      ...(service.rollout === 'candidate' ? lower('minInstances', service.declared.minInstances, 1) : []),
      ...lower('serviceMaxInstances', service.declared.serviceMaxInstances, 1),
      ...revisions,
      ...poolsOn(service.latest.pools).flatMap(lowerPool),
      ...lowerCaches(service.latest.caches),
      ...lower('processes', service.latest.processes, 1),
    ];
  }
  if (area === 'jobs') {
    const job = owning.jobs.find((candidate) => candidate.name === name)!;
    return [
      ...lower('parallelism', job.parallelTasks, 1),
      ...lower('concurrentExecutions', job.concurrentExecutions, 1),
      ...poolsOn(job.pools).flatMap(lowerPool),
      ...lowerCaches(job.caches),
      ...lower('processes', job.processes, 1),
    ];
  }
  return area === 'poolers' ? lower('poolSize', owning.declared.poolers?.[name]?.poolSize, 1) : [];
}

/** Terms, the largest first; what has no bound or no known number before what has one: it decides. */
export function largestFirst(terms: readonly Term[]): readonly Term[] {
  const size = ({ connections }: Term): number =>
    connections === 'unknown' ? Number.MAX_VALUE : weight(connections);
  return [...terms].sort((a, b) => size(b) - size(a) || 0);
}

/** The field that would make an unknown term of a budget known: instances, processes, or a pool or cache on its server. */
export function unknownField({ environments }: Model, budget: Budget, term: Term): Place | undefined {
  if (term.connections !== 'unknown') return undefined;
  const { environment, path, factors, nouns } = term;
  const owning = environments.find(({ name }) => name === environment)!;
  const service = owning.services.find((each) => each.path === path);
  // Of a live fleet that nobody described, the declaration can still say it.
  const isLive = term.label.startsWith('outgoing') && service?.outgoingBasis !== 'assumed-equal';
  const at = isLive ? `${path}.outgoing` : path;
  const isUnknown = (noun: string, of: Quantity | undefined): boolean =>
    (isLive && factors.length === 0 ? of : factors[nouns.indexOf(noun)]) === 'unknown';
  if (isUnknown('instance', service?.outgoing.instances))
    return { environment, path: `${at}.maxInstances`, value: 'unknown' };
  if (isUnknown('process', service?.outgoing.processes))
    return { environment, path: `${at}.processes`, value: undefined };
  const fleets = owning.services
    .filter((service) => service.path === path)
    .flatMap(({ latest, revisions, outgoing }) => [latest, ...revisions, outgoing]);
  const clients = [...fleets, ...owning.jobs.filter((job) => job.path === path)];
  const share = clients
    .flatMap((client) => allShares(environment, owning.declared, client))
    .find(([server, { perProcess }]) => server === budget.id && perProcess === 'unknown')?.[1];
  if (!share) return undefined;
  return share.kind === 'pool'
    ? { environment, path: `${share.pool.path}.size`, value: undefined }
    : { environment, path: `${share.cache.path}.connections`, value: 'unknown' };
}
