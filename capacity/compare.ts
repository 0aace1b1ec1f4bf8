import type { Declaration, Environment, Outgoing, Pool, Service } from './declaration';
import { findingKey, type Finding } from './finding';

/**
 * The declaration with the base's numbers as the fleet that a deploy replaces, where it does not declare
 * one itself.
 */
export function withLiveFleets(declaration: Declaration, base: Declaration): Declaration {
  const environments = Object.entries(declaration.environments).map(([name, environment]) => [
    name,
    liveFleets(environment, base.environments[name]),
  ]);
  return { ...declaration, environments: Object.fromEntries(environments) as Declaration['environments'] };
}

/** What was over before and is not worse does not block. */
export function forgiveOld(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const old = new Map(before.map((finding) => [findingKey(finding), finding]));
  return findings.map((finding) => {
    const was = old.get(findingKey(finding));
    if (finding.severity !== 'error' || was?.severity !== 'error' || isWorse(finding, was)) return finding;
    return { ...finding, severity: 'warning', note: 'over before this change, and not worse' };
  });
}

function isWorse(now: Finding, was: Finding): boolean {
  return now.excess === undefined || was.excess === undefined
    ? now.headline !== was.headline
    : now.excess > was.excess;
}

function liveFleets(environment: Environment, base: Environment | undefined): Environment {
  if (!environment.services) return environment;
  const services = Object.entries(environment.services).map(([name, service]) => [
    name,
    service.outgoing ? service : { ...service, outgoing: outgoingOf(base?.services?.[name], environment) },
  ]);
  return { ...environment, services: Object.fromEntries(services) as Record<string, Service> };
}

/** The base's fleet; nothing is live of a service that the base does not have. */
function outgoingOf(live: Service | undefined, environment: Environment): Outgoing {
  if (!live) return { minInstances: 0, maxInstances: 0 };
  const pools = Object.entries(live.pools ?? {}).filter(([, pool]) => isCounted(pool, environment));
  const caches = Object.entries(live.caches ?? {}).filter(([, { redis }]) => environment.redis?.[redis]);
  return {
    minInstances: live.minInstances ?? 0,
    ...(live.maxInstances !== undefined && { maxInstances: live.maxInstances }),
    ...(live.processes !== undefined && { processes: live.processes }),
    pools: Object.fromEntries(pools),
    caches: Object.fromEntries(caches),
  };
}

/** Connections to a database or through a pooler that is no longer declared cannot be counted here. */
function isCounted({ database, via, pooler }: Pool, { databases, poolers }: Environment): boolean {
  if (via === 'pgbouncer') return poolers?.[pooler!] !== undefined;
  return via === 'managed-pooler'
    ? databases?.[database]?.managedPooling !== undefined
    : databases?.[database] !== undefined;
}
