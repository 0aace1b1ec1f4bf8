import { writeFileSync } from 'node:fs';
import { chartOf } from './chart';
import { CHART, PAGE, readPage, withTable, type Shown } from './page';
import { RESTART_RUNS, RUNS, SEED } from './play';
import { TABLES } from './tables';

// npm run incident: plays the incident and its remedies, and renews the page and the chart that show them.
let page = readPage();
for (const [name, table] of Object.entries(TABLES)) {
  const shown: Shown = table.rows.map((row) => {
    process.stderr.write(`${name}: ${row.name}\n`);
    return [row.name, ...row.cells.map((cell) => cell())];
  });
  page = withTable(page, name, table, shown);
}
writeFileSync(PAGE, page);
writeFileSync(CHART, chartOf(page));
process.stdout.write(
  `docs/incident-1278.md and its chart: ${RUNS} runs a number, ${RESTART_RUNS} with restarts, seed ${SEED}\n`,
);
