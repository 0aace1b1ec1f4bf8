import { performance } from 'node:perf_hooks';
import { median } from 'simple-statistics';
import type { Parameters } from '../../simulation';
import { APPLICATION, countOf, open, SUPERUSER } from '../support/postgres/connect';
import type { PostgresServer } from '../support/postgres/server';

/** Parameters of the simulation that belong to the server at hand. */
export type ServerParameters = Pick<
  Parameters,
  'serverHandshakeSeconds' | 'refusedSlotSeconds' | 'slotReleaseSeconds'
>;

const TRIES = 30;

/**
 * Measures what this machine's server takes, one connection after another: a handshake, and the time until the slot of
 * a closed connection is free. Nothing of it is fitted to a storm.
 *
 * @param millisecondsPerSecond - what a second of the declaration takes here
 */
export async function measureParameters(
  server: PostgresServer,
  millisecondsPerSecond: number,
): Promise<ServerParameters> {
  const monitor = await open(server.client(SUPERUSER));
  const handshakes: number[] = [];
  const releases: number[] = [];
  for (let index = 0; index < TRIES; index += 1) {
    const begin = performance.now();
    const client = await open(server.client(APPLICATION));
    handshakes.push(performance.now() - begin);
    const closing = performance.now();
    void client.end();
    while ((await countOf(monitor, APPLICATION)) > 0);
    releases.push(performance.now() - closing);
  }
  await monitor.end();
  const seconds = (milliseconds: number[]): number => median(milliseconds) / millisecondsPerSecond;
  return {
    serverHandshakeSeconds: seconds(handshakes),
    // A client that is refused has gone through the same handshake.
    refusedSlotSeconds: seconds(handshakes),
    slotReleaseSeconds: seconds(releases),
  };
}
