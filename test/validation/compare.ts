import { availableParallelism } from 'node:os';
import { median } from 'simple-statistics';
import { simulate, type Share } from '../../simulation';
import { parametersWith } from '../../simulation/parameters';
import { shareOfRuns } from '../../simulation/statistics';
import { stormsOf } from '../../simulation/storms';
import { createRoles } from '../support/postgres/admission';
import type { Binaries } from '../support/postgres/find';
import { PostgresServer } from '../support/postgres/server';
import { Chance } from './chance';
import type { Configuration } from './configurations';
import { measureParameters, type ServerParameters } from './measured-parameters';
import { playStorm, startFor, type RealOutcome } from './real-storm';

/** How to compare. */
export interface CompareOptions {
  readonly seeds: readonly number[];
  /** Real storms of each configuration and seed. */
  readonly storms: number;
  /** Simulated runs of each configuration and seed. */
  readonly runs: number;
  /** Milliseconds here of a second of the declaration. */
  readonly millisecondsPerSecond: number;
  /** Called after each configuration and seed. */
  readonly onDone?: (comparison: Comparison) => void;
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
}

/** The same number in both worlds. */
export interface Pair {
  readonly measured: number;
  readonly simulated: number;
}

/** Plays and simulates every configuration with every seed, on as many servers at once as there are processors. */
export async function compare(
  binaries: Binaries,
  configurations: readonly Configuration[],
  options: CompareOptions,
): Promise<{ readonly parameters: ServerParameters; readonly comparisons: readonly Comparison[] }> {
  const jobs = configurations.flatMap((configuration) =>
    options.seeds.map((seed) => ({ configuration, seed })),
  );
  const servers: PostgresServer[] = [];
  try {
    const lanes = Math.max(1, Math.min(availableParallelism() - 1, jobs.length, 3));
    for (let lane = 0; lane < lanes; lane += 1) {
      const server = await PostgresServer.create(binaries);
      servers.push(server);
      await server.start({ max_connections: 20 });
      await createRoles(server);
    }
    const parameters = await measureParameters(servers[0]!, options.millisecondsPerSecond);
    const comparisons = new Map<(typeof jobs)[number], Comparison>();
    const left = [...jobs];
    await Promise.all(
      servers.map(async (server) => {
        for (let job = left.shift(); job; job = left.shift()) {
          const comparison = await compareOne(server, job.configuration, job.seed, parameters, options);
          comparisons.set(job, comparison);
          options.onDone?.(comparison);
        }
      }),
    );
    return { parameters, comparisons: jobs.map((job) => comparisons.get(job)!) };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function compareOne(
  server: PostgresServer,
  { environment, parameters: scene, what }: Configuration,
  seed: number,
  measuredParameters: ServerParameters,
  { millisecondsPerSecond, runs, storms }: CompareOptions,
): Promise<Comparison> {
  const parameters = parametersWith({ ...scene, ...measuredParameters });
  const [storm, ...others] = stormsOf(environment, parameters);
  if (!storm || others.length > 0) throw new Error(`${what}: not one storm`);
  await startFor(server, storm);
  const outcomes: RealOutcome[] = [];
  for (let run = 0; run < storms; run += 1) {
    const chance = new Chance(seed * 1_000 + run);
    outcomes.push(await playStorm(server, { storm, parameters, chance, millisecondsPerSecond }));
  }
  const simulation = simulate(environment, { runs, seed, parameters, trace: false });
  const { instances } = outcomes[0]!;
  const shares = outcomes.map(({ started }) => started / instances);
  const ready = outcomes.flatMap(({ readySeconds }) => readySeconds);
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
  };
}
