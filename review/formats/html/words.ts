import type { Limit } from '../../../capacity/limit';
import type { Moment } from '../../../capacity/moments';
import { inWords } from '../../../capacity/quantity';
import { markup, type Content, type Markup } from './markup';

/** `34 left`, `14 OVER`, `UNKNOWN`. */
export function leftText({ left, verdict }: Moment): string {
  if (verdict === 'unknown') return 'UNKNOWN';
  if (verdict === 'over') return left === undefined ? 'OVER' : `${-left} OVER`;
  return left === undefined ? 'fits' : `${left} left`;
}

/** `limit 100 (declared) − reserved 7 − kept 3 = 90 usable`. */
export function limitText({ text, reserved, kept, usable }: Limit): string {
  const subtracted =
    reserved + kept > 0 ? ` − reserved ${reserved} − kept ${kept} = ${inWords(usable)} usable` : '';
  return `limit ${text}${subtracted}`;
}

/** A list that is cut where it is longer than a reader can use, and says so. */
export function capped<T>(
  items: readonly T[],
  most: number,
  show: (item: T, index: number) => Content,
  more: (number: number) => Markup,
): readonly Content[] {
  const rest = items.length - most;
  return [...items.slice(0, most).map(show), ...(rest > 0 ? [more(rest)] : [])];
}

/** A row that says how many rows are left out. */
export function moreRow(columns: number, what: string): (number: number) => Markup {
  return (number) => markup`<tr><td colspan="${columns}" class="more">… and ${number} more ${what}</td></tr>
`;
}

/** An item of a list that says how many items are left out. */
export function moreItem(what?: Content): (number: number) => Markup {
  return (number) =>
    markup`<li class="more">… and ${number} more${what !== undefined && markup` ${what}`}</li>`;
}

/** A path that may break at its dots, where a phone has no room for it. */
export function pathCode(path: string): Markup {
  return markup`<code>${path.split(/(?<=[./])/).map((part, index) => markup`${index > 0 && markup`<wbr>`}${part}`)}</code>`;
}
