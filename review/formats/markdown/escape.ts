import { clipped, plain } from '../plain';

const LONGEST_CODE = 300;
const LONGEST_LINE = 1000;
const HARMLESS = /^[\p{L}\d .,;:()%×→−±≥≤…+='/-]*$/u;
/** Of harmless characters: links, references to issues and commits, lists and rules at the start. */
const MEANINGFUL = /:\/\/|www\.|\bgh-\d|\b[\da-f]{7,40}\b|^\s*[-+\d=]/i;

/**
 * Any text as inline code. GitHub makes nothing of what is in code: no Markdown, no HTML, no mention, no reference, no
 * link, no formula. A backslash before a pipe does not keep every renderer from ending the cell of a table, so a pipe
 * is spelled out.
 */
export function code(text: string): string {
  const content = clipped(plain(text), LONGEST_CODE).replaceAll('|', '\\u007c');
  if (content.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(content) + 1);
  const gap = /^`|`$|^ .* $/.test(content) ? ' ' : '';
  return `${fence}${gap}${content}${gap}${fence}`;
}

/** Words as they are where nothing in them means anything to Markdown or to GitHub; else as code. */
export function prose(text: string): string {
  const words = text.replace(/(?<=[\p{L}\d])_(?=[\p{L}\d])/gu, '');
  return HARMLESS.test(words) && !MEANINGFUL.test(words) ? text : code(text);
}

/** Lines as a block of code that nothing in them can end. */
export function block(lines: readonly string[]): string {
  const content = lines.map(blockLine).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}text\n${content}\n${fence}`;
}

/** A line of a block of code, as the block has it. */
export function blockLine(line: string): string {
  return clipped(plain(line), LONGEST_LINE);
}

/** A row of a table; the cells are Markdown. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What is folded; the summary is Markdown of ours. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
