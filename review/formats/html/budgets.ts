import { demandInWords, type Moment, type MomentName, type Verdict } from '../../../capacity/moments';
import { inWords } from '../../../capacity/quantity';
import { certainOf, formulaOf, sumText, type Term } from '../../../capacity/terms';
import { clientName } from '../../../capacity/words';
import { signed, type BudgetChange, type MomentChange } from '../../comparison';
import { figureOf } from './charts/figure';
import { PAINT, type Key } from './charts/palette';
import { stackedBars, type Bar, type StackedBars } from './charts/stacked-bars';
import { clientsOf, keyOf, type Client } from './clients';
import { ONLY_WARN } from '../../text';
import { markup, type Markup } from './markup';
import { capped, leftText, moreRow } from './words';

const MOST_TERMS = 40;

/** The budget of one server as a figure: a bar for every moment against what is usable, and its terms. */
export function budgetFigure(id: string, budget: BudgetChange): Markup {
  const { environment, name, before, after, moments } = budget;
  const limit = (after ?? before)!;
  const clients = clientsOf({ environment, moments: moments.flatMap((moment) => moment.after ?? []) });
  const rows = moments.filter((moment) => moment.after ?? moment.before);
  const isCompared = rows.some((row) => row.before);
  const chart: StackedBars = {
    keys: [
      ...clients.map((client) => keyOf(client, 'solid')),
      ...clients.map((client) => keyOf(client, 'hatched')),
    ],
    bars: rows.map((row) => barOf(row, rows[0]!.after, clients)),
    bands: bandsOf(limit),
    ...(typeof limit.usable === 'number' && { usable: { at: limit.usable, text: `usable ${limit.usable}` } }),
    ...(typeof limit.connections === 'number' && {
      limit: { at: limit.connections, text: `limit ${limit.connections}` },
    }),
  };
  const table = termsTable(rows, environment, isCompared);
  const isEmpty = chart.bars.every(
    ({ parts, before: was = 0 }) => was === 0 && parts.every((part) => part === 0),
  );
  if (isEmpty)
    return markup`<p class="soft">No number to draw.</p><div class="scroll">${table}</div>
`;
  return figureOf({
    id,
    title: `Connections to ${name} at every moment`,
    description: `${rows.map((row) => momentSentence(row)).join('; ')}; usable are ${inWords(limit.usable)}`,
    draw: (width) => stackedBars(chart, width),
    keys: legendOf(clients, chart),
    marks: marksOf(chart, isCompared, limit),
    tableTitle: 'Terms of every moment',
    table,
  });
}

function barOf(
  { name, before, after }: MomentChange,
  steady: Moment | undefined,
  clients: readonly Client[],
): Bar {
  const always = new Set(steady?.terms);
  const terms = after?.terms ?? [];
  const total = (client: Client, isAlways: boolean): number =>
    terms
      .filter((term) => always.has(term) === isAlways && client.owns(term))
      .reduce((sum, term) => sum + certainOf(term), 0);
  const now = after ? demandInWords(after) : 'none';
  const same = before !== undefined && demandInWords(before) === now;
  return {
    name,
    parts: [
      ...clients.map((client) => total(client, true)),
      ...clients.map((client) => total(client, false)),
    ],
    ...(before && { before: before.demand }),
    sum: before && !same ? `${demandInWords(before)} → ${now}` : now,
    result: after ? `${leftText(after)}${warns(name, after)}` : '',
    tone: TONES[after?.verdict ?? 'fits'],
  };
}

const TONES: Readonly<Record<Verdict, Bar['tone']>> = { fits: 'calm', over: 'over', unknown: 'warn' };

function warns(name: MomentName, { verdict }: Moment): string {
  return verdict !== 'fits' && ONLY_WARN.includes(name) ? ' (warns)' : '';
}

function bandsOf({ usable, kept, connections }: NonNullable<BudgetChange['after']>): StackedBars['bands'] {
  if (typeof usable !== 'number' || typeof connections !== 'number') return [];
  const keptTo = Math.min(usable + kept, connections);
  return [
    { from: usable, to: keptTo, paint: PAINT.kept },
    { from: keptTo, to: connections, paint: PAINT.reserved },
  ];
}

/** Each client once; hatched only where nothing of it is there all the time. */
function legendOf(clients: readonly Client[], { bars }: StackedBars): readonly Key[] {
  return clients.map((client, index) =>
    keyOf(client, bars.some(({ parts }) => parts[index]! > 0) ? 'solid' : 'hatched'),
  );
}

function marksOf(
  chart: StackedBars,
  isCompared: boolean,
  { kept, reserved }: NonNullable<BudgetChange['after']>,
): readonly { readonly name: string; readonly mark: string }[] {
  return [
    { name: 'what the moment adds to steady', mark: 'added' },
    ...(isCompared ? [{ name: 'before this change', mark: 'before' }] : []),
    ...(chart.bands.length > 0 && kept > 0 ? [{ name: `kept ${kept}`, mark: 'kept' }] : []),
    ...(chart.bands.length > 0 && reserved > 0 ? [{ name: `reserved ${reserved}`, mark: 'reserved' }] : []),
  ];
}

function momentSentence({ name, before, after }: MomentChange): string {
  const was =
    before && after && demandInWords(before) !== demandInWords(after)
      ? `${demandInWords(before)} before, `
      : '';
  return `${name} ${was}${after ? `${demandInWords(after)}, ${leftText(after)}` : 'does not apply any more'}`;
}

function termsTable(rows: readonly MomentChange[], environment: string, isCompared: boolean): Markup {
  const columns = isCompared ? 6 : 4;
  const head = isCompared
    ? markup`<th scope="col" class="n">before</th><th scope="col" class="n">after</th><th scope="col" class="n">change</th>`
    : markup`<th scope="col" class="n">connections</th>`;
  const steady = new Set(rows[0]?.after?.terms);
  return markup`<table><thead><tr><th scope="col">moment, client</th><th scope="col">term</th>${head}<th scope="col">result</th></tr></thead>
${rows.map((row) => {
  const { after, before, change, name } = row;
  const now = after ? demandInWords(after) : 'none';
  const sums = isCompared
    ? markup`<td class="n">${before ? demandInWords(before) : '–'}</td><td class="n">${now}</td><td class="n">${change === undefined ? '–' : signed(change)}</td>`
    : markup`<td class="n">${now}</td>`;
  const terms = (after?.terms ?? []).filter((term) => name === 'steady' || !steady.has(term));
  return markup`<tbody><tr class="sum"><th scope="rowgroup">${name}</th><td></td>${sums}<td class="${after?.verdict}">${after ? leftText(after) : ''}${after && warns(name, after)}</td></tr>
${capped(terms, MOST_TERMS, (term) => termRow(term, environment, name !== 'steady', isCompared), moreRow(columns, 'terms'))}</tbody>
`;
})}</table>`;
}

function termRow(term: Term, environment: string, isAdded: boolean, isCompared: boolean): Markup {
  const number = sumText(term);
  return markup`<tr><td>${isAdded && '+ '}${clientName(term, environment)} <span class="soft">${term.label}</span></td><td class="formula">${formulaOf(term)}</td>${
    isCompared && markup`<td></td>`
  }<td class="n">${number}</td>${isCompared && markup`<td></td>`}<td></td></tr>
`;
}
