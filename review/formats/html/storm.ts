import type { EnvironmentModel } from '../../../capacity/model';
import {
  meetsObjective,
  NotSimulated,
  simulate,
  stormsIn,
  type Simulation,
  type TimeLine,
  type TimePoint,
} from '../../../simulation';
import { causeShares, percent } from '../../simulation-text';
import { figureOf } from './charts/figure';
import { HUES, type Key } from './charts/palette';
import { clock } from './charts/scale';
import { stepAreas, type Level, type Steps } from './charts/steps';
import { markup, type Markup } from './markup';
import { capped, moreRow } from './words';

/** Runs where they are short; the larger the storm, the fewer, so that a page is drawn in a moment. */
const MOST_RUNS = 100;
const LEAST_RUNS = 10;
const MOST_EVENTS = 500_000;
/** A storm of more is not played for a page. */
const MOST_CONNECTIONS = 5000;
const SEED = 1;
const MOST_ROWS = 60;

/**
 * The storm of an environment's deploy, played and drawn: one run over time, and how many instances start in all of
 * them. Equal for equal declarations.
 *
 * @returns `undefined` where nothing starts against a database
 */
export function stormFigure(id: string, model: EnvironmentModel): Markup | undefined {
  try {
    if (sizeOf(model) > MOST_CONNECTIONS)
      return notPlayed(`more than ${MOST_CONNECTIONS} connections are played by capacity simulate only`);
    const simulation = played(model);
    const { timeLine } = simulation;
    return timeLine && figure(id, simulation, timeLine);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return notPlayed(error instanceof NotSimulated ? `${error.path}: ${error.why}` : error.message);
  }
}

/** Said in place of a storm. */
export function notPlayed(why: string): Markup {
  return markup`<p class="soft">Not simulated: ${why}.</p>
`;
}

function sizeOf(model: EnvironmentModel): number {
  return stormsIn(model).reduce(
    (all, { starting }) =>
      starting.reduce(
        (sum, { instances, load, processes, steps }) =>
          sum +
          instances * processes * [...steps, ...load].reduce((each, step) => each + step.connections, 0),
        all,
      ),
    0,
  );
}

function played(model: EnvironmentModel): Simulation {
  const { events } = simulate(model, { runs: 1, seed: SEED, trace: false });
  const runs = Math.min(MOST_RUNS, Math.max(LEAST_RUNS, Math.floor(MOST_EVENTS / Math.max(1, events))));
  return simulate(model, { runs, seed: SEED });
}

function figure(id: string, simulation: Simulation, timeLine: TimeLine): Markup {
  const { assumptions, instances, objective, runs, started } = simulation;
  const { database, services } = timeLine;
  const keys = keysOf(timeLine);
  const chart = stepsOf(timeLine, keys);
  const verdict = meetsObjective(simulation) ? 'meets' : 'misses';
  const share = `${percent(started.share)} of ${instances} instances start the first time (95 % interval ${percent(started.low)} to ${percent(started.high)}): it ${verdict} the ${percent(objective)} objective`;
  return figureOf({
    id,
    title: `Connections to ${database} in one run of the storm of ${services.join(' and ')}`,
    description: `Under the assumptions below, ${share}. ${lastText(timeLine)}`,
    draw: (width) => stepAreas(chart, width),
    keys,
    caption: markup`<p class="${!meetsObjective(simulation) && 'over'}">Under these assumptions ${share}. ${runs} runs, seed ${SEED}.${causesText(simulation)}</p>
<p class="soft">Drawn is the run in the middle. ${lastText(timeLine)} Nothing of it is measured.</p>
<details><summary>These assumptions</summary><div class="scroll"><table><thead><tr><th scope="col">assumption</th><th scope="col" class="n">value</th><th scope="col">standing</th><th scope="col">what</th></tr></thead><tbody>
${assumptions.map(
  ({ name, standing, unit, value, what }) =>
    markup`<tr><th scope="row"><code>${name}</code></th><td class="n">${value === null ? '–' : `${value} ${unit}`}</td><td>${standing}</td><td class="text">${what}</td></tr>
`,
)}</tbody></table></div></details>`,
    tableTitle: 'Connections over time',
    table: stormTable(timeLine),
  });
}

/** What failed the first starts that failed. */
function causesText({ causes }: Simulation): string {
  const parts = causeShares(causes);
  return parts.length === 0 ? '' : ` First failures: ${parts.join(', ')}.`;
}

/** A service has one hue: its new fleet is solid, what else it has is hatched. */
function keysOf({ clients, services }: TimeLine): readonly Key[] {
  return clients.map((name): Key => {
    const service = services.findIndex((each) => name === each || name.startsWith(`${each} `));
    const place = service < 0 ? HUES.length - 1 : service % (HUES.length - 1);
    return {
      name,
      letter: String.fromCharCode(65 + place),
      hue: HUES[place]!,
      tone: services.includes(name) ? 'solid' : 'hatched',
    };
  });
}

function stepsOf({ limit, points, reserved }: TimeLine, keys: readonly Key[]): Steps {
  const changed = changedPoints(points);
  const levels: readonly Level[] = Number.isFinite(limit)
    ? [
        { at: limit, text: `limit ${limit}`, line: 'dashed' },
        ...(reserved > 0
          ? [{ at: limit - reserved, text: `slots ${limit - reserved}`, line: 'solid' as const }]
          : []),
      ]
    : [];
  return {
    keys,
    steps: changed.map(({ open, seconds }) => ({ at: seconds, parts: open })),
    end: Math.max(30, points.at(-1)?.seconds ?? 0),
    levels,
    unit: 'connections',
  };
}

/** A time line repeats itself where nothing happens. */
function changedPoints(points: readonly TimePoint[]): readonly TimePoint[] {
  return points.filter(
    ({ open }, index) => index === 0 || open.some((each, client) => each !== points[index - 1]!.open[client]),
  );
}

function lastText({ instances, points }: TimeLine): string {
  const last = points.at(-1)!;
  return `After ${clock(last.seconds)}, ${last.ready} of ${instances} are ready, and ${last.refusals} attempts were refused.`;
}

function stormTable({ clients, points }: TimeLine): Markup {
  const rows = points.filter((point, index) => index === 0 || differs(point, points[index - 1]!));
  return markup`<table><thead><tr><th scope="col">at</th>${clients.map((client) => markup`<th scope="col" class="n">${client}</th>`)}<th scope="col" class="n">sum</th><th scope="col" class="n">starting</th><th scope="col" class="n">ready</th><th scope="col" class="n">refused so far</th></tr></thead><tbody>
${capped(
  rows,
  MOST_ROWS,
  ({ open, ready, refusals, seconds, starting }) =>
    markup`<tr><th scope="row" class="n">${clock(seconds)}</th>${open.map((each) => markup`<td class="n">${each}</td>`)}<td class="n">${open.reduce((sum, each) => sum + each, 0)}</td><td class="n">${starting}</td><td class="n">${ready}</td><td class="n">${refusals}</td></tr>
`,
  moreRow(clients.length + 5, 'times'),
)}</tbody></table>`;
}

function differs(a: TimePoint, b: TimePoint): boolean {
  return (
    a.starting !== b.starting ||
    a.ready !== b.ready ||
    a.refusals !== b.refusals ||
    a.open.some((each, client) => each !== b.open[client])
  );
}
