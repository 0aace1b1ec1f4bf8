import { escaped } from '../../capacity/shape';

/**
 * Plain data in which no text can break a line, move a cursor or reorder what stands around it: control and format
 * characters are spelled out. Names of a plan may hold any. Most hold none: only what changes is copied.
 */
export function plain<T>(value: T): T {
  if (typeof value === 'string') return escaped(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => plain(item));
    return items.every((item, index) => item === value[index]) ? value : (items as T);
  }
  const before: readonly (readonly [string, unknown])[] = Object.entries(value);
  const entries = before.map(([key, item]) => [escaped(key), plain(item)] as const);
  const isSame = entries.every(
    ([key, item], index) => key === before[index]![0] && item === before[index]![1],
  );
  return isSame ? value : (Object.fromEntries(entries) as T);
}

/** The start of a text that is too long, by whole characters, with a mark that says so. */
export function clipped(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // No half of a surrogate pair.
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** JSON in which control and format characters are escapes, also those that JSON would leave as they are. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
