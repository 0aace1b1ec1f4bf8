import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import {
  APPLICATION,
  connectorTo,
  countOf,
  countReaches,
  isRefusal,
  open,
  SUPERUSER,
} from '../support/postgres/connect';
import { PoolTimeoutError, QueuePool } from '../support/postgres/queue-pool';
import { FIXTURE, type Recording, type Trace } from '../support/postgres/record-trace';
import { withServer } from '../support/postgres/with-server';

const { traces, versions } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Recording;

test('what it is compared with was recorded from SQLAlchemy', () => {
  expect(versions['sqlalchemy']).toBe('1.4.46');
  expect(traces.map(({ size, maxOverflow }) => `${size} + ${maxOverflow}`)).toEqual([
    '20 + 30',
    '5 + 10',
    '2 + 0',
    '1 + 2',
    '4 + 2',
    '0 + 3',
  ]);
});

withServer('a queue pool', (server) => {
  test.each(traces.map((trace) => [trace.name, trace] as const))(
    'does what SQLAlchemy did, step by step: %s',
    async (_, trace) => {
      // Three are reserved, and the look at the server takes one.
      await server().start({ max_connections: trace.slots + 4, superuser_reserved_connections: 3 });
      const monitor = await open(server().client(SUPERUSER));
      try {
        expect(await replay(trace, connectorTo(server().client(APPLICATION)), monitor)).toEqual(trace.steps);
        // What is closed late would only be seen late.
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(`${await countOf(monitor, APPLICATION)} open`).toBe(trace.steps.at(-1)!.split(', ')[1]);
      } finally {
        await monitor.end();
      }
    },
    30_000,
  );
});

/** Plays the operations of a trace, and notes what happens in the words of the trace. */
async function replay(
  trace: Trace,
  connector: ReturnType<typeof connectorTo>,
  monitor: Client,
): Promise<readonly string[]> {
  const pool = new QueuePool(trace, connector);
  const held = new Map<string, Client>();
  const awaited = new Map<string, Promise<string>>();
  const checkOut = async (name: string): Promise<string> => {
    try {
      held.set(name, await pool.checkOut());
      return 'ok';
    } catch (error) {
      if (error instanceof PoolTimeoutError) return 'timeout';
      if (isRefusal(error)) return 'refused';
      throw error;
    }
  };
  const play = async (what: string, name: string): Promise<string> => {
    if (what === 'checkout') return checkOut(name);
    if (what === 'awaited') return awaited.get(name)!;
    if (what === 'wait') {
      const outcome = checkOut(name);
      awaited.set(name, outcome);
      const later = new Promise<string>((resolve) => setTimeout(resolve, 100, 'waits'));
      return Promise.race([outcome, later]);
    }
    await pool.giveBack(held.get(name)!);
    held.delete(name);
    return 'ok';
  };
  const steps: string[] = [];
  for (const step of trace.steps) {
    const [operation] = step.split(':') as [string];
    const [what, name] = operation.split(' ') as [string, string];
    const outcome = await play(what, name);
    const expected = Number(/(\d+) open$/.exec(step)![1]);
    steps.push(`${operation}: ${outcome}, ${await countReaches(monitor, APPLICATION, expected)} open`);
  }
  return steps;
}
