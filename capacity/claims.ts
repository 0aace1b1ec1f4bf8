import type { Environment } from './declaration';
import { databaseKeepaliveSeconds } from './keepalive';
import type { Fleet, JobModel, ServiceModel } from './fleets';
import type { Assumptions } from './google-cloud/assumptions';
import type { ResolvedPool } from './pools';
import { inWords, plus, times, type Quantity } from './quantity';
import { rolloutTerms, type RolloutTerms } from './rollouts';
import { ceilingsOf, steadyInstances, steadyTerms } from './serving';
import type { StartupBudget } from './startup';
import {
  fixedTerm,
  fleetTerm,
  fleetTerms,
  partOf,
  type PoolShare,
  type Share,
  type Term,
  type TermOwner,
} from './terms';

/** Terms that one client adds to one server, by when they count. */
export interface Claim extends RolloutTerms {
  readonly environment: string;
  /** `services.backend`; services of one environment may roll out one after another. */
  readonly path: string;
  readonly steady: readonly Term[];
  readonly overshoot: readonly Term[];
  /** Connections of killed instances in a crash loop. */
  readonly orphans: readonly Term[];
  readonly migration: readonly Term[];
  /** Readers that come here when their replica is out. */
  readonly fallback: readonly Term[];
}

const NO_TERMS = {
  steady: [],
  excess: [],
  outgoing: [],
  laterOutgoing: [],
  secondOutgoing: [],
  overshoot: [],
  orphans: [],
  migration: [],
  fallback: [],
} as const;

const ORPHAN_NOUNS = ['instance', 'generation', 'process'] as const;

/** What claims need to know of the environment that declares the client. */
export interface ClaimContext {
  readonly name: string;
  readonly environment: Environment;
  readonly assumptions: Assumptions;
  /** Startup budgets by service name. */
  readonly startup: ReadonlyMap<string, StartupBudget>;
  /** Servers a pool connects to, with the part that goes to each. */
  readonly sharesOf: (pool: ResolvedPool) => readonly (readonly [server: string, share: PoolShare])[];
  /** Servers a process connects to, with its pools and its caches. */
  readonly allShares: (
    client: Pick<Fleet, 'pools' | 'caches'>,
  ) => readonly (readonly [server: string, share: Share])[];
  /** Connections that a server accepts at most. */
  readonly limitOf: (server: string) => Quantity;
  /** Server of a database key, for fallbacks. */
  readonly databaseServer: (key: string) => string;
}

/** Claims of a service, by server. */
export function serviceClaims(context: ClaimContext, service: ServiceModel): ReadonlyMap<string, Claim> {
  const owner: TermOwner = { environment: context.name, path: service.path };
  const fleets = [service.latest, ...service.counted];
  const live = [service.outgoing, ...service.liveRevisions];
  const servers = group([...new Set([...fleets, ...live])], context);
  const claims = new Map<string, Claim>();
  const drainSeconds = service.declared.requestTimeoutSeconds + context.assumptions.idleInstanceSeconds;
  const isOvertaken = drainSeconds > (context.environment.deployIntervalSeconds ?? 0);
  const servingOn = new Map<string, ReadonlyMap<Fleet, Quantity>>();
  for (const [server, sharesByFleet] of servers) {
    const shares = (fleet: Fleet): readonly Share[] => sharesByFleet.get(fleet) ?? [];
    const serving = steadyInstances(service, shares, service.declared.serviceMaxInstances);
    servingOn.set(server, serving);
    const terms = (fleet: Fleet, options?: { instances?: Quantity; label?: string }): readonly Term[] =>
      fleetTerms(owner, fleet, shares(fleet), options);
    claims.set(server, {
      environment: owner.environment,
      path: owner.path,
      steady: fleets.flatMap((fleet) => terms(fleet, { instances: serving.get(fleet)! })),
      ...rolloutTerms(owner, service, shares, isOvertaken),
      // Every revision may exceed its own ceiling, also where a service-level maximum gives its share to another.
      overshoot: ceilingsOf(service).flatMap(([fleet, ceiling]) => {
        const extra = overshootOf(ceiling, context.assumptions.overshootPercent);
        return extra === 0
          ? []
          : terms(fleet, { instances: extra, label: `${fleet.label} above its ceiling` });
      }),
      orphans: orphanTerms(context, owner, service, server, shares(service.latest)),
      migration: [],
      fallback: [],
    });
  }
  addFallbacks(context, owner, service, claims, servingOn);
  return claims;
}

/** Claims of a service that is not declared any more, by server: it is connected until it is gone. */
export function removedClaims(context: ClaimContext, service: ServiceModel): ReadonlyMap<string, Claim> {
  const owner: TermOwner = { environment: context.name, path: service.path };
  const claims = new Map<string, Claim>();
  for (const [server, sharesByFleet] of group([service.latest, ...service.counted], context)) {
    const shares = (fleet: Fleet): readonly Share[] => sharesByFleet.get(fleet) ?? [];
    const outgoing = steadyTerms(owner, service, shares, service.declared.serviceMaxInstances).map(
      (term): Term => ({ ...term, waits: true }),
    );
    claims.set(server, { ...owner, ...NO_TERMS, outgoing, excess: outgoing });
  }
  return claims;
}

/** Claims of a job, by server. */
export function jobClaims(context: ClaimContext, job: JobModel): ReadonlyMap<string, Claim> {
  const owner: TermOwner = { environment: context.name, path: job.path };
  const claims = new Map<string, Claim>();
  for (const [server, share] of context.allShares(job)) {
    const connections = times(job.concurrentExecutions, job.parallelTasks, job.processes, share.perProcess);
    const term: Term = {
      ...owner,
      label: partOf(job, share),
      factors: [job.concurrentExecutions, job.parallelTasks, job.processes],
      nouns: ['execution', 'task', 'process'],
      share: share.formula,
      each: share.perProcess,
      connections,
      held: connections,
    };
    const before = claims.get(server) ?? { ...owner, ...NO_TERMS };
    const when = job.declared.during === 'always' ? 'steady' : 'migration';
    claims.set(server, { ...before, [when]: [...before[when], term] });
  }
  return claims;
}

/** Claim of a client outside the declaration. */
export function clientClaim(
  environment: string,
  name: string,
  during: string,
  reason: string,
  connections: number,
): Claim {
  const owner: TermOwner = { environment, path: `clients.${name}` };
  const terms = [fixedTerm(owner, reason, connections)];
  return {
    ...owner,
    ...NO_TERMS,
    ...(during === 'rollout'
      ? { outgoing: terms, laterOutgoing: terms }
      : { [during === 'migration' ? 'migration' : 'steady']: terms }),
  };
}

/** Claim of a pooler's server side. */
export function poolerClaim(
  owner: TermOwner,
  term: Pick<Term, 'label' | 'factors' | 'nouns' | 'share' | 'each'>,
  connections: Quantity,
): Claim {
  return { ...owner, ...NO_TERMS, steady: [{ ...owner, ...term, connections, held: connections }] };
}

function overshootOf(instances: Quantity, percent: number): Quantity {
  if (percent === 0 || instances === 0) return 0;
  return typeof instances === 'number' ? Math.max(1, Math.ceil((instances * percent) / 100)) : instances;
}

/**
 * Instances that were killed while starting leave their connections until the server's keepalive ends them. One that
 * gives up at its deadline exits, and closes them itself: only the probe kills, at the end of its window.
 */
function orphanTerms(
  context: ClaimContext,
  owner: TermOwner,
  service: ServiceModel,
  server: string,
  shares: readonly Share[],
): readonly Term[] {
  return shares.flatMap((share) => {
    // Redis has room for far more than a crash loop leaves behind.
    if (share.kind === 'cache') return [];
    const { crashLoopSeconds, orphanedConnectionSeconds } = context.assumptions;
    const database = context.environment.databases?.[share.pool.declared.database];
    const lingers = databaseKeepaliveSeconds(database?.flags) ?? orphanedConnectionSeconds;
    if (lingers === 0 || (share.pool.declared.via ?? 'direct') !== 'direct') return [];
    const window = context.startup.get(service.name)?.probe.windowSeconds ?? 0;
    // A lazy pool opens one connection to prove the database.
    const { openedAtStart, maximum, outsidePool } = share.pool;
    const opened = plus(openedAtStart === 0 && maximum !== 0 ? 1 : openedAtStart, outsidePool);
    const { instances, processes } = service.latest;
    const generations = Math.min(
      Math.ceil(lingers / Math.max(1, window, crashLoopSeconds)),
      generationsThatFill(context.limitOf(server), times(instances, processes, opened)),
    );
    const connections = times(instances, generations, processes, opened);
    return [
      {
        environment: owner.environment,
        path: owner.path,
        label: ['killed while starting', partOf(service.latest, share)].filter(Boolean).join(' '),
        factors: [instances, generations, processes],
        nouns: ORPHAN_NOUNS,
        share: inWords(opened),
        each: opened,
        connections,
        held: connections,
      },
    ];
  });
}

/** A server that is full accepts no more generations: what is over its limit stays over, and is no larger. */
function generationsThatFill(limit: Quantity, each: Quantity): number {
  return typeof limit === 'number' && typeof each === 'number' && each > 0
    ? Math.max(1, Math.ceil(limit / each))
    : Infinity;
}

function addFallbacks(
  context: ClaimContext,
  owner: TermOwner,
  service: ServiceModel,
  claims: Map<string, Claim>,
  servingOn: ReadonlyMap<string, ReadonlyMap<Fleet, Quantity>>,
): void {
  for (const fleet of [service.latest, ...service.counted]) {
    for (const pool of fleet.pools) {
      if (pool.declared.fallback === undefined) continue;
      const server = context.databaseServer(pool.declared.fallback);
      const before = claims.get(server) ?? { ...owner, ...NO_TERMS };
      const terms = context.sharesOf(pool).map(([replica, share]) => {
        const instances = servingOn.get(replica)?.get(fleet) ?? fleet.instances;
        return fleetTerm(owner, fleet, share, { instances, label: `${fleet.label} falling back` });
      });
      claims.set(server, { ...before, fallback: [...before.fallback, ...terms] });
    }
  }
}

function group(
  fleets: readonly Fleet[],
  context: ClaimContext,
): ReadonlyMap<string, ReadonlyMap<Fleet, readonly Share[]>> {
  const servers = new Map<string, Map<Fleet, Share[]>>();
  for (const fleet of fleets) {
    for (const [server, share] of context.allShares(fleet)) {
      const byFleet = servers.get(server) ?? new Map<Fleet, Share[]>();
      byFleet.set(fleet, [...(byFleet.get(fleet) ?? []), share]);
      servers.set(server, byFleet);
    }
  }
  return servers;
}
