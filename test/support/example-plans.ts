import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './terraform/workspace';

const root = join(__dirname, '../..');

/** What was live before each example's plan, as options of Terraform. */
export const LIVE = {
  'existing-terraform': '-var=api_max_instances=4',
  'shared-vpc': '-var=max_instances=14',
} as const;

/** An example whose Terraform is reviewed. */
export type PlannedExample = keyof typeof LIVE;

/** The file of an example's plan. */
export function planFile(name: PlannedExample): string {
  return join(root, 'examples', name, 'plan.json');
}

/**
 * Applies an example as it was live, and plans it as it is, by the real Terraform through the stand-in provider.
 *
 * @returns the plan, but for what differs from run to run: the time, and the order of a list that has none
 */
export async function plannedExample(name: PlannedExample): Promise<string> {
  const workspace = new Workspace(join(root, 'examples', name));
  try {
    await workspace.init();
    await workspace.plan(LIVE[name]);
    await workspace.apply();
    const {
      timestamp: _,
      relevant_attributes: __,
      ...plan
    } = (await workspace.plan()) as unknown as Readonly<Record<string, unknown>>;
    return `${JSON.stringify(plan)}\n`;
  } finally {
    workspace.remove();
  }
}

/** Records the plan of an example again. */
export async function recordExample(name: PlannedExample): Promise<void> {
  writeFileSync(planFile(name), await plannedExample(name));
}

// node -r ts-node/register test/support/example-plans.ts: records both again.
if (require.main === module)
  void (async () => {
    for (const name of Object.keys(LIVE) as PlannedExample[]) await recordExample(name);
  })();
