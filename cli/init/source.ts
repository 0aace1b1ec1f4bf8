import { escaped } from '../../capacity/shape';

/** Words, which are wrapped, or a line of code to be uncommented. */
export type Comment = string | { readonly code: string };

/** Comments by the path of the field that they stand above, also of fields that are not there. */
export type Comments = ReadonlyMap<string, readonly Comment[]>;

const WIDTH = 110;
const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

/** The key of a comment. */
export function commentKey(path: readonly string[]): string {
  return path.join('\n');
}

/**
 * Plain data as TypeScript, in the project's style: what `prettier` leaves as it is. Comments of fields that are not
 * there stand at the end of their object.
 */
export function sourceOf(value: unknown, comments: Comments): string {
  return printed(value, [], '', comments);
}

/** A text as a literal: in single quotes, unless it has more of those than of double quotes. */
export function literal(text: string): string {
  const count = (quote: string): number => text.split(quote).length - 1;
  const quote = count("'") > count('"') ? '"' : "'";
  return `${quote}${escaped(text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`))}${quote}`;
}

/** Comment lines no wider than the page. What comes from elsewhere cannot end the comment. */
export function commentLines(text: Comment, indent: string): readonly string[] {
  if (typeof text !== 'string') return [`${indent}// ${escaped(text.code)}`];
  const lines: string[] = [];
  let line = `${indent}//`;
  for (const word of escaped(text).split(' ')) {
    if (line.length + 1 + word.length > WIDTH && line.trim() !== '//') {
      lines.push(line);
      line = `${indent}//`;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

function printed(value: unknown, path: readonly string[], indent: string, comments: Comments): string {
  if (typeof value === 'string') return literal(value);
  if (Array.isArray(value)) return list(value, path, indent, comments);
  if (typeof value !== 'object' || value === null) return String(value);
  return onOneLine(value, path, indent, comments) ?? onManyLines(value, path, indent, comments);
}

function onManyLines(value: object, path: readonly string[], indent: string, comments: Comments): string {
  const inner = `${indent}  `;
  const keys = Object.keys(value);
  const above = (key: string): readonly string[] =>
    (comments.get(commentKey([...path, key])) ?? []).flatMap((text) => commentLines(text, inner));
  const fields = Object.entries(value).flatMap(([key, field]) => [
    ...above(key),
    fieldText(key, printed(field, [...path, key], inner, comments), typeof field === 'string', inner),
  ]);
  const absent = absentKeys(path, keys, comments).flatMap(above);
  return ['{', ...fields, ...absent, `${indent}}`].join('\n');
}

/** A text that is too long for the line of its key stands on one of its own, unless the key is as short as that. */
function fieldText(key: string, value: string, isText: boolean, indent: string): string {
  const name = `${indent}${keyText(key)}:`;
  const isShort = keyText(key).length < 5;
  return isText && !isShort && `${name} ${value},`.length > WIDTH
    ? `${name}\n${indent}  ${value},`
    : `${name} ${value},`;
}

/** Small data without a comment stays on one line where it fits. */
function onOneLine(
  value: object,
  path: readonly string[],
  indent: string,
  comments: Comments,
): string | undefined {
  const fields = Object.entries(value) as readonly (readonly [string, unknown])[];
  if ([...comments.keys()].some((key) => path.length === 0 || key.startsWith(`${commentKey(path)}\n`)))
    return undefined;
  if (fields.length === 0) return '{}';
  const isSmall = path.length > 0 && fields.length < 6 && fields.every(([, field]) => isScalar(field));
  if (!isSmall) return undefined;
  const text = `{ ${fields.map(([key, field]) => `${keyText(key)}: ${printed(field, [], '', comments)}`).join(', ')} }`;
  return fits(text, path, indent) ? text : undefined;
}

function list(
  values: readonly unknown[],
  path: readonly string[],
  indent: string,
  comments: Comments,
): string {
  const items = values.map((value, index) =>
    printed(value, [...path, String(index)], `${indent}  `, comments),
  );
  const text = `[${items.join(', ')}]`;
  if (values.every(isScalar) && fits(text, path, indent)) return text;
  return ['[', ...items.map((item) => `${indent}  ${item},`), `${indent}]`].join('\n');
}

/** Whether it fits behind its key, with a comma. */
function fits(text: string, path: readonly string[], indent: string): boolean {
  return indent.length + keyText(path.at(-1) ?? '').length + ': '.length + text.length + ','.length <= WIDTH;
}

function absentKeys(path: readonly string[], keys: readonly string[], comments: Comments): readonly string[] {
  const prefix = path.map((key) => `${key}\n`).join('');
  return [...comments.keys()]
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((key) => !key.includes('\n') && !keys.includes(key));
}

function keyText(key: string): string {
  return PLAIN_KEY.test(key) ? key : literal(key);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
