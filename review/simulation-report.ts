import {
  meetsObjective,
  type DatabaseOutcome,
  type Outcome,
  type ServiceOutcome,
  type Share,
  type Simulation,
  type SimulationAssumption,
  type TimeLine,
} from '../simulation';

/** The JSON of `capacity simulate`. Shares are from 0 to 1, counts are totals over all runs. */
export interface SimulationReport {
  readonly schemaVersion: 1;
  readonly environments: readonly SimulatedEnvironment[];
}

/** One environment's outcome. What its fields mean stands at the simulation's. */
export interface SimulatedEnvironment extends ReportedOutcome {
  readonly name: string;
  readonly runs: number;
  readonly seed: number;
  readonly peakConnections: number;
  readonly assumptions: readonly SimulationAssumption[];
  readonly objective: number;
  readonly meetsObjective: boolean;
  readonly services: readonly (ReportedOutcome & Pick<ServiceOutcome, 'name'>)[];
  readonly databases: readonly DatabaseOutcome[];
  /** `null` where nothing starts. */
  readonly timeLine: TimeLine | null;
}

type ReportedOutcome = Outcome;

/** The report of simulations, in a fixed order of fields. */
export function simulationReportOf(simulations: readonly Simulation[]): SimulationReport {
  return { schemaVersion: 1, environments: simulations.map(environmentOf) };
}

function environmentOf(simulation: Simulation): SimulatedEnvironment {
  const { assumptions, databases, name, objective, peakConnections, runs, seed, services } = simulation;
  const { refusals, started, timeToReadySeconds, causes, ...rest } = outcomeOf(simulation);
  return {
    name,
    runs,
    seed,
    started,
    timeToReadySeconds,
    peakConnections,
    refusals,
    causes,
    assumptions,
    ...rest,
    objective,
    meetsObjective: meetsObjective(simulation),
    services: services.map((service) => ({ name: service.name, ...outcomeOf(service) })),
    databases,
    timeLine: simulation.timeLine ?? null,
  };
}

function outcomeOf(outcome: Outcome): ReportedOutcome {
  const { attempts, causes, crashLoops, failedStarts, instances, readyShare, refusals, started } = outcome;
  const { timeouts, timeToReadySeconds } = outcome;
  return {
    instances,
    started: rounded(started),
    readyShare: round(readyShare),
    timeToReadySeconds,
    attempts,
    refusals,
    timeouts,
    failedStarts,
    crashLoops,
    causes,
  };
}

function rounded({ high, low, share }: Share): Share {
  return { share: round(share), low: round(low), high: round(high) };
}

/** To a millionth: what lies behind is no knowledge. */
function round(share: number): number {
  return Math.round(share * 1_000_000) / 1_000_000;
}
