import { randomUUID } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';
import { limitOf } from '../../capacity/limit';
import type { Database } from '../../capacity/declaration';
import { ENVIRONMENT, TODAY } from '../support/declare';
import { isRefusal, open } from '../support/postgres/connect';
import { findPostgres, type Found } from '../support/postgres/find';
import { PostgresServer } from '../support/postgres/server';
import { testUnless } from '../support/postgres/with-server';

const found = findPostgres();

testUnless(found.kind === 'none' ? found.why : undefined)(
  'a server that somebody else has configured admits what is left of the limit that it shows',
  async () => {
    const { superuser, stop } = await serverOf(found);
    const monitor = await open(superuser);
    const role = `capacity_${process.pid}`;
    const clients: Client[] = [];
    try {
      const password = randomUUID();
      await monitor.query(`create role ${role} login password '${password}'`);
      const { usable } = limitOf(await databaseAt(monitor));
      expect(usable).toBeGreaterThan(0);
      // Every setting of a URL but who connects.
      const ordinary = { ...addressOf(superuser), user: role, password };
      await expect(
        (async () => {
          for (;;) clients.push(await open(ordinary));
        })(),
      ).rejects.toMatchObject({ code: '53300' });
      expect(clients).toHaveLength(usable as number);
    } finally {
      await Promise.all(clients.map((client) => client.end()));
      await monitor.query(`drop role if exists ${role}`);
      await monitor.end();
      await stop();
    }
  },
  120_000,
);

test('a refusal is told by its code, whatever the version says', async () => {
  expect(isRefusal(new Error('sorry, too many clients already'))).toBe(false);
  expect(await open({ host: '/nowhere' }).catch(isRefusal)).toBe(false);
});

/** The server that is named, or one of ours in its place. */
async function serverOf(
  postgres: Found,
): Promise<{ readonly superuser: ClientConfig; readonly stop: () => Promise<void> }> {
  if (postgres.kind === 'url')
    return { superuser: { connectionString: postgres.url }, stop: () => Promise.resolve() };
  if (postgres.kind === 'none') throw new Error(postgres.why);
  const server = await PostgresServer.create(postgres);
  await server.start({ max_connections: 30, superuser_reserved_connections: 4 });
  return { superuser: server.client('postgres'), stop: () => server.stop() };
}

/** The database as it would be declared after a look at it: who is connected now takes the place of Google's agents. */
async function databaseAt(monitor: Client): Promise<Database> {
  const number = async (query: string): Promise<number> => {
    const { rows } = await monitor.query<Record<string, string>>(query);
    return Number(Object.values(rows[0] ?? { none: '0' })[0]);
  };
  const setting = (name: string): Promise<number> =>
    number(`select setting from pg_settings where name = '${name}'`);
  return {
    ...ENVIRONMENT.databases.main,
    ownership: 'reference',
    kept: undefined,
    observed: { maxConnections: await setting('max_connections'), on: TODAY },
    reserved: {
      superuser: await setting('superuser_reserved_connections'),
      roles: await setting('reserved_connections'),
      cloudSqlAdmin: await number(
        "select count(*) from pg_stat_activity where backend_type = 'client backend'",
      ),
    },
  };
}

/** Where a client of the same server connects. */
function addressOf(superuser: ClientConfig): ClientConfig {
  const { database, host, port, ssl } = new Client(superuser);
  return { database, host, port, ssl };
}
