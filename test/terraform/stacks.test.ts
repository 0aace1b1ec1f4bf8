import { evaluate } from '../../capacity/evaluate';
import { declaration } from '../../environments';
import { deployedProjection } from '../../terraform/deployed';
import { declaredProjection, differences } from '../../terraform/projection';
import { parse, synthesizeResult, unruled, type Synthesized } from '../stacks/support';
import { TODAY } from '../support/declare';
import { asPlanned } from '../support/terraform/planned';
import { withTerraform } from '../support/terraform/with-terraform';
import { Workspace, type Plan } from '../support/terraform/workspace';
import { WHOLE } from '../support/whole-declaration';

const { environments: OWN } = evaluate(declaration, { today: TODAY });

/** Every environment of this project, and those that between them have every field of a declaration. */
const STACKS = [...OWN, ...unruled(WHOLE)].map((result) => ({
  name: result.name,
  model: OWN.includes(result) ? result.model : undefined,
  stack: withLocalState(parse(synthesizeResult(result))),
}));

jest.setTimeout(60_000);

// The real core, through the stand-in provider: it is not Google's, see test/support/terraform.
withTerraform('synthesized stacks', () => {
  describe.each(STACKS)('$name', ({ model, stack }) => {
    const { import: imports = [], ...configuration } = stack;
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
      const created = addressesOf(stack).map((address) => ({ address, actions: ['create'] }));
      expect(changesIn(plan)).toEqual(created);
    });

    if (model) {
      test('plans what is declared', () => {
        const deployed = deployedProjection(asPlanned(stack, plan), model);
        expect(differences(declaredProjection(model), deployed)).toEqual([]);
      });
    }

    test('is applied, and nothing is left to plan', async () => {
      await workspace.apply();
      expect(await workspace.changesAnything()).toBe(false);
    });

    if (imports.length === 0) return;

    test('adopts what exists as declared without changing it', async () => {
      const adopted = imports.map(({ to }) => to as string).sort();
      await workspace.terraform('state', 'rm', ...adopted);
      workspace.write('cdk.tf.json', stack);
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
    const stack = structuredClone(STACKS[0]!.stack) as unknown as { resource: Services };
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

/** The state of a stack lies in a bucket or at HCP Terraform; here it lies in the temporary folder. */
function withLocalState(stack: Synthesized): Synthesized {
  const { backend: _, cloud: __, ...terraform } = stack.terraform;
  return { ...stack, terraform };
}

/** Every resource of a stack that Terraform is to make. */
function addressesOf({ resource = {} }: Synthesized): readonly string[] {
  return Object.entries(resource)
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .sort();
}

/** What a plan would do, by address; nothing that stays as it is. */
function changesIn(plan: Plan): readonly { readonly address: string; readonly actions: readonly string[] }[] {
  return plan.resource_changes
    .filter(({ mode, change }) => mode === 'managed' && !change.actions.includes('no-op'))
    .map(({ address, change }) => ({ address, actions: change.actions }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}
