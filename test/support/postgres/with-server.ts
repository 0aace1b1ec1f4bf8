import { createRoles } from './admission';
import { findPostgres } from './find';
import { PostgresServer } from './server';

/**
 * A group of tests with a server of their own, which is stopped after them. It is started by each test with the
 * settings that it needs. Where there is no PostgreSQL the tests are skipped, and the reason is printed.
 */
export function withServer(what: string, tests: (server: () => PostgresServer) => void): void {
  const found = findPostgres();
  if (found.kind === 'binaries') {
    describe(what, () => {
      let server: PostgresServer;
      beforeAll(async () => {
        server = await PostgresServer.create(found);
        await server.start({ max_connections: 20 });
        await createRoles(server);
      }, 60_000);
      // Also where beforeAll failed half-way.
      afterAll(() => (server as PostgresServer | undefined)?.stop(), 60_000);
      tests(() => server);
    });
    return;
  }
  const why =
    found.kind === 'url'
      ? 'they need a server that they configure, and CAPACITY_POSTGRES_URL names one that runs'
      : found.why;
  const skipped = `${what}: skipped, because ${why}`;
  process.stderr.write(`${skipped}\n`);
  test.skip(skipped, () => undefined);
}
