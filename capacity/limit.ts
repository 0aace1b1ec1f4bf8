import type { Database, Environment, Redis } from './declaration';
import {
  defaultMaxConnections,
  NOT_KNOWN,
  parseTier,
  RESERVED,
  VCPUS_PER_POOLER,
  type Tier,
} from './google-cloud/cloud-sql';
import { redisClients } from './google-cloud/memorystore';
import type { Quantity } from './quantity';

/** Where a limit comes from. */
export type Provenance = 'declared' | 'observed' | 'tier-default' | 'published' | 'unknown';

/** A database's limit and what is left of it for clients. */
export interface Limit {
  readonly connections: Quantity;
  readonly provenance: Provenance;
  /** `100 (observed 2026-10-01)`, `100 (declared)`. */
  readonly text: string;
  readonly reserved: number;
  /** `3 superuser + 4 cloudsqladmin`. */
  readonly reservedText: string;
  readonly kept: number;
  /** limit − reserved − kept, not below 0. */
  readonly usable: Quantity;
}

/** `project:region:instance`: the identity of a database over all environments. */
export function connectionName(environment: Environment, key: string, database: Database): string {
  const project = database.project ?? environment.project;
  const region = database.region ?? environment.region;
  return `${project}:${region}:${database.instance ?? key}`;
}

/**
 * The limit of an instance. A flag that this stack sets is what will be live; for someone else's
 * instance a reading of the live server is better than a number that somebody wrote down.
 *
 * @param primary - limit of the primary, for a replica: its own is at least that
 */
export function limitOf(database: Database, primary?: Limit): Limit {
  const { connections, provenance, text } = atLeast(ownLimit(database), primary);
  const parts = [
    [database.reserved?.superuser ?? RESERVED.superuser.value, 'superuser'],
    [database.reserved?.roles ?? RESERVED.roles.value, 'reserved_connections'],
    [cloudSqlAdminOf(database, connections), 'cloudsqladmin'],
  ] as const;
  const reserved = parts.reduce((sum, [count]) => sum + count, 0);
  const kept = database.kept?.connections ?? 0;
  return {
    connections,
    provenance,
    text,
    reserved,
    reservedText: parts
      .filter(([count]) => count > 0)
      .map(([count, what]) => `${count} ${what}`)
      .join(' + '),
    kept,
    usable: typeof connections === 'number' ? Math.max(0, connections - reserved - kept) : connections,
  };
}

/** Connections that cloudsqladmin holds: declared, or as measured on instances of that limit. */
export function cloudSqlAdminOf(database: Database, connections: Quantity): number {
  const small = typeof connections === 'number' && connections < 100;
  const measured = small ? RESERVED.cloudSqlAdminBelow100 : RESERVED.cloudSqlAdmin;
  return database.reserved?.cloudSqlAdmin ?? measured.value;
}

/** The limit of what only takes clients: nothing of it is reserved or kept. */
export function clientLimit(
  connections: Quantity,
  provenance: Provenance = typeof connections === 'number' ? 'declared' : 'unknown',
  text = String(connections),
): Limit {
  return { connections, provenance, text, reserved: 0, reservedText: '', kept: 0, usable: connections };
}

/** The limit of a Redis instance: what the product takes. */
export function redisLimit(redis: Redis): Limit {
  const { clients, text } = redisClients(redis);
  return clientLimit(clients, 'published', text);
}

/** Poolers that Managed Connection Pooling runs for a tier. */
export function managedPoolers(tier: Tier | undefined): Quantity {
  return tier ? Math.max(1, Math.floor(tier.vcpu / VCPUS_PER_POOLER.value)) : 'unknown';
}

type Source = Pick<Limit, 'connections' | 'provenance' | 'text'>;

function ownLimit(database: Database): Source {
  const declared: Source | undefined =
    typeof database.maxConnections !== 'number'
      ? undefined
      : {
          connections: database.maxConnections,
          provenance: 'declared',
          text: `${database.maxConnections} (declared)`,
        };
  const observed: Source | undefined = database.observed && {
    connections: database.observed.maxConnections,
    provenance: 'observed',
    text: `${database.observed.maxConnections} (observed ${database.observed.on})`,
  };
  const best = database.ownership === 'reference' ? (observed ?? declared) : (declared ?? observed);
  if (best) return best;
  if (database.maxConnections === 'unknown')
    return { connections: 'unknown', provenance: 'unknown', text: 'unknown (only an apply tells)' };
  const tier = parseTier(database.tier);
  if (!tier) {
    const text = database.tier === NOT_KNOWN ? 'unknown' : `unknown (tier ${database.tier})`;
    return { connections: 'unknown', provenance: 'unknown', text };
  }
  const connections = defaultMaxConnections(tier.memoryGb);
  return { connections, provenance: 'tier-default', text: `${connections} (default of ${database.tier})` };
}

function atLeast(own: Source, primary: Limit | undefined): Source {
  const inherits =
    own.provenance === 'tier-default' &&
    typeof own.connections === 'number' &&
    typeof primary?.connections === 'number' &&
    primary.connections > own.connections;
  return inherits
    ? {
        connections: primary.connections,
        provenance: primary.provenance,
        text: `${primary.connections} (as its primary)`,
      }
    : own;
}
