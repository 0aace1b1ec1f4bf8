import { buildModel, type EnvironmentModel } from '../../capacity/model';
import { declaration } from '../../environments';
import { simulate, type Simulation } from '../../simulation';
import { ENVIRONMENT, SERVICE, declare } from '../support/declare';

/** What a simulation costs, each line with its target. */
export function simulationCosts(): readonly (readonly [what: string, target: string, measured: string])[] {
  const { environments } = buildModel(declaration);
  const of = (name: string): EnvironmentModel => environments.find((each) => each.name === name)!;
  // The first runs are compiled.
  costOf(of('production'), 2000);
  const production = costOf(of('production'), 5000);
  const staging = costOf(of('staging'), 1000);
  return [
    ['simulation, events a second', '≥ 1 M', `${(eventsASecond(production) / 1e6).toFixed(1)} M`],
    ['1,000 runs of staging, CPU', '≤ 2 s', `${staging.seconds.toFixed(2)} s`],
    growthLine('a deploy that fits', false),
    growthLine('a deploy on a full database', true),
  ];
}

interface Cost {
  /** CPU. */
  readonly seconds: number;
  readonly simulation: Simulation;
}

/** Cost of a run over n log n, against that of 10 instances; with microseconds an instance for the reader. */
function growthLine(what: string, isExhausted: boolean): readonly [string, string, string] {
  const sizes = [10, 100, 1000, 10_000];
  const perRun = sizes.map((instances) => {
    const model = deployOf(instances, isExhausted);
    const runs = 20_000 / instances;
    costOf(model, Math.ceil(runs / 4));
    return costOf(model, runs).seconds / runs;
  });
  const growth = sizes.map((instances, index) => perRun[index]! / (instances * Math.log2(instances)));
  const worst = Math.max(...growth.slice(1)) / growth[0]!;
  const each = sizes.map((instances, index) => ((perRun[index]! / instances) * 1e6).toFixed(0));
  return [
    `${what}, cost ÷ n log n, 10 to 10,000 instances`,
    '≤ 1',
    `${worst.toFixed(2)}   (${each.join(', ')} µs an instance)`,
  ];
}

/**
 * So many instances of 5 eager connections each. All of them start, beside an outgoing fleet of as many; or nobody else
 * leaves them a connection, and each tries until its deadline and starts again. Nothing else holds them up, so that an
 * instance does the same whatever their number is.
 */
function deployOf(instances: number, isExhausted: boolean): EnvironmentModel {
  const service = {
    ...SERVICE,
    maxInstances: instances,
    pools: { main: { database: 'main', driver: 'sqlalchemy', size: 5, maxOverflow: 0, opens: 'eager' } },
    egress: { kind: 'none' },
  } as const;
  const database = { ...ENVIRONMENT.databases.main, maxConnections: instances * (isExhausted ? 5 : 10) + 7 };
  return buildModel(declare({ ...ENVIRONMENT, databases: { main: database }, services: { api: service } }))
    .environments[0]!;
}

function costOf(environment: EnvironmentModel, runs: number): Cost {
  const before = process.cpuUsage();
  const simulation = simulate(environment, {
    runs,
    seed: 1,
    trace: false,
    parameters: { observationSeconds: 60, serverHandshakeSeconds: 0 },
  });
  const { system, user } = process.cpuUsage(before);
  return { seconds: (system + user) / 1e6, simulation };
}

function eventsASecond({ seconds, simulation }: Cost): number {
  return simulation.events / seconds;
}
