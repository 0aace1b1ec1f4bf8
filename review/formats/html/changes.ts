import { fieldName, isBlocked, type FieldChange, type ResourceChange } from '../../../capacity/change';
import { inWords, type Quantity } from '../../../capacity/quantity';
import { firstOf } from '../../../capacity/words';
import { capacityChanges, type CapacityChange } from '../../capacity-changes';
import { signed } from '../../comparison';
import { editText } from '../../finding-text';
import type { Review } from '../../review';
import { markup, type Content, type Markup } from './markup';
import { capped, moreItem, moreRow, pathCode } from './words';

const MOST_NAMED = 4;
const MOST_CHANGES = 150;
const MOST_FIELDS = 20;
const MOST_CAPACITIES = 100;

const KINDS: Readonly<Record<ResourceChange['effect']['kind'], string>> = {
  'in-place': 'in place',
  outside: 'outside',
  'new-revision': 'new revision',
  restart: 'RESTART',
  replace: 'REPLACE',
};

/** What applying interrupts or loses, as one line; `undefined` where it does neither. */
export function interruptions({ changes }: Review): Markup | undefined {
  const list = (what: string, is: (word: string) => boolean): Content => {
    const subjects = changes.filter((change) => is(impactWord(change))).map(({ subject }) => subject);
    if (subjects.length === 0) return undefined;
    return markup`<li>Applying it <b>${what}</b> ${firstOf(subjects, MOST_NAMED)}</li>`;
  };
  const items = [
    list('is blocked at', (word) => word === 'BLOCKED'),
    list('deletes', (word) => word === 'DELETE'),
    list('replaces', (word) => word === KINDS.replace),
    list('restarts', (word) => word === KINDS.restart),
  ].filter((item) => item !== undefined);
  return items.length === 0 ? undefined : markup`<ul class="interrupts">${items}</ul>`;
}

/** What applying does to every resource, the harshest first, and what else has another capacity after it. */
export function changesSection(review: Review): Markup | undefined {
  const { changes } = review;
  const capacities = capacityChanges(review);
  if (changes.length + capacities.length === 0) return undefined;
  const sorted = [...changes].sort((a, b) => weight(b) - weight(a));
  return markup`<section id="changes"><h2>What applying it does</h2>
${
  sorted.length > 0 &&
  markup`<div class="scroll"><table class="changes"><thead><tr><th scope="col">impact</th><th scope="col">resource</th><th scope="col">what changes</th></tr></thead><tbody>
${capped(sorted, MOST_CHANGES, changeRow, moreRow(3, 'resources'))}</tbody></table></div>`
}
${capacities.length > 0 && capacitiesTable(capacities)}</section>
`;
}

function weight(change: ResourceChange): number {
  if (isBlocked(change)) return 10;
  const order = Object.keys(KINDS);
  return change.action === 'delete' ? 9 : order.indexOf(change.effect.kind);
}

function impactWord(change: ResourceChange): string {
  const { action, effect } = change;
  if (isBlocked(change)) return 'BLOCKED';
  if (action === 'create' || action === 'import' || action === 'forget') return action;
  return action === 'delete' ? 'DELETE' : KINDS[effect.kind];
}

function changeRow(change: ResourceChange): Markup {
  const { address, effect, environment, fields, owner, subject, type } = change;
  const word = impactWord(change);
  const isHarsh = word === word.toUpperCase();
  return markup`<tr><td class="impact ${isHarsh && 'over'}">${word}</td>
<td class="text">${pathCode(subject)}<br><span class="soft">${environment} · ${pathCode(address ?? type)}${owner !== undefined && markup` · owner ${owner}`}</span></td>
<td class="text">${
    fields.length > 0 &&
    markup`<ul class="fields">${capped(
      fields,
      MOST_FIELDS,
      (field) => fieldItem(field, change),
      moreItem('fields'),
    )}</ul>`
  }<p class="effect">${effect.text !== word && effect.text}${isBlocked(change) && '; deletion protection is on: the apply stops here, after other changes were made'}</p></td></tr>
`;
}

function fieldItem(
  { path, from, to, effect, isKept }: FieldChange,
  { effect: all, subject }: ResourceChange,
): Markup {
  const after = isKept ? 'not written; stays as it is live' : editText(to);
  // Only where it is another effect than the whole has.
  const why = effect.text !== all.text && markup` <span class="soft">${effect.text}</span>`;
  return markup`<li>${pathCode(fieldName(path, subject))} <del>${editText(from)}</del> → <ins>${after}</ins>${why}</li>`;
}

function capacitiesTable(capacities: readonly CapacityChange[]): Markup {
  return markup`<h3>Other capacities that change</h3>
<div class="scroll"><table><thead><tr><th scope="col">capacity</th><th scope="col" class="n">before</th><th scope="col" class="n">after</th><th scope="col" class="n">change</th></tr></thead><tbody>
${capped(capacities, MOST_CAPACITIES, capacityRow, moreRow(4, 'capacities'))}</tbody></table></div>`;
}

function capacityRow({ environment, subject, what, unit, before, after, change }: CapacityChange): Markup {
  const named = unit === '' ? what : `${what}, ${unit}`;
  return markup`<tr><td class="text">${pathCode(subject)} ${named} <span class="soft">${environment}</span></td><td class="n">${quantityText(before)}</td><td class="n">${quantityText(after)}</td><td class="n">${change === undefined ? '–' : signed(change)}</td></tr>
`;
}

function quantityText(quantity: Quantity | undefined): string {
  return quantity === undefined ? 'none' : inWords(quantity);
}
