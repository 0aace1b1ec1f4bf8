import { findPostgres, whyNot } from '../support/postgres/find';
import { PostgresServer } from '../support/postgres/server';

/** Starts a server, says where, and stays until somebody ends it: what a test does, for a test to interrupt. */
async function hold(): Promise<void> {
  const found = findPostgres();
  if (found.kind !== 'binaries') {
    process.stdout.write(`skipped, because ${whyNot(found) ?? 'a server is given'}\n`);
    return;
  }
  const server = await PostgresServer.create(found);
  await server.start({ max_connections: 20 });
  process.stdout.write(`${server.keeperProcess} ${server.folder}\n`);
  // It ends with the test, also where that is killed.
  process.stdin.resume().on('end', () => process.exit());
}

void hold();
