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

/** Assumptions of the model that a storm can depend on; an environment's report lists those that its storms do. */
export const STORM_ASSUMPTIONS = [
  'connectionSeconds',
  'connectorScalingSeconds',
  'startupMbpsPerInstance',
  'directVpcWarmUpSeconds',
  'idleInstanceSeconds',
  'orphanedConnectionSeconds',
  'crashLoopSeconds',
  'deadlineMargin',
  'failoverSeconds',
  'managedPoolSize',
  'managedPoolClients',
] as const satisfies readonly AssumptionName[];

/** Those that every storm depends on. */
const ALWAYS: readonly AssumptionName[] = ['crashLoopSeconds', 'idleInstanceSeconds'];

/** Everything that the simulation of an environment assumes: the model's assumptions, then the parameters. */
export function assumptionsOf(
  environment: EnvironmentModel,
  parameters: Parameters,
): readonly SimulationAssumption[] {
  const used = assumedIn(environment).filter(({ name }) => isOfStorm(name));
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

/** What was assumed of the environment itself has no name of its own among the assumptions. */
function isOfStorm(name: string): boolean {
  const names: readonly string[] = STORM_ASSUMPTIONS;
  return names.includes(name) || !Object.hasOwn(ASSUMPTIONS, name);
}

function sourceOf(source: string, value: number | null, original: number | undefined): string {
  return original === undefined || value === original ? source : `set; ${original} by default: ${source}`;
}
