import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeGolden } from './golden';
import { EXAMPLES, examplePage, renewedExample } from './example-pages';
import { numbersPage } from './numbers-page';
import { readReadme, renewedReadme } from './readme';
import { exampleOutput, pageFile, readPage, RULE_EXAMPLES, withOutput } from './rule-pages';
import { readRealPostgresPage, renewedRealPostgresPage } from './real-postgres-page';
import { readSimulationPage, renewedSimulationPage } from './simulation-page';

// npm run docs: renews what the documents show of the code, its numbers and its real output.
const root = join(__dirname, '../..');

for (const rule of Object.keys(RULE_EXAMPLES)) {
  if (existsSync(pageFile(rule)))
    writeFileSync(pageFile(rule), withOutput(readPage(rule), exampleOutput(rule)));
}
writeFileSync(join(root, 'docs/assumptions.md'), numbersPage());
writeFileSync(join(root, 'docs/simulation.md'), renewedSimulationPage(readSimulationPage()));
writeFileSync(join(root, 'docs/real-postgres.md'), renewedRealPostgresPage(readRealPostgresPage()));
writeFileSync(join(root, 'README.md'), renewedReadme(readReadme()));
writeGolden();
for (const name of EXAMPLES) writeFileSync(examplePage(name), renewedExample(name));
