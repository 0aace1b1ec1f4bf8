import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEADLINES } from './scenes';
import type { Table } from './tables';

const root = join(__dirname, '../..');

/** The page, and the chart that it shows. */
export const PAGE = join(root, 'docs/incident-1278.md');
export const CHART = join(root, 'docs/incident-1278.svg');

/** A table as the page shows it: rows of texts, the first cell its name. */
export type Shown = readonly (readonly string[])[];

/** The page as it stands. */
export function readPage(): string {
  return readFileSync(PAGE, 'utf8');
}

/** Rows of a table of the page. */
export function shownIn(page: string, name: string): Shown {
  const [, block] = blockOf(name).exec(page) ?? [];
  if (block === undefined) throw new RangeError(`docs/incident-1278.md has no table ${name}`);
  return block
    .trim()
    .split('\n')
    .slice(3)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The page with a table renewed. */
export function withTable(page: string, name: string, { head }: Table, shown: Shown): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = [line(head), line(head.map(() => '---')), ...shown.map(line)];
  return page.replace(
    blockOf(name),
    () => `<!-- incident: ${name} -->\n<!-- prettier-ignore -->\n${rows.join('\n')}\n`,
  );
}

/** Shares of a row at the five deadlines, percent, as the page shows them. */
export function sharesOf(row: readonly string[]): readonly number[] {
  const cells = row.filter((cell) => /^[\d.]+ \(.*\) %$/.test(cell)).slice(0, DEADLINES.length);
  return cells.map((cell) => Number(/^[\d.]+/.exec(cell)![0]));
}

function blockOf(name: string): RegExp {
  return new RegExp(`<!-- incident: ${name} -->\\n(<!-- prettier-ignore -->\\n(?:\\|.*\\n)*)`);
}
