import type { Cause } from '../../simulation';
import { play, type Played } from './play';
import { firstDeploy, ONE_REMEDY, TOGETHER } from './remedies';
import { alone, DEADLINES, QUIET, slotsTaken, SUSPECTS, WITHOUT, type Scene } from './scenes';

/** A table of the page: what its cells show, and how each is played. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly Row[];
}

/** A row: its name, and its cells in order. */
export interface Row {
  readonly name: string;
  readonly cells: readonly (() => string)[];
}

const CAUSES: Readonly<Record<Cause, string>> = {
  exhausted: 'exhausted',
  networkNotReady: 'network not ready',
  deadlineTooShort: 'deadline too short',
  probeTooShort: 'probe too short',
};

const LAST = DEADLINES[DEADLINES.length - 1]!;
const HEAD = DEADLINES.map((seconds) => `${seconds} s`);
const TAKEN = [0, 20, 40, 60, 80, 90, 92, 93];

/** Every table of the page, by name. */
export const TABLES: Readonly<Record<string, Table>> = {
  suspects: {
    head: ['on its own', 'standing', ...HEAD, 'first cause', 'ready after 15 min'],
    rows: [QUIET, ...Object.values<Scene>(SUSPECTS).map(alone)].map((scene) => ({
      name: scene.name,
      cells: [() => scene.standing, ...shares(scene), () => causesText(scene), () => readyText(scene)],
    })),
  },
  slots: {
    head: ['taken of 93', 'lazy pools, 8 s', 'lazy pools, 75 s', 'eager pools, 8 s', 'eager pools, 75 s'],
    rows: TAKEN.map((connections) => ({
      name: String(connections),
      cells: (['lazy', 'eager'] as const).flatMap((opens) =>
        [DEADLINES[0], LAST].map((seconds) => () => shareText(play(slotsTaken(connections, opens), seconds))),
      ),
    })),
  },
  without: {
    head: ['', ...HEAD, 'first cause'],
    rows: WITHOUT.map((scene) => ({
      name: scene.name,
      cells: [...shares(scene), () => causesText(scene)],
    })),
  },
  remedies: {
    head: ['', ...HEAD, 'first cause'],
    rows: ONE_REMEDY.map((scene) => ({
      name: scene.name,
      cells: [...shares(scene), () => causesText(scene)],
    })),
  },
  together: {
    head: ['', ...HEAD, 'first cause', 'the deploy that brings it'],
    rows: TOGETHER.map((scene) => ({
      name: scene.name,
      cells: [...shares(scene), () => causesText(scene), () => shareText(play(firstDeploy(scene), LAST))],
    })),
  },
  settings: {
    head: ['scene', '`--set`'],
    rows: [QUIET, ...Object.values<Scene>(SUSPECTS).map(alone), ...WITHOUT, ...ONE_REMEDY, ...TOGETHER].map(
      (scene) => ({ name: scene.name, cells: [() => settingsText(scene)] }),
    ),
  },
};

/** What `capacity simulate test/fixtures/incident-1278.json` takes to play it. */
function settingsText({ fields, parameters = {} }: Scene): string {
  const ofSimulation = Object.entries(parameters).map(([name, value]) => `simulation.${name}=${value}`);
  const ofFields = Object.entries(fields).map(([path, value]) => `${path}=${JSON.stringify(value)}`);
  return [...ofFields, ...ofSimulation].map((setting) => `\`${setting}\``).join(' ');
}

function shares(scene: Scene): readonly (() => string)[] {
  return DEADLINES.map((seconds) => () => shareText(play(scene, seconds)));
}

/** A share with its 95 % interval. */
function shareText({ started }: Played): string {
  return `${percent(started.share)} (${percent(started.low)}–${percent(started.high)}) %`;
}

function causesText(scene: Scene): string {
  const causes = [DEADLINES[0], LAST].map((seconds) => play(scene, seconds).cause);
  const names = [...new Set(causes.filter((cause) => cause !== undefined))].map((cause) => CAUSES[cause]);
  return names.join(', then ') || 'none failed';
}

function readyText(scene: Scene): string {
  return `${percent(play(scene, LAST, true).ready)} %`;
}

/** One digit after the point, and none where there is nothing to say. */
function percent(share: number): string {
  return String(Math.round(share * 1000) / 10);
}
