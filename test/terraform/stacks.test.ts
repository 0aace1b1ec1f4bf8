import { join } from 'node:path';
import { evaluate } from '../../capacity/evaluate';
import { declaration } from '../../environments';
import { deployedProjection } from '../../terraform/deployed';
import { declaredProjection, differences } from '../../terraform/projection';
import { unruled } from '../stacks/support';
import { TODAY } from '../support/declare';
import { saidBy } from '../support/terraform/budgets';
import { addressesOf, localStack } from '../support/terraform/local-stack';
import { asPlanned } from '../support/terraform/planned';
import { withTerraform } from '../support/terraform/with-terraform';
import { Workspace, type Plan } from '../support/terraform/workspace';
import { WHOLE } from '../support/whole-declaration';

const { environments: OWN } = evaluate(declaration, { today: TODAY });

jest.setTimeout(60_000);

// The real core, through the stand-in provider: it is not Google's, see test/support/terraform.
withTerraform('synthesized stacks', () => {
  // Every environment of this project, and those that between them have every field of a declaration.
  const stacks = [...OWN, ...unruled(WHOLE)].map(localStack);

  describe.each(stacks)('$name', ({ name, model, configuration, imports }) => {
    let workspace: Workspace;
    let plan: Plan;
    beforeAll(async () => {
      workspace = new Workspace({ 'cdk.tf.json': configuration });
      await workspace.init();
      plan = await workspace.plan();
    });
    afterAll(() => {
      workspace.remove();
    });

    test('is valid', async () => {
      expect(await workspace.terraform('validate')).toContain('The configuration is valid.');
    });

    test('creates every resource', () => {
      const created = addressesOf(configuration).map((address) => ({ address, actions: ['create'] }));
      expect(changesIn(plan)).toEqual(created);
    });

    // The others do not fit: they have every field, not the numbers that go together.
    if (OWN.some((own) => own.name === name)) {
      test('plans what is declared', () => {
        const deployed = deployedProjection(asPlanned(configuration, plan), model);
        expect(differences(declaredProjection(model), deployed)).toEqual([]);
      });

      test('is reviewed with the numbers that are declared', () => {
        workspace.write('plan.json', plan);
        const review = saidBy('review', join(workspace.folder, 'plan.json'), '--name', name);
        expect(review).toEqual(saidBy('check', name));
      });
    }

    test('is applied, and nothing is left to plan', async () => {
      await workspace.apply();
      expect(await workspace.changesAnything()).toBe(false);
    });

    if (imports.length === 0) return;

    test('adopts what exists as declared without changing it', async () => {
      const adopted = imports.map(({ to }) => to).sort();
      await workspace.terraform('state', 'rm', ...adopted);
      workspace.write('cdk.tf.json', { ...configuration, import: imports });
      const adoption = await workspace.plan();
      expect(
        adoption.resource_changes.filter(({ change }) => change.importing).map(({ address }) => address),
      ).toEqual(adopted);
      expect(changesIn(adoption)).toEqual([]);
      await workspace.apply();
      expect(await workspace.changesAnything()).toBe(false);
    });
  });

  test.each([
    ['a misspelt argument', 'max_instances', 4, 'No argument or block type is named "max_instances"'],
    ['a number that is none', 'max_instance_count', 'four', 'a number is required'],
  ])('Terraform refuses %s', async (_, argument, value, refusal) => {
    const stack = structuredClone(stacks[0]!.configuration) as unknown as { resource: Services };
    stack.resource.google_cloud_run_v2_service['backend']!.template.scaling[argument] = value;
    const workspace = new Workspace({ 'cdk.tf.json': stack });
    try {
      await workspace.init();
      const { status, output } = await workspace.run('validate');
      expect(output.replace(/\s+/g, ' ')).toContain(refusal);
      expect(status).toBe(1);
    } finally {
      workspace.remove();
    }
  });
});

interface Services {
  readonly google_cloud_run_v2_service: Record<string, { template: { scaling: Record<string, unknown> } }>;
}

/** What a plan would do, by address; nothing that stays as it is. */
function changesIn(plan: Plan): readonly { readonly address: string; readonly actions: readonly string[] }[] {
  return plan.resource_changes
    .filter(({ mode, change }) => mode === 'managed' && !change.actions.includes('no-op'))
    .map(({ address, change }) => ({ address, actions: change.actions }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}
