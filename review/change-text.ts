import { createColors } from 'picocolors';
import { fieldName, isBlocked, type ResourceChange } from '../capacity/change';
import { inWords, type Quantity } from '../capacity/quantity';
import { counted, firstOf, valueText } from '../capacity/words';
import { RESOURCE_TYPES } from '../terraform/attributes';
import { capacityChanges } from './capacity-changes';
import { signed } from './comparison';
import type { Review } from './review';
import { columns, moreLine } from './table';

const MOST_CHANGES = 30;
const MOST_FIELDS = 3;
const MOST_CAPACITIES = 30;

/** Whether a resource is one that carries capacity: of a known type, or declared. */
export function carriesCapacity({ address, subject, type }: ResourceChange): boolean {
  return RESOURCE_TYPES.has(type) || address === undefined || subject !== address;
}

/** What the change does to every resource that it touches; those without a capacity are counted. */
export function changeLines({ changes }: Review, colors: boolean): readonly string[] {
  const carrying = changes.filter(carriesCapacity);
  const others = changes.length - carrying.length;
  const rows = carrying
    .slice(0, MOST_CHANGES)
    .map((change) => [subjectText(change, changes), fieldsText(change), effectText(change, colors)]);
  return [
    ...columns(rows),
    ...moreLine(carrying.length - rows.length),
    ...(others > 0
      ? [`${carrying.length > 0 ? 'and ' : ''}${counted(others, 'resource')} without a capacity`]
      : []),
  ];
}

/** The other capacities that a change raises or lowers. */
export function capacityLines(review: Review): readonly string[] {
  const all = capacityChanges(review);
  const several = new Set(all.map(({ environment }) => environment)).size > 1;
  const rows = all
    .slice(0, MOST_CAPACITIES)
    .map(({ environment, subject, what, unit, before, after, change }) => [
      several ? `${environment}: ${subject}` : subject,
      what,
      `${quantityText(before, unit)} → ${quantityText(after, unit)}`,
      change === undefined ? '' : signed(change),
    ]);
  return [...columns(rows, [3]), ...moreLine(all.length - rows.length)];
}

function quantityText(value: Quantity | undefined, unit: string): string {
  if (value === undefined) return 'none';
  return unit === '' || typeof value !== 'number' ? inWords(value) : `${value} ${unit}`;
}

function subjectText({ environment, subject }: ResourceChange, all: readonly ResourceChange[]): string {
  const isOnly = all.every((other) => other.environment === environment);
  return isOnly ? subject : `${environment}: ${subject}`;
}

/** `maxInstances 4 → 12, concurrency 10 → 20 and 2 more`. */
function fieldsText({ fields, subject }: ResourceChange): string {
  const told = fields.map(({ path, from, to, isKept }) => {
    const name = fieldName(path, subject);
    return isKept
      ? `${name} not written, stays ${valueText(from)}`
      : `${name} ${valueText(from)} → ${valueText(to)}`;
  });
  return firstOf(told, MOST_FIELDS);
}

function effectText(change: ResourceChange, colors: boolean): string {
  const { effect } = change;
  const paint = createColors(colors);
  const blocked = isBlocked(change) ? '; BLOCKED half-way by its deletion protection' : '';
  const text = `${effect.text}${blocked}`;
  if (effect.kind === 'replace') return paint.red(text);
  return effect.kind === 'restart' ? paint.yellow(text) : text;
}
