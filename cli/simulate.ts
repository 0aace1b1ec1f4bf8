import { existsSync } from 'node:fs';
import type { Declaration } from '../capacity/declaration';
import { buildModel } from '../capacity/model';
import { simulationReportOf } from '../review/simulation-report';
import { simulationText } from '../review/simulation-text';
import {
  MOST_RUNS,
  meetsObjective,
  parametersWith,
  simulate as simulateOne,
  type Parameters,
  type Simulation,
} from '../simulation';
import { readSetting, withSettings, type Setting } from './edit-declaration';
import { InputError } from './input-error';
import { colors, load } from './load';
import { progressOf } from './progress';

/** Options of `capacity simulate`. */
export interface SimulateOptions {
  readonly runs: string;
  readonly seed: string;
  readonly set: readonly string[];
  readonly format: 'text' | 'json';
}

const PREFIX = 'simulation.';

/**
 * Simulates the deploy of one of this project's environments, or of all environments of a file.
 *
 * @returns the exit status: 1 when an environment misses the objective
 * @throws InputError when there is nothing that can be simulated
 */
export function simulate(target: string, options: SimulateOptions): number {
  const runs = wholeNumber('--runs', options.runs, 1, MOST_RUNS);
  const seed = wholeNumber('--seed', options.seed, 0, Number.MAX_SAFE_INTEGER);
  const settings = options.set.map(readSetting);
  const { declaration, environments } = targetOf(target);
  const edited = withSettings(
    declaration,
    environments,
    settings.filter(({ path }) => !path.startsWith(PREFIX)),
  );
  const parameters = parametersIn(settings);
  const models = buildModel(edited).environments.filter(({ name }) => environments.includes(name));
  const progress = progressOf(runs * models.length);
  const simulations = models.map((model, index): Simulation => {
    const onRun = (done: number): void => {
      progress.update(index * runs + done);
    };
    try {
      return simulateOne(model, { runs, seed, parameters, onRun });
    } catch (error) {
      throw error instanceof RangeError ? new InputError(`${model.name}: ${error.message}`) : error;
    } finally {
      progress.pause();
    }
  });
  const text =
    options.format === 'json'
      ? JSON.stringify(simulationReportOf(simulations), null, 2)
      : simulationText(simulations, colors());
  process.stdout.write(`${text}\n`);
  return simulations.every(meetsObjective) ? 0 : 1;
}

function targetOf(target: string): {
  readonly declaration: Declaration;
  readonly environments: readonly string[];
} {
  const looksLikeFile = target.includes('/') || target.endsWith('.json');
  if (!looksLikeFile) {
    const { declaration } = load();
    const names = Object.keys(declaration.environments);
    if (names.includes(target)) return { declaration, environments: [target] };
    if (!existsSync(target))
      throw new InputError(
        `environment: given ${JSON.stringify(target)}; allowed are ${names.join(', ')}, or the file of a JSON declaration`,
      );
  }
  const { declaration } = load(target);
  return { declaration, environments: Object.keys(declaration.environments) };
}

function parametersIn(settings: readonly Setting[]): Parameters {
  const own = settings.filter(({ path }) => path.startsWith(PREFIX));
  const values = Object.fromEntries(
    own.map(({ path, value }) => {
      if (typeof value !== 'number')
        throw new InputError(`${path}: given ${JSON.stringify(value ?? null)}; allowed is a number`);
      return [path.slice(PREFIX.length), value];
    }),
  );
  return parametersWith(values);
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new InputError(
    `${option}: given ${JSON.stringify(text)}; allowed is a whole number from ${least} to ${most}`,
  );
}
