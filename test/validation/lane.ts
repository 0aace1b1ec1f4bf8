import { createRoles } from '../support/postgres/admission';
import { findPostgres } from '../support/postgres/find';
import { PostgresServer } from '../support/postgres/server';
import { compare, type CompareOptions } from './compare';
import { CONFIGURATIONS } from './configurations';

/** One comparison to make. */
export interface Job {
  /** Index of the configuration. */
  readonly configuration: number;
  readonly seed: number;
  readonly options: CompareOptions;
}

/** A process with a server of its own, so that lanes do not make each other's timers late. */
async function lane(): Promise<void> {
  // The keeper ends the server with this process.
  process.on('disconnect', () => process.exit());
  const found = findPostgres();
  if (found.kind !== 'binaries') throw new Error('no PostgreSQL');
  const server = await PostgresServer.create(found);
  await server.start({ max_connections: 20 });
  await createRoles(server);
  process.on('message', ({ configuration, options, seed }: Job) => {
    compare(server, CONFIGURATIONS[configuration]!, seed, options).then((comparison) => {
      process.send!(comparison);
    }, fail);
  });
  process.send!('ready');
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

if (process.send) void lane().catch(fail);
