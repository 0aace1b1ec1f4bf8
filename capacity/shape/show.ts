/** Keys and indices from the top of a declaration to a value. */
export type Path = readonly (string | number)[];

const LONGEST_TEXT = 40;
const LONGEST_LIST = 160;
/** The deepest field of a declaration has ten. */
const LONGEST_PATH = 12;

/** Characters that could break a line, move the cursor or reorder a message: control, format, surrogate, private. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;
const EVERY_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

/** A text that cannot do anything to the terminal or the log that it is printed to. */
export function escaped(text: string): string {
  // Nearly every text has none, and a report has many.
  if (!UNPRINTABLE.test(text)) return text;
  return text.replace(EVERY_UNPRINTABLE, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** A text in quotes, on one line and not long. */
export function quoted(text: string): string {
  // Cut before escaping: a text of 10 MB is not worth copying. By code points, so that no pair is split.
  const start = Array.from(text.slice(0, 2 * LONGEST_TEXT + 2));
  const cut = start.length > LONGEST_TEXT ? `${start.slice(0, LONGEST_TEXT).join('')}…` : text;
  return `"${escaped(cut.replace(/["\\]/g, '\\$&'))}"`;
}

/** A value that was given, as a message shows it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  return Object.is(value, -0) ? '0' : String(value);
}

/** `environments.staging.services.backend`, with brackets around what is no plain name. */
export function pathText(path: Path): string {
  const text = path.slice(0, LONGEST_PATH).reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!/^[\w$-]{1,98}$/.test(key)) return `${text}[${quoted(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
  return path.length > LONGEST_PATH ? `${text}…` : text;
}

/** `"a", "b" or "c"`; of a long list the first, and how many more there are. */
export function listed(items: readonly string[], last: 'and' | 'or'): string {
  let length = 0;
  const fitting = items.filter((item) => (length += item.length + 2) <= LONGEST_LIST);
  const more = items.length - fitting.length;
  if (more > 0) return `${fitting.join(', ')} ${last} ${more} more`;
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}
