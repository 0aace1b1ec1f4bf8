import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declaration } from '../../capacity/declaration';
import { findingText } from '../../review/finding-text';
import { findingsOf } from './declare';
import { CHANGE_EXAMPLES } from './examples/change';
import { CONNECTIONS_EXAMPLES } from './examples/connections';
import { CONNECTOR_EXAMPLES } from './examples/connector';
import { DATABASE_EXAMPLES } from './examples/database';
import { EGRESS_EXAMPLES } from './examples/egress';
import { INGRESS_EXAMPLES } from './examples/ingress';
import { REDIS_EXAMPLES } from './examples/redis';
import { MONITORING_EXAMPLES } from './examples/monitoring';
import { RUN_EXAMPLES } from './examples/run';
import { STARTUP_EXAMPLES } from './examples/startup';

/** A declaration that each rule refuses, by rule id. */
export type RuleExamples = Readonly<Record<string, Declaration>>;

/** A comparison in which each rule of changes has something to say, by rule id. */
export type ChangeExamples = Readonly<
  Record<string, { readonly base: Declaration; readonly declaration: Declaration }>
>;

export const RULE_EXAMPLES: Readonly<Record<string, RuleExamples[string] | ChangeExamples[string]>> = {
  ...CONNECTIONS_EXAMPLES,
  ...DATABASE_EXAMPLES,
  ...CONNECTOR_EXAMPLES,
  ...EGRESS_EXAMPLES,
  ...RUN_EXAMPLES,
  ...STARTUP_EXAMPLES,
  ...MONITORING_EXAMPLES,
  ...REDIS_EXAMPLES,
  ...INGRESS_EXAMPLES,
  ...CHANGE_EXAMPLES,
};

/** The file of a rule's page. */
export function pageFile(rule: string): string {
  return join(__dirname, '../../docs/rules', `${rule}.md`);
}

export function readPage(rule: string): string {
  return readFileSync(pageFile(rule), 'utf8');
}

/** What a user is told for a rule's example: the text that its page must show. */
export function exampleOutput(rule: string): string {
  const example = RULE_EXAMPLES[rule]!;
  const [finding] =
    'base' in example
      ? findingsOf(rule, example.declaration, { base: example.base })
      : findingsOf(rule, example);
  if (!finding) throw new Error(`the example of ${rule} is not refused by it`);
  return findingText(finding, {
    colors: false,
    sourceOf: (environment) => ({ file: `environments/${environment}.ts`, prefix: '' }),
  });
}

/** A page with its block of real output replaced. */
export function withOutput(page: string, output: string): string {
  return page.replace(/```text\n[\s\S]*?\n```/, () => `\`\`\`text\n${output}\n\`\`\``);
}
