import { assumedIn } from '../capacity/assumed';
import { ASSUMPTIONS, type AssumptionName } from '../capacity/google-cloud/assumptions';
import type { Standing } from '../capacity/google-cloud/fact';
import type { EnvironmentModel } from '../capacity/model';
import { PARAMETERS, type Parameter, type ParameterName, type Parameters } from './parameters';

/** One assumption that a simulated number rests on. */
export interface SimulationAssumption {
  /** As `--set` takes it: `assumptions.connectionSeconds`, `simulation.outgoingPercent`; else what was assumed. */
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly what: string;
  readonly standing: Standing;
  readonly source: string;
}

/** Assumptions of the model that no storm depends on. */
const WITHOUT_PART: readonly string[] = [
  'overshootPercent',
  'connectionMegabytes',
  'sharedBuffersPercent',
  'connectorBusyPercent',
  'offeredLoadPercent',
  'directVpcMaxInstances',
] satisfies readonly AssumptionName[];

/** Assumptions of the model that every storm depends on. */
const ALWAYS: readonly AssumptionName[] = ['crashLoopSeconds', 'idleInstanceSeconds'];

/** Everything that the simulation of an environment assumes: the model's assumptions, then the parameters. */
export function assumptionsOf(
  environment: EnvironmentModel,
  parameters: Parameters,
): readonly SimulationAssumption[] {
  const used = assumedIn(environment).filter(({ name }) => !WITHOUT_PART.includes(name));
  const named = new Set(used.map(({ name }) => name));
  const always = ALWAYS.filter((name) => !named.has(name)).map((name) => ({
    ...ASSUMPTIONS[name],
    name,
    value: environment.assumptions[name],
  }));
  const ofModel = [...used, ...always].map(({ name, source, unit, value, what }): SimulationAssumption => {
    const original = Object.hasOwn(ASSUMPTIONS, name) ? ASSUMPTIONS[name as AssumptionName].value : undefined;
    return {
      name: original === undefined ? name : `assumptions.${name}`,
      value,
      unit,
      what,
      standing: 'assumed',
      source: sourceOf(source, value, original),
    };
  });
  const names = Object.keys(PARAMETERS) as ParameterName[];
  const ofSimulation = names.map((name): SimulationAssumption => {
    const { source, standing, unit, value: original, what }: Parameter = PARAMETERS[name];
    const value = parameters[name];
    return {
      name: `simulation.${name}`,
      value,
      unit,
      what,
      standing,
      source: sourceOf(source, value, original),
    };
  });
  return [...ofModel, ...ofSimulation];
}

function sourceOf(source: string, value: number | null, original: number | undefined): string {
  return original === undefined || value === original ? source : `set; ${original} by default: ${source}`;
}
