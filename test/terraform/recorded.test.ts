import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STYLES } from '../fixtures/terraform/record';
import { FIXTURES, recorded } from '../support/terraform/record';
import { withTerraform } from '../support/terraform/with-terraform';
import { Workspace } from '../support/terraform/workspace';

const names = Object.keys(STYLES);

test('every recorded configuration is listed', () => {
  const folders = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...names].sort());
});

test.each(names)('%s has a file for every case, and no other', (name) => {
  const files = Object.keys(STYLES[name]!.cases).map((title) => `${title}.plan.json`);
  const expected = ['applied.state.json', 'create.plan.json', ...files].sort();
  expect(readdirSync(join(FIXTURES, name)).filter((file) => file.endsWith('.json'))).toEqual(expected);
});

jest.setTimeout(60_000);

withTerraform('recorded plans', () => {
  // The two that are small and have data sources, unknown values and drawn ids.
  test.each(['borrowed', 'unknown'])('%s is what Terraform says today', async (name) => {
    const { cases, world } = STYLES[name]!;
    for (const [file, content] of await recorded(name, cases, world)) {
      const stored = readFileSync(join(FIXTURES, name, file), 'utf8');
      expect({ file, plan: JSON.parse(content) as unknown }).toEqual({
        file,
        plan: JSON.parse(stored) as unknown,
      });
    }
  });

  test('what is protected is planned to be replaced, and the apply stops half-way', async () => {
    const workspace = new Workspace(join(FIXTURES, 'enterprise-plus', 'configuration'));
    try {
      await workspace.init();
      await workspace.plan();
      await workspace.apply();
      await workspace.plan('-destroy');
      const { status, output } = await workspace.run('apply', 'plan');
      expect(status).toBe(1);
      expect(output).toContain('cannot destroy google_cloud_run_v2_service');
    } finally {
      workspace.remove();
    }
  });
});
