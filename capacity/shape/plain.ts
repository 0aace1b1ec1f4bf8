import type { Problem } from './shape-error';
import { quoted, shown, type Path } from './show';

/** Levels of nesting that a declaration may have. It needs about ten. */
export const MAX_DEPTH = 100;

/** Values of environment variables may have lines; no other text may. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const CONTROL_BUT_LINES = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** `environments.<name>.services.<name>.variables.<name>`, or of a job. */
const VARIABLE_DEPTH = 6;

/** cdktf encodes a number that is not known yet as about −8e298; arithmetic on it leaves such sizes too. */
const TOKEN_SIZE = 1e200;

/** Templates of Terraform, and tokens of cdktf in a text, a list or a name. */
const UNRESOLVED = /[$%]\{|TfToken\[/;

interface Node {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent?: Node;
  readonly depth: number;
}

/**
 * The first value that is no plain data: a cdktf token, a Terraform expression, a number without a value,
 * an object of a class, a text with control characters.
 */
export function findNotPlain(declaration: unknown): Problem | undefined {
  // Iterative, and with links instead of paths: a declaration may be large.
  const open: Node[] = [{ value: declaration, key: '', depth: 0 }];
  for (let node = open.pop(); node; node = open.pop()) {
    const text = notPlain(node);
    if (text !== undefined) return { path: pathOf(node), text };
    const { value, depth } = node;
    if (typeof value !== 'object' || value === null) continue;
    const children = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [key, child] of children.reverse() as [string | number, unknown][])
      open.push({ value: child, key, parent: node, depth: depth + 1 });
  }
  return undefined;
}

function notPlain({ value, key, parent, depth }: Node): string | undefined {
  if (depth > MAX_DEPTH) return `is nested too deeply; at most ${MAX_DEPTH} levels`;
  if (typeof key === 'string' && unresolved(key)) return `the name ${inText(key)}`;
  if (typeof value === 'number') return notPlainNumber(value);
  if (typeof value === 'string')
    return notPlainText(value, depth === VARIABLE_DEPTH && parent?.key === 'variables');
  if (typeof value === 'object' && value !== null) return notPlainObject(value);
  return typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint'
    ? `given ${shown(value)}${typeof value === 'bigint' ? 'n' : ''}; allowed is plain data`
    : undefined;
}

function notPlainText(text: string, isVariable: boolean): string | undefined {
  if (unresolved(text)) return `given ${inText(text)}`;
  if ((isVariable ? CONTROL_BUT_LINES : CONTROL).test(text))
    return `given ${quoted(text)}; allowed is a text without control characters`;
  // Texts are looked up in tables, where these would find what every object has.
  if (!isVariable && text in Object.prototype)
    return `given ${quoted(text)}, a reserved word; choose another`;
  return undefined;
}

function notPlainNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return `given ${value}; a plain number is needed`;
  return Math.abs(value) > TOKEN_SIZE
    ? 'given a cdktf token, a number that is known only after apply; a plain number is needed'
    : undefined;
}

function notPlainObject(value: object): string | undefined {
  if (Array.isArray(value)) return undefined;
  if ('resolve' in value && typeof value.resolve === 'function')
    return 'given a cdktf token, which is known only after apply; a plain value is needed';
  const prototype = Object.getPrototypeOf(value) as object | null;
  // By shape and not by identity: each realm has an Object.prototype of its own.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const { name } = value.constructor as { readonly name?: unknown };
  return `given an object of class ${quoted(String(name))}; allowed is plain data`;
}

function unresolved(text: string): boolean {
  return UNRESOLVED.test(text);
}

function inText(text: string): string {
  const what = text.includes('TfToken[') ? 'a cdktf token' : 'a Terraform expression';
  return `${quoted(text)}, ${what} that is known only after apply; a plain value is needed`;
}

function pathOf(node: Node): Path {
  const path: (string | number)[] = [];
  for (let each = node; each.parent; each = each.parent) path.unshift(each.key);
  return path;
}
