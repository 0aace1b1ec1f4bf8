import { Client, DatabaseError, type ClientConfig } from 'pg';
import type { Connector } from './queue-pool';

/** SQLSTATE of a connection that the server has no slot for. */
export const TOO_MANY_CONNECTIONS = '53300';

/** Role of everything that the limit holds for. */
export const APPLICATION = 'app';

/** Role of Cloud SQL's own agents, which are superusers, as they are there. */
export const SUPERUSER = 'postgres';

/** Opens one connection; a server that ends it later does not end this process. */
export async function open(config: ClientConfig): Promise<Client> {
  const client = new Client({ connectionTimeoutMillis: 30_000, ...config });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Opens and closes connections of a pool. */
export function connectorTo(config: ClientConfig): Connector<Client> {
  return { open: () => open(config), close: (client) => client.end() };
}

/** Whether the server had no slot for it. The text differs by version, the code does not. */
export function isRefusal(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === TOO_MANY_CONNECTIONS;
}

/** Connections of a role, as the server counts them. */
export async function countOf(monitor: Client, role: string): Promise<number> {
  const { rows } = await monitor.query<{ count: number }>(
    'select count(*)::int as count from pg_stat_activity where usename = $1',
    [role],
  );
  return rows[0]!.count;
}

/** Waits until the server counts so many connections of a role: a slot is free some 20 ms after its client has gone. */
export async function countReaches(monitor: Client, role: string, expected: number): Promise<number> {
  const until = Date.now() + 5_000;
  for (;;) {
    const count = await countOf(monitor, role);
    if (count === expected || Date.now() > until) return count;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
