import { basename } from 'node:path';
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
  testUnless(why)(`${what}: skipped, because ${why}`, () => undefined);
}

/** `test`; where there is a reason against it, one that is skipped, and the reason is printed. */
export function testUnless(why: string | undefined): jest.It {
  if (why === undefined) return test;
  const line = `${basename(expect.getState().testPath!)}: skipped, because ${why}`;
  if (!said.has(line)) process.stderr.write(`${line}\n`);
  said.add(line);
  return test.skip;
}

/** A reason is printed once a file. */
const said = new Set<string>();
