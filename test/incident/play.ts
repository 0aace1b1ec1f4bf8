import { join } from 'node:path';
import type { Declaration, Environment } from '../../capacity/declaration';
import { buildModel, type EnvironmentModel } from '../../capacity/model';
import { withPath } from '../../capacity/paths';
import { readDeclaration } from '../../cli/read-declaration';
import { CAUSES, simulate, type Cause, type Share } from '../../simulation';
import type { Scene } from './scenes';

/** Runs of every number that a table shows. */
export const RUNS = 100;
/** Runs that play a quarter of an hour with restarts, which are a hundred times as long. */
export const RESTART_RUNS = 10;
export const SEED = 1;

const FIXTURE = join(__dirname, '../fixtures/incident-1278.json');

/** What became of the backend. */
export interface Played {
  readonly started: Share;
  /** What failed most of the first starts that failed; none where all started. */
  readonly cause: Cause | undefined;
  /** Share that is ready in any start before the end. */
  readonly ready: number;
}

/**
 * Plays a scene.
 *
 * @param deadlineSeconds - declared for the backend, unless the scene declares one or takes it away
 * @param restarts - play the starts that follow a failed one too
 */
export function play(scene: Scene, deadlineSeconds: number, restarts = false): Played {
  const fields = { 'services.backend.startup.databaseDeadlineSeconds': deadlineSeconds, ...scene.fields };
  const key = JSON.stringify([fields, scene.parameters, restarts]);
  const known = played.get(key) ?? playOnce(fields, scene.parameters, restarts);
  played.set(key, known);
  return known;
}

/** A number stands in several cells; a scene without a declared deadline has one for all of them. */
const played = new Map<string, Played>();

function playOnce(fields: Scene['fields'], parameters: Scene['parameters'], restarts: boolean): Played {
  const simulation = simulate(modelOf(fields), {
    runs: restarts ? RESTART_RUNS : RUNS,
    seed: SEED,
    trace: false,
    parameters: { ...(restarts ? {} : { observationSeconds: 0 }), ...parameters },
  });
  const { causes, readyShare, started } = simulation.services.find(({ name }) => name === 'backend')!;
  const [worst] = [...CAUSES].sort((a, b) => causes[b] - causes[a]);
  return {
    started,
    cause: causes[worst!] > 0 ? worst : undefined,
    ready: readyShare,
  };
}

/** The fixture with fields changed. */
function modelOf(fields: Scene['fields']): EnvironmentModel {
  const { environments } = readDeclaration(FIXTURE);
  const edited = Object.entries(fields).reduce<Environment>(
    (environment, [path, value]) => withPath(environment, path, value ?? undefined),
    environments['staging']!,
  );
  // A field that is taken away is not there at all: `undefined` would be a value.
  const staging = JSON.parse(JSON.stringify(edited)) as Environment;
  const declaration: Declaration = { schemaVersion: 1, environments: { staging } };
  return buildModel(declaration).environments[0]!;
}
