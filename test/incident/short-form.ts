import { sharesOf, shownIn } from './page';
import { ONE_REMEDY, TOGETHER } from './remedies';
import { DEADLINES, SUSPECTS } from './scenes';

/** Rows of the page that the README shows, under the words that fit there. */
const ROWS: readonly (readonly [words: string, table: string, row: string])[] = [
  ['the incident as declared', 'remedies', ONE_REMEDY[0]!.name],
  ['only the second revision, idle', 'suspects', SUSPECTS.split.name],
  ['only eager pools', 'suspects', SUSPECTS.eager.name],
  ['only the delay of the connector', 'suspects', SUSPECTS.declared.name],
  ['any single remedy', 'remedies', ''],
  ['pools, limit, one revision, connector, deadlines', 'together', TOGETHER[0]!.name],
  ['as staging is declared now', 'together', TOGETHER[6]!.name],
];

/** The page's main rows as text: percent of the backends that start, over the deadlines. */
export function incidentText(page: string): string {
  const lines = ROWS.map(([words, table, name]) => {
    const rows = shownIn(page, table).filter(([first]) => name === '' || first === name);
    const shares = rows.map(sharesOf);
    // Where several rows share a line, the best of them stands there.
    const cells = DEADLINES.map((_, index) => `${Math.max(...shares.map((each) => each[index]!))} %`);
    return line(words, cells);
  });
  const head = DEADLINES.map((seconds) => `${seconds} s`);
  return [line('backends that start the first time', head), ...lines].join('\n');
}

function line(words: string, cells: readonly string[]): string {
  return `${words.padEnd(50)}${cells.map((cell) => cell.padStart(8)).join('')}`;
}
