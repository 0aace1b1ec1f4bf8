import type { Limit } from '../../../capacity/limit';
import { momentNamed, type Moment } from '../../../capacity/moments';
import type { EnvironmentModel } from '../../../capacity/model';
import { inWords } from '../../../capacity/quantity';
import { clientName } from '../../../capacity/words';
import type { BudgetChange } from '../../comparison';
import { figureOf, type Figure } from './charts/figure';
import { clock } from './charts/scale';
import { stepAreas, type Level, type Steps } from './charts/steps';
import { clientsOf, keyOf, type Client } from './clients';
import { markup, type Markup } from './markup';
import { connectionsAt, rolloutCurve, type RolloutCurve, type RolloutTimes } from './rollout-curve';
import { capped, moreItem } from './words';

/** Marks that still can be told apart on a phone. */
const MOST_MARKS = 7;
const MOST_SENTENCES = 4;

/**
 * The rollout against one server, drawn over time: the new fleet starts, the outgoing one drains.
 *
 * @returns `undefined` where nothing rolls out against it
 */
export function rolloutFigure(
  id: string,
  { environment, name, after, moments }: BudgetChange,
  modelOf: (environment: string) => EnvironmentModel | undefined,
): Markup | undefined {
  const all = moments.flatMap((moment) => moment.after ?? []);
  const rollout = momentNamed({ moments: all }, 'rollout');
  const curve = rolloutCurve({ moments: all }, modelOf);
  if (!after || !rollout || !curve || curve.parts.length === 0) return undefined;
  const clients = clientsOf({ environment, moments: all });
  const { chart, used } = stepsOf(curve, clients, after);
  const events = eventsOf(curve, environment);
  const peak = peakText(curve, rollout, after);
  const marked: Steps = {
    ...chart,
    events: events.slice(0, MOST_MARKS).map(({ at }, index) => ({ at, mark: String(index + 1) })),
  };
  const figure: Figure = {
    id,
    title: `Connections to ${name} during a rollout`,
    description: `${peak} ${events.map(({ at, texts }) => `${clock(at)} ${texts.join(', ')}`).join('; ')}`,
    draw: (width) => stepAreas(marked, width),
    keys: used.map((client) => keyOf(client, 'solid')),
    marks: [{ name: 'outgoing fleet, or only there for the rollout', mark: 'added' }],
    caption: markup`<p class="peak ${curve.peak > (typeof after.usable === 'number' ? after.usable : Infinity) && 'over'}">${peak}</p>
<ol class="events">${capped(
      events,
      MOST_MARKS,
      ({ at, texts }) => markup`<li><b>${clock(at)}</b> ${texts.join(', ')}</li>`,
      moreItem('in the table'),
    )}</ol>
${assumed(curve, environment, modelOf)}`,
    tableTitle: 'Connections at every step',
    table: stepsTable(marked, used, events, after),
  };
  return figureOf(figure);
}

function stepsOf(
  curve: RolloutCurve,
  clients: readonly Client[],
  limit: Limit,
): { chart: Steps; used: readonly Client[] } {
  const used = clients.filter((client) => curve.parts.some(({ term }) => client.owns(term)));
  const sum = (client: Client, isOutgoing: boolean, instant: number): number =>
    curve.parts
      .filter(({ term, fleet }) => (fleet === 'outgoing') === isOutgoing && client.owns(term))
      .reduce((total, part) => total + connectionsAt(part, instant), 0);
  const columns = [
    ...used.map((client) => ({
      key: keyOf(client, 'solid'),
      at: (instant: number) => sum(client, false, instant),
    })),
    ...used.map((client) => ({
      key: keyOf(client, 'hatched'),
      at: (instant: number) => sum(client, true, instant),
    })),
  ].filter(({ at }) => curve.instants.some((instant) => at(instant) > 0));
  const last = curve.instants.at(-1)!;
  const levels: readonly Level[] = [
    ...(typeof limit.connections === 'number'
      ? [{ at: limit.connections, text: `limit ${limit.connections}`, line: 'dashed' as const }]
      : []),
    ...(typeof limit.usable === 'number' && limit.usable !== limit.connections
      ? [{ at: limit.usable, text: `usable ${limit.usable}`, line: 'solid' as const }]
      : []),
  ];
  const chart: Steps = {
    keys: columns.map(({ key }) => key),
    steps: curve.instants.map((at) => ({ at, parts: columns.map((column) => column.at(at)) })),
    end: Math.max(60, Math.ceil((last * 1.05) / 30) * 30),
    levels,
    unit: 'connections',
  };
  return { chart, used };
}

interface Event {
  readonly at: number;
  readonly texts: readonly string[];
}

/** What happens when, in words; what happens to several services at the same time is one event. */
function eventsOf({ services }: RolloutCurve, here: string): readonly Event[] {
  const by = new Map<number, Map<string, string[]>>();
  const add = (at: number, what: string, name: string): void => {
    const whats = by.get(at) ?? new Map<string, string[]>();
    whats.set(what, [...(whats.get(what) ?? []), name]);
    by.set(at, whats);
  };
  for (const times of services) {
    const name = serviceName(times, here);
    add(times.opens, 'new instances reach the database', name);
    if (times.isCandidate) continue;
    add(times.ready, 'the new fleet takes the traffic, and is at its ceiling', name);
    add(times.drained, 'the last request of the outgoing fleet ends', name);
    add(times.gone, 'its last idle instance ends', name);
  }
  return [...by]
    .sort(([a], [b]) => a - b)
    .map(([at, whats]) => ({
      at,
      texts: [...whats].map(([what, names]) => `${namesText(names)}: ${what}`),
    }));
}

function serviceName({ environment, service }: RolloutTimes, here: string): string {
  return clientName({ environment, path: `services.${service}` }, here);
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(' and ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function peakText({ notDrawn, peak, peakAt }: RolloutCurve, rollout: Moment, { usable }: Limit): string {
  const left =
    typeof usable === 'number' ? (peak > usable ? `, ${peak - usable} OVER` : `, ${usable - peak} left`) : '';
  const open =
    notDrawn.length > 0
      ? ` Not drawn: ${notDrawn.map(({ path, connections }) => `${path} (${inWords(connections)})`).join(', ')}.`
      : '';
  // The moment counts what may meet; with their own times, not all of it does.
  const counted =
    notDrawn.length === 0 && peak < rollout.demand
      ? ` The budget counts ${rollout.demand}: as if all of it met.`
      : '';
  return `Peak ${peak} of ${inWords(usable)} usable${left}, from ${clock(peakAt)} on.${counted}${open}`;
}

/** What the drawing rests on; services with the same numbers share a sentence. */
function assumed(
  { services }: RolloutCurve,
  here: string,
  modelOf: (environment: string) => EnvironmentModel | undefined,
): Markup {
  const bySentence = new Map<string, string[]>();
  for (const times of services) {
    const sentence = drainText(times, modelOf(times.environment));
    bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), serviceName(times, here)]);
  }
  return markup`<p class="soft">Drawn as the worst case that the budget counts: load at its peak, every pool full, no time between traffic and ceiling. ${capped(
    [...bySentence],
    MOST_SENTENCES,
    ([sentence, names]) => `${namesText(names)}: ${sentence} `,
    (more) => markup`${more} more like these.`,
  )}</p>`;
}

function drainText({ service: name, ready }: RolloutTimes, model: EnvironmentModel | undefined): string {
  const service = model?.services.find((candidate) => candidate.name === name);
  const starts = `starts in ${ready} s (its startup budget)`;
  if (service?.rollout === 'candidate')
    return `${starts}, as a candidate at its floor until somebody moves the traffic, whose time is not known.`;
  const { requestTimeoutSeconds = 0 } = service?.declared ?? {};
  const { idleInstanceSeconds = 0 } = model?.assumptions ?? {};
  return `${starts}; the outgoing fleet works up to ${requestTimeoutSeconds} s (request timeout), then keeps what its pools hold up to ${idleInstanceSeconds} s (idleInstanceSeconds, assumed).`;
}

function stepsTable(
  { keys, steps }: Steps,
  used: readonly Client[],
  events: readonly Event[],
  { usable }: Limit,
): Markup {
  const nameOf = (letter: string): string => used.find((client) => client.letter === letter)!.name;
  return markup`<table><thead><tr><th scope="col">from</th>${keys.map(
    ({ letter, tone }) =>
      markup`<th scope="col" class="n">${nameOf(letter)}${tone === 'hatched' && ', outgoing'}</th>`,
  )}<th scope="col" class="n">sum</th><th scope="col" class="n">left</th><th scope="col">what happens</th></tr></thead><tbody>
${steps.map(({ at, parts }) => {
  const sum = parts.reduce((total, part) => total + part, 0);
  const left =
    typeof usable === 'number'
      ? sum > usable
        ? `${sum - usable} OVER`
        : String(usable - sum)
      : inWords(usable);
  const texts = events.find((event) => event.at === at)?.texts ?? (at === 0 ? ['the deploy starts'] : []);
  return markup`<tr><th scope="row" class="n">${clock(at)}</th>${parts.map((part) => markup`<td class="n">${part}</td>`)}<td class="n">${sum}</td><td class="n ${left.endsWith('OVER') && 'over'}">${left}</td><td>${texts.join(', ')}</td></tr>
`;
})}</tbody></table>`;
}
