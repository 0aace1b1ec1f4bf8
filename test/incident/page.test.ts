import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEADLINES, SUSPECTS } from './scenes';
import { chartOf } from './chart';
import { CHART, readPage, sharesOf, shownIn } from './page';
import { ONE_REMEDY, TOGETHER } from './remedies';
import { TABLES } from './tables';

const page = readPage();
const shares = (table: string, name: string) =>
  sharesOf(shownIn(page, table).find((row) => row[0] === name)!);
/** Lower bounds of the intervals of a row, percent. */
const lowest = (table: string, name: string) =>
  shownIn(page, table)
    .find((row) => row[0] === name)!
    .flatMap((cell) => /\(([\d.]+)–/.exec(cell)?.slice(1, 2).map(Number) ?? [])
    .slice(0, DEADLINES.length);
const NONE = DEADLINES.map(() => 0);

describe.each(Object.entries(TABLES))('the table %s', (name, { head, rows }) => {
  const shown = shownIn(page, name);

  test('has the rows and the columns that are played', () => {
    expect(shown.map(([first]) => first)).toEqual(rows.map((row) => row.name));
    for (const row of shown) expect(row).toHaveLength(head.length);
  });

  // The shortest deadline is played again for every row: longer ones take longer, and come from the same code.
  test('shows what is played, at the shortest deadline', () => {
    const columns = head.flatMap((title, index) =>
      /(^|, )8 s$|^standing$|^`--set`$/.test(title) ? [index] : [],
    );
    for (const [index, row] of rows.entries())
      for (const column of columns) expect(shown[index]![column]).toBe(row.cells[column - 1]!());
  });
});

test.each([
  ['suspects', SUSPECTS.outgoing.name],
  ['suspects', SUSPECTS.declared.name],
  ['together', TOGETHER[0]!.name],
  ['remedies', ONE_REMEDY[0]!.name],
])('the table %s shows what is played at every deadline: %s', (table, name) => {
  const { rows, head } = TABLES[table]!;
  const first = head.indexOf('8 s');
  const cells = rows.find((row) => row.name === name)!.cells.slice(first - 1, first - 1 + DEADLINES.length);
  const shown = shownIn(page, table).find((row) => row[0] === name)!;
  expect(shown.slice(first, first + DEADLINES.length)).toEqual(cells.map((cell) => cell()));
});

describe('what the page concludes', () => {
  test('the fixture fails at all five deadlines, unchanged and with a connector that can have existed', () => {
    for (const { name } of ONE_REMEDY) expect(shares('remedies', name)).toEqual(NONE);
    expect(shownIn(page, 'remedies').map((row) => row.at(-1))).toEqual([
      'network not ready, then exhausted',
      ...ONE_REMEDY.slice(1).map(() => 'exhausted'),
    ]);
  });

  test('of the suspects only a full database, or a path that never carries, fails all of them', () => {
    const all = Object.values(SUSPECTS).filter(({ name }) =>
      shares('suspects', name).every((share) => share === 0),
    );
    expect(all).toEqual([
      SUSPECTS.split,
      SUSPECTS.outgoing,
      SUSPECTS.outgoingBusy,
      SUSPECTS.leftFull,
      SUSPECTS.never,
    ]);
  });

  test('a connector’s delay fails starts at 8 s, few at 20 s, and none from 25 s on', () => {
    const [at8, at20, ...later] = shares('suspects', SUSPECTS.declared.name);
    expect(at8).toBeLessThan(60);
    expect(at20).toBeGreaterThan(90);
    expect(at20).toBeLessThan(100);
    expect(later).toEqual([100, 100, 100]);
    expect(shares('suspects', SUSPECTS.smallest.name)).toEqual(DEADLINES.map(() => 100));
  });

  test('all five remedies, and what staging is now, are surely above 95 %, and nothing without pools and limit', () => {
    const [five, pools, limit, single, connector, deadlines, staging, stopped] = TOGETHER.map(
      ({ name }) => name,
    );
    for (const name of [five, connector, deadlines, staging, stopped, single])
      expect(Math.min(...lowest('together', name!))).toBeGreaterThan(95);
    for (const name of [pools, limit]) expect(shares('together', name!)).toEqual(NONE);
    const first = shownIn(page, 'together').map((row) => Number.parseFloat(row.at(-1)!));
    expect(first).toEqual([...TOGETHER.slice(1).map(() => 0), 100]);
  });

  test('each free slot lets one lazy pool through, and an eager one needs 20', () => {
    const rows = shownIn(page, 'slots').map((row) => row.map((cell) => Number.parseFloat(cell)));
    const at = (taken: number) => rows.find(([first]) => first === taken)!;
    expect(
      at(92)
        .slice(1)
        .map((share) => share > 0),
    ).toEqual([true, true, false, false]);
    expect(
      at(80)
        .slice(1)
        .map((share) => share > 0),
    ).toEqual([true, true, false, false]);
    expect(at(93).slice(1)).toEqual([0, 0, 0, 0]);
  });
});

test('the chart is drawn from the tables of the page', () => {
  expect(readFileSync(CHART, 'utf8')).toBe(chartOf(page));
});

test('every link of the page leads somewhere, and the assumptions are one step away', () => {
  const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, link]) => link!);
  expect(links.filter((link) => !existsSync(join(__dirname, '../../docs', link)))).toEqual([]);
  expect(page).toContain('**Under these assumptions**: [those of the simulation](simulation.md#parameters)');
});
