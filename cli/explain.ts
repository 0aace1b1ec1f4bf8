import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../capacity/rules';
import { docsOf } from '../capacity/violations';
import { InputError } from './input-error';

/** Prints a rule's page. */
export function explain(id: string): number {
  if (!RULES.some((rule) => rule.id === id)) {
    throw new InputError(`rule: given ${JSON.stringify(id)}; allowed is one that \`capacity rules\` lists`);
  }
  process.stdout.write(readFileSync(join(__dirname, '..', docsOf(id)), 'utf8'));
  return 0;
}
