import type { Client, Pool, Pooler } from '../../capacity/declaration';
import { isPooler } from './platform';
import type { Recorded, RecordedPooler } from './record';

/** How services reach the server: themselves, through a pooler, or through one of unknown size. */
export type Route = 'direct' | 'uncapped' | { readonly pooler: Pooler; readonly via: Partial<Pool> };

/**
 * The way of a record's services to the server, where a pooler stands in front of it.
 *
 * Where the services are named as poolers, they are its server side already. Else they are its clients, if
 * the pooler has a size; the record tells no (database, user) pairs apart, so there is one unless it says
 * more. Without a size the services' own sum bounds what reaches the server from above.
 */
export function routeThrough({ pooler, services }: Recorded): Route {
  if (!pooler || services.length === 0 || services.some(isPooler)) return 'direct';
  const size = pooler.poolSize ?? pooler.maxDatabaseConnections;
  // PgBouncer reads a cap of 0 as none.
  if (size === undefined || size === 0) return 'uncapped';
  return {
    pooler: {
      database: 'main',
      replicas: pooler.replicas ?? 1,
      poolSize: size + pooler.reservePoolSize,
      pairs: pooler.pairs ?? 1,
      mode: modeOf(pooler.kind),
      ...(pooler.maxDatabaseConnections && { maxDatabaseConnections: pooler.maxDatabaseConnections }),
      maxClientConnections: clientLimitOf(pooler),
    },
    via: { via: 'pgbouncer', pooler: 'pooler' },
  };
}

/** What a pooler's clients demand of it, where the record has the sum: always, and what a rollout adds. */
export function clientsOf({
  clientDemand,
  rolloutClientDemand,
}: RecordedPooler): Readonly<Record<string, Client>> {
  const common = { database: 'main', owner: 'recorded' };
  const added = (rolloutClientDemand ?? 0) - (clientDemand ?? 0);
  return {
    ...(clientDemand && {
      pooled: { ...common, connections: clientDemand, reason: 'clients of the pooler' },
    }),
    ...(added > 0 && {
      'pooled-rollout': { ...common, connections: added, reason: 'outgoing clients', during: 'rollout' },
    }),
  };
}

/** Where the record is silent a pooler takes every client: whoever put it there has raised PgBouncer's 100. */
export function clientLimitOf(pooler: RecordedPooler | undefined): number {
  return pooler?.maxClientConnections ?? 1_000_000;
}

/** PgBouncer pools sessions unless it is told otherwise. */
function modeOf(kind: string): Pooler['mode'] {
  if (/transaction/i.test(kind)) return 'transaction';
  return /statement/i.test(kind) ? 'statement' : 'session';
}
