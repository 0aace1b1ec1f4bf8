import { median, quantile } from 'simple-statistics';
import { simulate, type Share } from '../../simulation';
import { parametersWith } from '../../simulation/parameters';
import { shareOfRuns } from '../../simulation/statistics';
import { stormsOf } from '../../simulation/storms';
import type { PostgresServer } from '../support/postgres/server';
import { Chance } from './chance';
import type { Configuration } from './configurations';
import { playStorm, startFor, type RealOutcome, type StormOptions } from './real-storm';

/** How to compare. */
export interface CompareOptions {
  /** Real storms of each configuration and seed. */
  readonly storms: number;
  /** Simulated runs of each configuration and seed. */
  readonly runs: number;
  /** Milliseconds here of a second of the declaration. */
  readonly millisecondsPerSecond: number;
}

/** The same number in both worlds. */
export interface Pair {
  readonly measured: number;
  readonly simulated: number;
}

/** One configuration with one seed: the share of instances that start, in both worlds. */
export interface Comparison {
  readonly what: string;
  readonly seed: number;
  readonly instances: number;
  readonly storms: number;
  readonly runs: number;
  /** Share of each storm. */
  readonly shares: readonly number[];
  readonly measured: Share;
  readonly simulated: Share;
  /** Refusals of a storm; nothing where instances start again, and the simulation lasts longer than the storm. */
  readonly refused?: Pair;
  /** Median of the seconds from the first start until ready; nothing where nobody is, or where they start again. */
  readonly readySeconds?: Pair;
  /** Seconds between a client's arrival at the real server and its answer, lower quartile. */
  readonly handshakeSeconds: number;
  /** Storms that were played again because the machine was too busy to keep time. */
  readonly repeated: number;
}

/** A timer may be late by this many seconds of the declaration on average. */
const LATE_SECONDS = 0.03;

/** How often a storm is played again, each time at half the speed. */
const REPEATS = 2;

/** Plays and simulates one configuration with one seed. */
export async function compare(
  server: PostgresServer,
  { environment, parameters: scene, what }: Configuration,
  seed: number,
  { millisecondsPerSecond, runs, storms }: CompareOptions,
): Promise<Comparison> {
  const parameters = parametersWith(scene);
  const [storm, ...others] = stormsOf(environment, parameters);
  if (!storm || others.length > 0) throw new Error(`${what}: not one storm`);
  await startFor(server, storm);
  const outcomes: RealOutcome[] = [];
  let repeated = 0;
  for (let run = 0; run < storms; run += 1) {
    const options = { storm, parameters, chance: new Chance(seed * 1_000 + run), millisecondsPerSecond };
    const [outcome, repeats] = await playInTime(server, options);
    outcomes.push(outcome);
    repeated += repeats;
  }
  const { instances } = outcomes[0]!;
  const shares = outcomes.map(({ started }) => started / instances);
  const ready = outcomes.flatMap(({ readySeconds }) => readySeconds);
  // What the real server takes is measured, not fitted: the proxy sees when a client arrives and when it is answered.
  // The faster ones met no queue; queues are the simulation's own affair.
  const handshakeSeconds = quantile(
    outcomes.flatMap((outcome) => outcome.handshakeSeconds),
    0.25,
  );
  const simulation = simulate(environment, {
    runs,
    seed,
    parameters: { ...scene, serverHandshakeSeconds: handshakeSeconds, refusedSlotSeconds: handshakeSeconds },
    trace: false,
  });
  const { p50 } = simulation.timeToReadySeconds;
  const isOnce = parameters.observationSeconds === 0;
  return {
    what,
    seed,
    instances,
    storms,
    runs,
    shares,
    measured: shareOfRuns(shares, instances),
    simulated: simulation.started,
    ...(isOnce && {
      refused: {
        measured: outcomes.reduce((sum, { refused }) => sum + refused, 0) / storms,
        simulated: simulation.refusals / runs,
      },
    }),
    ...(isOnce &&
      p50 !== null &&
      ready.length > 0 && { readySeconds: { measured: median(ready), simulated: p50 } }),
    handshakeSeconds,
    repeated,
  };
}

/** Plays a storm; again and slower where timers were late. Whether they were does not depend on its outcome. */
async function playInTime(
  server: PostgresServer,
  options: StormOptions,
): Promise<readonly [outcome: RealOutcome, repeats: number]> {
  for (let repeats = 0; ; repeats += 1) {
    const millisecondsPerSecond = options.millisecondsPerSecond * 2 ** repeats;
    const outcome = await playStorm(server, { ...options, millisecondsPerSecond });
    if (outcome.lateSeconds <= LATE_SECONDS || repeats === REPEATS) return [outcome, repeats];
  }
}
