import type { Database } from '../capacity/declaration';

/** A flag as the Cloud SQL API takes it. */
export interface DatabaseFlag {
  readonly name: string;
  readonly value: string;
}

/**
 * Every flag of an instance, sorted, each once. The flags are one set: a live flag that is not here is
 * removed, with a restart where the flag needs one.
 */
export function databaseFlags(database: Database): readonly DatabaseFlag[] {
  const flags = new Map<string, string>([
    // Services log in with their service accounts; no password exists that could leak or end up in the state.
    ['cloudsql.iam_authentication', 'on'],
    ...Object.entries(database.flags ?? {}).map(([name, value]) => [name, String(value)] as const),
  ]);
  const maxConnections = database.maxConnections ?? liveLimit(database);
  if (maxConnections !== undefined) flags.set('max_connections', String(maxConnections));
  return [...flags].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({ name, value }));
}

/**
 * Whether the declaration names no flag at all. An imported instance then keeps its live ones; for services
 * to log in, `cloudsql.iam_authentication` must be among them.
 */
export function namesNoFlag({ flags, maxConnections }: Database): boolean {
  return flags === undefined && maxConnections === undefined;
}

/**
 * The limit that an imported instance has now, where only other flags are declared. Written out, it stays:
 * the set of flags without it would bring the tier's default back, not the number that the budget counts.
 */
function liveLimit(database: Database): number | undefined {
  const { observed, ownership } = database;
  return ownership === 'imported' && !namesNoFlag(database) ? observed?.maxConnections : undefined;
}
