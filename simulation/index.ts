import type { EnvironmentModel } from '../capacity/model';
import { STARTUP_OBJECTIVE_PERCENT } from '../capacity/startup';
import { assumptionsOf, type SimulationAssumption } from './assumptions';
import { outcomeOf, Outcomes, type DatabaseOutcome, type Outcome, type ServiceOutcome } from './outcome';
import { parametersWith, type Parameters } from './parameters';
import { courseOf, Run, type Course } from './run';
import type { Storm } from './storm';
import { stormsOf } from './storms';
import { timeLineOf, type TimeLine } from './time-line';

export type { SimulationAssumption } from './assumptions';
export { NotSimulated } from './not-simulated';
export type { DatabaseOutcome, Outcome, ServiceOutcome } from './outcome';
export { PARAMETERS, parametersWith, type ParameterName, type Parameters } from './parameters';
export type { Durations, Share } from './statistics';
export { CAUSES, type Cause } from './tally';
export type { TimeLine, TimePoint } from './time-line';

/** Most runs of a simulation. */
export const MOST_RUNS = 100_000;

/** Most first starts in all runs: the time of each is kept, for its quantiles. */
const MOST_STARTS = 20_000_000;

/** How to simulate. */
export interface SimulateOptions {
  /** Runs, at least 1; each has its own course of chance. */
  readonly runs: number;
  /** Whole number. The same seed gives the same result, to the byte. */
  readonly seed: number;
  /** Parameters that differ from their defaults. */
  readonly parameters?: Partial<Parameters>;
  /** Called after every run with the number of runs done. */
  readonly onRun?: (done: number) => void;
  /**
   * Whether to draw up a time line.
   * @default true
   */
  readonly trace?: boolean;
}

/** What became of an environment's deploy, over all runs. */
export interface Simulation extends Outcome {
  readonly name: string;
  readonly runs: number;
  readonly seed: number;
  /** Share of the instances that must be ready in their first start, from 0 to 1. */
  readonly objective: number;
  /** Most open connections of ordinary roles on one database, in any run. */
  readonly peakConnections: number;
  readonly services: readonly ServiceOutcome[];
  readonly databases: readonly DatabaseOutcome[];
  /** What the numbers rest on. */
  readonly assumptions: readonly SimulationAssumption[];
  /** Events of all runs. */
  readonly events: number;
  /** The run in the middle of the storm that fares worst; none without `trace`, or where nothing starts. */
  readonly timeLine?: TimeLine;
}

/**
 * Simulates the deploy of an environment: its new fleets start while the outgoing ones are connected. Pure: no I/O, no
 * clock, no randomness but the seed's.
 *
 * @throws RangeError when an option is out of its range
 * @throws NotSimulated (a RangeError) when a number that the storm needs has no bound or is not known
 */
export function simulate(environment: EnvironmentModel, options: SimulateOptions): Simulation {
  const { onRun, runs, seed, trace = true } = options;
  requireWhole('runs', runs, 1, MOST_RUNS);
  requireWhole('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  const parameters = parametersWith(options.parameters);
  const courses = stormsOf(environment, parameters).map((storm) => courseOf(storm, parameters));
  const starts = runs * courses.reduce((sum, { layout }) => sum + layout.fleetOf.length, 0);
  if (starts > MOST_STARTS)
    throw new RangeError(`${runs} runs with ${starts} starts are not simulated; at most ${MOST_STARTS} are`);
  const outcomes = courses.map(({ storm }) => new Outcomes(storm, runs));
  for (let run = 0; run < runs; run += 1) {
    courses.forEach((course, index) => {
      outcomes[index]!.add(run, new Run(course, seed, numberOf(run, index, courses)).finish());
    });
    onRun?.(run + 1);
  }
  const databases = mergedDatabases(outcomes);
  const timeLine = trace ? worstTimeLine(courses, outcomes, seed) : undefined;
  return {
    name: environment.name,
    runs,
    seed,
    objective: (environment.declared.startupObjectivePercent ?? STARTUP_OBJECTIVE_PERCENT) / 100,
    ...outcomeOf(
      outcomes.flatMap(({ parts }) => parts),
      runs,
    ),
    peakConnections: Math.max(0, ...databases.map(({ peakConnections }) => peakConnections)),
    services: outcomes.flatMap(({ services }) => services),
    databases,
    assumptions: assumptionsOf(environment, parameters),
    events: outcomes.reduce((sum, { events }) => sum + events, 0),
    ...(timeLine && { timeLine }),
  };
}

/** The storms that `simulate` runs, for a look at their numbers. */
export function stormsIn(environment: EnvironmentModel, parameters?: Partial<Parameters>): readonly Storm[] {
  return stormsOf(environment, parametersWith(parameters));
}

/** Whether an outcome reaches the objective. */
export function meetsObjective({ objective, started }: Simulation): boolean {
  return started.share >= objective;
}

/** No two storms of a simulation have the same course of chance. */
function numberOf(run: number, storm: number, storms: readonly unknown[]): number {
  return run * storms.length + storm;
}

function worstTimeLine(
  courses: readonly Course[],
  outcomes: readonly Outcomes[],
  seed: number,
): TimeLine | undefined {
  const shares = outcomes.map(({ share, starts }) => (starts ? share : Infinity));
  const worst = shares.indexOf(Math.min(...shares));
  if (outcomes[worst]?.starts !== true) return undefined;
  const { fullest, representative } = outcomes[worst];
  return timeLineOf(courses[worst]!, seed, numberOf(representative, worst, courses), fullest);
}

function mergedDatabases(outcomes: readonly Outcomes[]): readonly DatabaseOutcome[] {
  const [first = [], ...others] = outcomes.map(({ databases }) => databases);
  return first.map((database, index) => ({
    ...database,
    peakConnections: Math.max(
      database.peakConnections,
      ...others.map((each) => each[index]!.peakConnections),
    ),
    refusals: others.reduce((sum, each) => sum + each[index]!.refusals, database.refusals),
  }));
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new RangeError(`${name}: given ${value}; allowed is a whole number from ${least} to ${most}`);
}
