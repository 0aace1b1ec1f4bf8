import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { CompareOptions, Comparison } from './compare';
import { CONFIGURATIONS } from './configurations';
import type { Job } from './lane';

/** How to compare everything. */
export interface AllOptions extends CompareOptions {
  readonly seeds: readonly number[];
  /** Called after each configuration and seed. */
  readonly onDone?: (comparison: Comparison) => void;
}

/** Most storms at the same time. */
const LANES = 3;

/**
 * Plays and simulates every configuration with every seed, in as many processes as there are processors to spare.
 *
 * @throws Error where a process ends before its work is done
 */
export async function compareAll({ onDone, seeds, ...options }: AllOptions): Promise<readonly Comparison[]> {
  const jobs = CONFIGURATIONS.flatMap((_, configuration) =>
    seeds.map((seed): Job => ({ configuration, seed, options })),
  );
  const done = new Map<Job, Comparison>();
  const left = [...jobs];
  const lanes = Array.from({ length: Math.max(1, Math.min(LANES, availableParallelism() - 1)) }, () =>
    fork(join(__dirname, 'lane.ts'), { execArgv: ['-r', 'ts-node/register'] }),
  );
  try {
    await Promise.all(
      lanes.map(async (lane) => {
        await answerOf(lane);
        for (let job = left.shift(); job; job = left.shift()) {
          lane.send(job);
          const comparison = (await answerOf(lane)) as Comparison;
          done.set(job, comparison);
          onDone?.(comparison);
        }
      }),
    );
  } finally {
    for (const lane of lanes) if (lane.connected) lane.disconnect();
  }
  return jobs.map((job) => done.get(job)!);
}

async function answerOf(lane: ChildProcess): Promise<unknown> {
  const stop = new AbortController();
  try {
    return await Promise.race([
      once(lane, 'message', { signal: stop.signal }).then(([message]) => message as unknown),
      once(lane, 'exit', { signal: stop.signal }).then(([status]) => {
        throw new Error(`a storm ended with status ${String(status)}`);
      }),
    ]);
  } finally {
    stop.abort();
  }
}
