import { fieldName, isBlocked, type FieldChange, type ResourceChange } from '../../../capacity/change';
import { demandInWords, type Moment } from '../../../capacity/moments';
import { inWords, type Quantity } from '../../../capacity/quantity';
import { valueText } from '../../../capacity/words';
import { capacityChanges } from '../../capacity-changes';
import { budgetChanges, signed, type BudgetChange, type MomentChange } from '../../comparison';
import type { Review } from '../../review';
import { moreLine } from '../../table';
import { ONLY_WARN } from '../../text';
import { code, prose, row } from './escape';
import { itemsOf, type Section } from './fit';
import { ofEnvironment, serverText } from './names';

const MOST_FIELDS = 8;

/** Connections of every moment that changed; without a base, of every moment. */
export function connectionsTable(review: Review): Section {
  const isCompared = review.before !== undefined;
  const named = ofEnvironment(review);
  const rows = budgetChanges(review)
    .filter(({ kind, isChanged }) => kind !== 'redis-clients' && (isChanged || !isCompared))
    .flatMap((budget) =>
      budget.moments
        .filter((moment) => !isCompared || isChanged(budget, moment))
        .map((moment) => ({ budget, moment })),
    );
  const items = itemsOf(rows, ({ budget, moment }) => {
    const server = named(budget.environment, serverText(budget.name, budget.kind));
    return { full: row([server, ...momentCells(budget, moment, isCompared)]) };
  });
  const head = ['database', 'moment', isCompared ? 'before → after' : 'connections', 'usable', 'left'];
  return table('rows of connections', 2, '### Connections', head, ['', '', ':', ':', ':'], items);
}

function isChanged({ before, after }: BudgetChange, moment: MomentChange): boolean {
  return moment.change !== 0 || before?.usable !== after?.usable;
}

function momentCells(
  { before, after }: BudgetChange,
  moment: MomentChange,
  isCompared: boolean,
): readonly string[] {
  const warns = ONLY_WARN.includes(moment.name) ? ' (warns only)' : '';
  const change = moment.change === undefined ? '' : ` (${signed(moment.change)})`;
  const usable =
    before && after && before.usable !== after.usable
      ? arrow(inWords(before.usable), inWords(after.usable))
      : inWords((after ?? before)!.usable);
  return [
    `${moment.name}${warns}`,
    isCompared ? `${arrow(demand(moment.before), demand(moment.after))}${change}` : demand(moment.after)!,
    usable,
    leftText(moment.after, after?.usable),
  ];
}

function demand(moment: Moment | undefined): string | undefined {
  return moment && demandInWords(moment);
}

function leftText(moment: Moment | undefined, usable: Quantity | undefined): string {
  if (!moment) return '';
  const { demand, left, verdict } = moment;
  if (verdict !== 'over') return left === undefined ? verdict : String(left);
  if (left !== undefined) return `**${-left} over**`;
  // What is certain may be over on its own.
  const isCertain = typeof usable === 'number' && demand > usable;
  return isCertain ? `**at least ${demand - usable} over**` : '**over**';
}

/** The other capacities that changed. */
export function capacitiesTable(review: Review): Section {
  const named = ofEnvironment(review);
  const items = itemsOf(capacityChanges(review), (capacity) => {
    const { environment, subject, what, unit, before, after, change } = capacity;
    const text = (value: Quantity | undefined): string | undefined =>
      value === undefined ? undefined : `${inWords(value)} ${unit}`.trim();
    const by = change === undefined ? '' : ` (${signed(change)})`;
    const cells = [prose(what), `${arrow(text(before), text(after))}${by}`];
    return { full: row([named(environment, code(subject)), ...cells]) };
  });
  return table(
    'other capacities',
    5,
    '### Other capacities',
    ['of', 'capacity', 'before → after'],
    ['', '', ':'],
    items,
  );
}

/** What applying the change does to every resource that it touches. */
export function impactTable(review: Review): Section {
  const named = ofEnvironment(review);
  const changes = [...review.changes].sort((a, b) => harm(b) - harm(a));
  const items = itemsOf(changes, (change) => {
    const cells = [changeText(change), effectText(change)];
    return { full: row([named(change.environment, resource(change)), ...cells]) };
  });
  const head = ['resource', 'change', 'effect'];
  return table('resources', 3, '### What applying it does', head, ['', '', ''], items);
}

function harm(change: ResourceChange): number {
  if (isBlocked(change)) return 5;
  return { replace: 4, restart: 3, 'new-revision': 2, outside: 1, 'in-place': 0 }[change.effect.kind];
}

function resource({ subject, address, owner }: ResourceChange): string {
  const from = address === undefined || address === subject ? '' : ` ${code(address)}`;
  return `${code(subject)}${from}${owner === undefined ? '' : ` (${prose(owner)})`}`;
}

function changeText({ action, fields, subject }: ResourceChange): string {
  const shown = fields.slice(0, MOST_FIELDS).map((field) => code(fieldText(field, subject)));
  const more = fields.length > MOST_FIELDS ? [`${fields.length - MOST_FIELDS} more`] : [];
  return [action, [...shown, ...more].join(', ')].filter(Boolean).join(' ');
}

function fieldText({ path, from, to, isKept }: FieldChange, subject: string): string {
  return `${fieldName(path, subject)} ${valueText(from)} → ${isKept ? 'not written, stays' : valueText(to)}`;
}

function effectText(change: ResourceChange): string {
  const { effect } = change;
  const strong = ['restart', 'replace'].includes(effect.kind);
  const text = strong ? `**${effect.kind}**: ${prose(effect.text)}` : prose(effect.text);
  return isBlocked(change)
    ? `**blocked half-way**: deletion protection stops the apply here, after other changes were made. ${text}`
    : text;
}

/** `4 → 12`; what was not there before, or is not any more, has no arrow. */
function arrow(before: string | undefined, after: string | undefined): string {
  if (before === undefined || after === undefined || before === after) {
    const note = before === after ? '' : before === undefined ? ' new' : ' gone';
    return `${after ?? before ?? ''}${note}`;
  }
  return `${before} → **${after}**`;
}

function table(
  noun: string,
  importance: number,
  title: string,
  head: readonly string[],
  alignment: readonly string[],
  items: Pick<Section, 'items' | 'total'>,
): Section {
  const lines = alignment.map((side) => `---${side}`);
  return {
    noun,
    importance,
    ...items,
    frame: (shown, more) =>
      [
        `${title}\n`,
        row(head),
        row(lines),
        ...shown,
        ...moreLine(more).map((line) => row([line, ...head.slice(1).map(() => '')])),
      ].join('\n'),
  };
}
