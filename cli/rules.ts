import { RULES } from '../capacity/rules';
import { docsOf } from '../capacity/violations';
import { columns } from '../review/table';

/** Prints the catalogue of rules. */
export function rules(format: 'text' | 'json'): number {
  const catalogue = RULES.map(({ id, severity, summary }) => ({ id, severity, summary, docs: docsOf(id) }));
  const text =
    format === 'json'
      ? JSON.stringify({ schemaVersion: 1, rules: catalogue }, null, 2)
      : columns(catalogue.map(({ id, severity, summary }) => [id, severity, summary])).join('\n');
  process.stdout.write(`${text}\n`);
  return 0;
}
