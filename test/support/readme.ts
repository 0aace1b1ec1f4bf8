import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, type Result } from '../../capacity/evaluate';
import type { Declaration } from '../../capacity/declaration';
import { RULES } from '../../capacity/rules';
import { docsOf } from '../../capacity/violations';
import { runIncidents } from '../../cli/incidents/run';
import { readDeclaration } from '../../cli/read-declaration';
import { declaration } from '../../environments';
import type { TextStyle } from '../../review/finding-text';
import { resultText } from '../../review/text';
import { readPage } from '../incident/page';
import { incidentText } from '../incident/short-form';
import { TODAY } from './declare';
import { run } from './program';

const root = join(__dirname, '../..');
const INCIDENT = 'test/fixtures/incident-1278.json';

/** The README as it stands. */
export function readReadme(): string {
  return readFileSync(join(root, 'README.md'), 'utf8');
}

/** The README with every sample and the rule table renewed from what is really printed. */
export function renewedReadme(readme: string): string {
  const samples = Object.entries(sampleTexts());
  const withSamples = samples.reduce(
    (page, [name, text]) =>
      page.replace(sampleBlock(name), (_, marker: string) => `${marker}\n\n\`\`\`text\n${text}\n\`\`\``),
    readme,
  );
  const withComment = withSamples.replace(
    /(<!-- sample: comment -->\n<!-- prettier-ignore-start -->\n\n)[\s\S]*?(\n\n<!-- prettier-ignore-end -->)/,
    (_, start: string, end: string) => `${start}${quoted(commentText())}${end}`,
  );
  return withComment.replace(
    /<!-- rules -->\n[\s\S]*?\n(?=## )/,
    () => `<!-- rules -->\n<!-- prettier-ignore -->\n${ruleTable()}\n\n`,
  );
}

function sampleBlock(name: string): RegExp {
  return new RegExp(`(<!-- sample: ${name} -->)\\n\\n\`\`\`text\\n[\\s\\S]*?\`\`\``);
}

function sampleTexts(): Readonly<Record<string, string>> {
  const wrote = '    wrote cdktf.out/    next: cdktf diff staging';
  return {
    synth: `${shown(declaration)}${wrote}`,
    refusal: `${staging(12)}    nothing written`,
    incident: shown(readDeclaration(join(root, INCIDENT)), (environment) => ({
      file: INCIDENT,
      prefix: `environments.${environment}.`,
    })),
    incidents: incidents(),
    storm: incidentText(readPage()),
  };
}

function staging(maxInstances: number): string {
  const edited = structuredClone(declaration) as unknown as {
    environments: { staging: { services: { backend: { maxInstances: number } } } };
  };
  edited.environments.staging.services.backend.maxInstances = maxInstances;
  return shown(edited as unknown as Declaration);
}

function shown(declared: Declaration, sourceOf: TextStyle['sourceOf'] = sourceFile): string {
  const result: Result = evaluate(declared, { today: TODAY });
  return resultText(result, { colors: false, sourceOf });
}

function sourceFile(environment: string): ReturnType<TextStyle['sourceOf']> {
  return { file: `environments/${environment}.ts`, prefix: '' };
}

/** The comment on an example, as the workflow writes it. */
function commentText(): string {
  const plan = 'examples/existing-terraform';
  const files = [`${plan}/plan.json`, '--sidecar', `${plan}/sidecar.json`];
  return run('cli/main.ts', ['review', ...files, '--format', 'markdown']).stdout.trimEnd();
}

/** Markdown in a quote, where it looks as it does in a comment. */
function quoted(markdown: string): string {
  return markdown.replace(/^/gm, '> ').replace(/ +$/gm, '');
}

/** The table at the end of the benchmark's output. */
function incidents(): string {
  let printed = '';
  const stdout = { write: (text: string) => (printed += text) };
  runIncidents([join(root, 'test/fixtures/incidents/cases.json')], { stdout, stderr: process.stderr });
  return printed.trimEnd().split('\n\n').at(-1)!;
}

function ruleTable(): string {
  return [
    '| rule | severity | what it checks |',
    '| --- | --- | --- |',
    ...RULES.map(({ id, severity, summary }) => `| [${id}](${docsOf(id)}) | ${severity} | ${summary} |`),
  ].join('\n');
}
