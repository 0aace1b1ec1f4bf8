import { existsSync, writeFileSync } from 'node:fs';
import { exampleOutput, pageFile, readPage, RULE_EXAMPLES, withOutput } from './rule-pages';

// Renews the block of real output on every rule's page: npm run docs
for (const rule of Object.keys(RULE_EXAMPLES)) {
  if (existsSync(pageFile(rule)))
    writeFileSync(pageFile(rule), withOutput(readPage(rule), exampleOutput(rule)));
}
