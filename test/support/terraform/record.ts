import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './stand-in-provider';
import { Workspace } from './workspace';

/** One plan: what changes in the configuration, or outside it, after the whole configuration was applied. */
export interface Case extends World {
  /** Text and what replaces it, in main.tf unless `file` says otherwise; the text must be there once. */
  readonly edits?: readonly (readonly [from: string | RegExp, to: string])[];
  readonly file?: string;
  /** Addresses that the state loses first, so that they can be imported. */
  readonly forget?: readonly string[];
  /** Options of `terraform plan`, such as `-destroy`. */
  readonly flags?: readonly string[];
}

/** The plans of one configuration by name, beside `create`, which every configuration has. */
export type Style = Readonly<Record<string, Case>>;

export const FIXTURES = join(__dirname, '../../fixtures/terraform');

const RECORDED_AT = '2026-11-22T00:00:00Z';
const ID = '00000000-0000-0000-0000-000000000000';
const DRAWN_ID = /("id":")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * Plans and applies a configuration, then plans each case on top.
 *
 * @returns what each fixture file holds, by name
 */
export async function recorded(
  name: string,
  cases: Style,
  world: World = {},
): Promise<ReadonlyMap<string, string>> {
  const source = join(FIXTURES, name, 'configuration');
  const workspace = new Workspace(source);
  try {
    const provider = await workspace.init();
    provider.world = world;
    const files = new Map<string, string>();
    files.set('create.plan.json', text(await workspace.plan()));
    files.set('applied.state.json', text(await workspace.apply()));
    const state = join(workspace.folder, 'terraform.tfstate');
    const applied = readFileSync(state);
    for (const [
      title,
      { edits = [], file = 'main.tf', forget = [], flags = [], ...changed },
    ] of Object.entries(cases)) {
      for (const [from, to] of edits) edit(join(workspace.folder, file), from, to);
      if (forget.length > 0) await workspace.terraform('state', 'rm', ...forget);
      provider.world = { ...world, ...changed };
      files.set(`${title}.plan.json`, text(await workspace.plan(...flags)));
      provider.world = world;
      cpSync(source, workspace.folder, { recursive: true });
      writeFileSync(state, applied);
    }
    return files;
  } finally {
    workspace.remove();
  }
}

/** Records the fixtures of one configuration again. */
export async function record(name: string, cases: Style, world?: World): Promise<void> {
  for (const [file, content] of await recorded(name, cases, world)) {
    writeFileSync(join(FIXTURES, name, file), content);
  }
}

/** What differs between two runs, beside the ids that Terraform draws for `terraform_data`. */
interface Document {
  readonly timestamp?: string;
  readonly relevant_attributes?: readonly unknown[];
}

/** A document of Terraform's on one line, the same in every run. */
function text(document: unknown): string {
  const { timestamp, relevant_attributes: relevant, ...rest } = document as Document;
  const normalized = {
    ...rest,
    ...(relevant && {
      relevant_attributes: relevant
        .map((each) => JSON.stringify(each))
        .sort()
        .map((each) => JSON.parse(each) as unknown),
    }),
    ...(timestamp && { timestamp: RECORDED_AT }),
  };
  return `${JSON.stringify(normalized).replace(DRAWN_ID, `$1${ID}`)}\n`;
}

function edit(path: string, from: string | RegExp, to: string): void {
  const before = readFileSync(path, 'utf8');
  const found = before.split(from).length - 1;
  if (found !== 1) throw new Error(`${path} contains ${String(from)} ${found} times`);
  writeFileSync(path, before.replace(from, to));
}
