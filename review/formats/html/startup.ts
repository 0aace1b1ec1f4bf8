import type { EnvironmentModel } from '../../../capacity/model';
import { toMilliseconds } from '../../../capacity/quantity';
import type { Deadline, StartupBudget } from '../../../capacity/startup';
import { figureOf } from './charts/figure';
import { HUES, PAINT, type Key } from './charts/palette';
import { spanRows, type Span } from './charts/spans';
import { markup, type Markup } from './markup';

/** Services that are drawn; the table has all of them, up to its own limit. */
const MOST_DRAWN = 12;
const MOST_ROWS = 100;

const KEYS: readonly Key[] = [
  { name: 'network warm-up, and the line of a connector', letter: '', hue: HUES[0]!, tone: 'hatched' },
  { name: 'connections', letter: '', hue: HUES[0]!, tone: 'solid' },
  { name: 'migration', letter: '', hue: HUES[2]!, tone: 'solid' },
  { name: 'boot', letter: '', hue: HUES[3]!, tone: 'solid' },
];

const MARKS = [
  { name: 'connect timeout', mark: 'tick' },
  { name: 'database deadline', mark: 'deadline' },
  { name: 'startup probe window', mark: 'window' },
] as const;

/** The startup budgets of an environment as time lines; `undefined` where no service has one. */
export function startupFigure(id: string, { startup }: EnvironmentModel): Markup | undefined {
  const all = [...startup];
  if (all.length === 0) return undefined;
  const drawn = all.slice(0, MOST_DRAWN);
  const more = all.length - drawn.length;
  const spans = drawn.map(([name, budget]) => spanOf(name, budget));
  return figureOf({
    id,
    title: 'Startup budget of every service',
    description: spans.map(({ name, result }) => `${name} ${result}`).join('; '),
    draw: (width) => spanRows(KEYS, spans, width),
    keys: KEYS.filter((_, index) => spans.some(({ parts }) => parts[index]! > 0)),
    marks: MARKS,
    caption: markup`${more > 0 && markup`<p class="soft">${more} more services are in the table.</p>`}`,
    tableTitle: 'Seconds of every step',
    table: startupTable(all.slice(0, MOST_ROWS), all.length - MOST_ROWS),
  });
}

function stepsOf({
  networkWarmUpSeconds,
  lineSeconds,
  connectionSeconds,
  migrationSeconds,
  bootSeconds,
}: StartupBudget): readonly number[] {
  return [
    toMilliseconds(networkWarmUpSeconds + lineSeconds),
    connectionSeconds,
    migrationSeconds,
    bootSeconds,
  ];
}

function needOf(budget: StartupBudget): number {
  return toMilliseconds(stepsOf(budget).reduce((sum, seconds) => sum + seconds, 0));
}

function spanOf(name: string, budget: StartupBudget): Span {
  const { databaseNeedSeconds, databaseDeadline, connectTimeout, probe } = budget;
  const need = needOf(budget);
  const isLate = databaseNeedSeconds > databaseDeadline.seconds;
  const isKilled = need > probe.windowSeconds;
  const result = isLate
    ? `${databaseNeedSeconds} s to the database: TOO LATE`
    : `needs ${need} s of ${probe.windowSeconds} s${isKilled ? ': TOO LATE' : ''}`;
  return {
    name,
    parts: stepsOf(budget),
    bounds: [
      { at: probe.windowSeconds, paint: PAINT.window },
      { at: databaseDeadline.seconds, paint: PAINT.deadline },
    ].sort((a, b) => b.at - a.at),
    ticks: [connectTimeout.seconds],
    result,
    details: `connect timeout ${connectTimeout.seconds} s, database deadline ${databaseDeadline.seconds} s, probe window ${probe.windowSeconds} s`,
    isOver: isLate || isKilled,
  };
}

function startupTable(rows: readonly (readonly [string, StartupBudget])[], more: number): Markup {
  const heads = [
    'network',
    'connect',
    'migration',
    'boot',
    'needs',
    'connect timeout',
    'deadline',
    'probe window',
  ];
  return markup`<table><thead><tr><th scope="col">service</th>${heads.map(
    (head) => markup`<th scope="col" class="n">${head}</th>`,
  )}<th scope="col">network, why</th></tr></thead><tbody>
${rows.map(([name, budget]) => {
  const { connectTimeout, databaseDeadline, probe, networkText } = budget;
  const seconds = [...stepsOf(budget), needOf(budget)];
  return markup`<tr><th scope="row">${name}</th>${seconds.map((second) => markup`<td class="n">${second} s</td>`)}<td class="n">${deadlineText(connectTimeout)}</td><td class="n">${deadlineText(databaseDeadline)}</td><td class="n">${probe.windowSeconds} s</td><td class="text">${networkText}</td></tr>
`;
})}${more > 0 && markup`<tr><td colspan="10" class="more">… and ${more} more services</td></tr>`}</tbody></table>`;
}

function deadlineText({ seconds, basis }: Deadline): Markup {
  return markup`${seconds} s <span class="soft">${basis}</span>`;
}
