import { join } from 'node:path';
import { evaluate } from '../../capacity/evaluate';
import { declaration } from '../../environments';
import { deployedProjection } from '../../terraform/deployed';
import { declaredProjection, differences } from '../../terraform/projection';
import { TODAY } from '../support/declare';
import { saidBy } from '../support/terraform/budgets';
import { addressesOf, localStack } from '../support/terraform/local-stack';
import { asPlanned } from '../support/terraform/planned';
import { whyNoTerraform, withTerraform } from '../support/terraform/with-terraform';
import { terraformEnvironment, Workspace, type Plan } from '../support/terraform/workspace';

const SWITCH = 'CAPACITY_TERRAFORM_E2E';

// The provider takes it without asking anybody; the first call to an API would be refused.
const DUMMY_CREDENTIAL = { GOOGLE_OAUTH_ACCESS_TOKEN: 'no-credential', GOOGLE_CREDENTIALS: undefined };

// `init` downloads Google's provider, from the registry or from the mirror that the user has configured.
jest.setTimeout(600_000);

const { environments } = evaluate(declaration, { today: TODAY });

/**
 * Every stack through Google's own provider, which refuses what the stand-in takes: ranges, conflicts, malformed
 * values. No project exists: everything is planned from nothing with a credential that opens no door. So neither
 * state nor import blocks can be read, and they are left out.
 */
withTerraform(
  "stacks through Google's provider",
  () => {
    describe.each(environments.map(localStack))('$name', ({ name, configuration, model }) => {
      let workspace: Workspace;
      let plan: Plan;
      beforeAll(async () => {
        workspace = new Workspace(
          { 'cdk.tf.json': configuration },
          { ...process.env, ...terraformEnvironment(), HOME: process.env['HOME'], ...DUMMY_CREDENTIAL },
        );
        await workspace.terraform('init');
        plan = await workspace.plan();
      });
      afterAll(() => {
        workspace.remove();
      });

      test('is valid', async () => {
        expect(await workspace.terraform('validate')).toContain('The configuration is valid.');
      });

      test('creates every resource', () => {
        const created = plan.resource_changes.filter(({ change }) => change.actions.includes('create'));
        expect(created.map(({ address }) => address).sort()).toEqual(addressesOf(configuration));
      });

      test('plans what is declared', () => {
        const deployed = deployedProjection(asPlanned(configuration, plan), model);
        expect(differences(declaredProjection(model), deployed)).toEqual([]);
      });

      test('is reviewed with the numbers that are declared', () => {
        workspace.write('plan.json', plan);
        const review = saidBy('review', join(workspace.folder, 'plan.json'), '--name', name);
        expect(review).toEqual(saidBy('check', name));
      });
    });
  },
  process.env[SWITCH] === '1' ? whyNoTerraform() : `${SWITCH} is not 1`,
);
