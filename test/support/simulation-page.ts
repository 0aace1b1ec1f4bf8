import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSUMPTIONS } from '../../capacity/google-cloud/assumptions';
import { buildModel } from '../../capacity/model';
import type { Declaration } from '../../capacity/declaration';
import { declaration } from '../../environments';
import { simulationText } from '../../review/simulation-text';
import { PARAMETERS, simulate, type ParameterName } from '../../simulation';
import { STORM_ASSUMPTIONS } from '../../simulation/assumptions';
import { OPENS_AT_ONCE } from '../../capacity/google-cloud/opens-at-once';

const FILE = join(__dirname, '../../docs/simulation.md');

/** `docs/simulation.md` as it stands. */
export function readSimulationPage(): string {
  return readFileSync(FILE, 'utf8');
}

/** The page with its sample and its tables renewed from the code. */
export function renewedSimulationPage(page: string): string {
  const tables = { parameters: parameterTable(), assumptions: assumptionTable(), drivers: driverTable() };
  const withTables = Object.entries(tables).reduce(
    (renewed, [name, rows]) =>
      renewed.replace(
        new RegExp(`(<!-- ${name} -->)\\n[\\s\\S]*?\\n(?=\\n?## )`),
        (_, marker: string) => `${marker}\n<!-- prettier-ignore -->\n${rows.join('\n')}\n`,
      ),
    page,
  );
  return withTables.replace(
    /(<!-- sample: simulate -->)\n\n```text\n[\s\S]*?```/,
    (_, marker: string) => `${marker}\n\n\`\`\`text\n${sample()}\n\`\`\``,
  );
}

/** What `capacity simulate staging --set services.backend.maxInstances=12` prints. */
function sample(): string {
  const edited = structuredClone(declaration) as unknown as {
    environments: { staging: { services: { backend: { maxInstances: number } } } };
  };
  edited.environments.staging.services.backend.maxInstances = 12;
  const { environments } = buildModel(edited as unknown as Declaration);
  const staging = environments.find(({ name }) => name === 'staging')!;
  return simulationText([simulate(staging, { runs: 1000, seed: 1 })], false);
}

function parameterTable(): readonly string[] {
  const names = Object.keys(PARAMETERS) as ParameterName[];
  return [
    '| name | default | what | standing | source |',
    '| --- | --- | --- | --- | --- |',
    ...names.map((name) => {
      const { source, standing, unit, value, what } = PARAMETERS[name];
      return `| \`${name}\` | ${value} ${unit} | ${what} | ${standing} | ${source} |`;
    }),
  ];
}

function assumptionTable(): readonly string[] {
  return [
    '| name | default | source |',
    '| --- | --- | --- |',
    ...STORM_ASSUMPTIONS.map((name) => {
      const { source, unit, value } = ASSUMPTIONS[name];
      return `| \`${name}\` | ${value} ${unit} | ${source} |`;
    }),
  ];
}

function driverTable(): readonly string[] {
  return [
    '| driver | at once | standing | source |',
    '| --- | --- | --- | --- |',
    ...Object.entries(OPENS_AT_ONCE).map(
      ([driver, { source, standing, value }]) =>
        `| \`${driver}\` | ${value === Infinity ? 'all' : value} | ${standing} | ${source} |`,
    ),
  ];
}
