import { Token } from 'cdktf';
import { capacity } from '../cli/capacity';
import { orExit } from '../cli/exit';
import { EnvironmentStack } from '../stacks/environment-stack';
import { captured } from './support/captured';
import { MANIFEST, STAGING_JSON } from './support/output-folder';
import { declareOwn, OWN, withStaging } from './support/own-environments';
import type { Outcome } from './support/program';
import { Project } from './support/project';
import { SynthHere } from './support/synth-here';

const RAISED = withStaging('services.backend.maxInstances', 12);

function lastLine({ stdout }: Outcome): string {
  return stdout.trimEnd().split('\n').at(-1)!;
}

describe('npm run synth, as its users run it', () => {
  const STAGING = 'environments/staging.ts';
  let project: Project;

  beforeAll(() => {
    project = new Project();
  });

  afterAll(() => {
    project.remove();
  });

  test('writes both environments and prints what is left', () => {
    const outcome = project.synth();
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(outcome.stdout).toContain('staging     fits   worst: rollout 56 of 90 usable, 34 left\n');
    expect(outcome.stdout).toContain('production  fits   worst: rollout 370 of 580 usable, 210 left\n');
    expect(lastLine(outcome)).toMatch(
      /^0 errors, 0 warnings, \d+ assumptions {4}wrote cdktf\.out\/ {4}next: cdktf diff staging$/,
    );
    expect(project.written()).toEqual([true, true, true]);
  });

  test('a refusal writes nothing and removes the earlier output of what it refuses', () => {
    project.leaveOutput();
    project.edit(STAGING, 'maxInstances: 4,', 'maxInstances: 12,');
    const outcome = project.synth();
    project.restore(STAGING);
    expect(outcome).toMatchObject({ status: 1, stderr: '' });
    expect(outcome.stdout).toContain('staging     over   worst: rollout 152 of 90 usable, 62 over\n');
    expect(outcome.stdout).toContain(
      'error connections/rollout-budget   environments/staging.ts  services.backend.maxInstances = 12   owner team-core\n',
    );
    expect(lastLine(outcome)).toMatch(/^1 error, .* {4}nothing written$/);
    expect(project.written()).toEqual([false, true, false]);
  });

  test('a construct that fails leaves nothing half-written', () => {
    project.leaveOutput();
    project.edit(
      'stacks/environment-stack.ts',
      'this.outputs(options);',
      "throw new Error('broken construct');",
    );
    const outcome = project.synth();
    expect(outcome).toMatchObject({ status: 2, stderr: 'capacity: could not check: broken construct\n' });
    expect(project.written()).toEqual([false, false, false]);
  });
});

describe('the same in this process', () => {
  let here: SynthHere;

  beforeEach(() => {
    here = new SynthHere();
  });

  afterEach(() => {
    here.remove();
  });

  describe('synthesis', () => {
    test('a hot fix of one environment is not blocked by another', () => {
      for (const outcome of [
        here.synth(RAISED, { CAPACITY_ENVIRONMENTS: 'production' }),
        here.synth(RAISED, {}, 'production'),
      ]) {
        expect(outcome).toMatchObject({ status: 0, stderr: '' });
        expect(outcome.stdout).not.toContain('staging');
      }
      expect(JSON.parse(here.read(MANIFEST))).toMatchObject({ stacks: { production: {} } });
      expect(here.read(MANIFEST)).not.toContain('staging');
    });

    const acknowledged = (expires: string) =>
      withStaging(
        'acknowledgements',
        [
          {
            rule: 'connections/rollout-budget',
            subject: 'databases.staging-shared-postgres',
            reason: 'load test',
            owner: 'team-core',
            expires,
          },
        ],
        RAISED,
      );

    test('an expired acknowledgement only warns here, and blocks a check', () => {
      const expired = acknowledged('2020-01-01');
      const outcome = here.synth(expired);
      expect(outcome.status).toBe(0);
      expect(outcome.stdout).toContain('  note  acknowledged by team-core until 2020-01-01, now expired\n');
      declareOwn(expired);
      const checked = captured(() => {
        orExit(() => capacity(['check', 'staging']));
      });
      expect(checked.status).toBe(1);
    });

    test('an acknowledgement in force is listed and does not block', () => {
      const outcome = here.synth(acknowledged('9999-01-01'));
      expect(outcome.status).toBe(0);
      expect(outcome.stdout).toContain(
        '  acknowledged connections/rollout-budget databases.staging-shared-postgres   in-force, until 9999-01-01, team-core: load test\n',
      );
      expect(lastLine(outcome)).toMatch(/^0 errors, \d+ warnings, 1 acknowledged, /);
    });

    test('a base lets through what was over before and is not worse, and changes nothing in the Terraform', () => {
      here.synth();
      const plain = here.read(STAGING_JSON);
      const base = (maxInstances: number): Record<string, string> => {
        const live = withStaging('services.backend.maxInstances', maxInstances);
        return { CAPACITY_BASE: here.write('base.json', live) };
      };
      // The live fleet of 30 is over during this deploy, which the base was too.
      const outcome = here.synth(OWN, base(30));
      expect(outcome).toMatchObject({ status: 0, stderr: '' });
      expect(outcome.stdout).toContain('  this deploy needs 212, later deploys 56; 90 usable');
      expect(outcome.stdout).toContain('  note  over before this change, and not worse\n');
      expect(here.read(STAGING_JSON)).toBe(plain);

      expect(here.synth(RAISED, base(13)).status).toBe(0);
      expect(here.synth(RAISED, base(4)).status).toBe(1);
    });

    test('breaking the glass needs a reason, and leaves it in the output and in the Terraform', () => {
      const outcome = here.synth(RAISED, { CAPACITY_BREAK_GLASS: 'INC-1278: customers are down' });
      expect(outcome.status).toBe(0);
      expect(lastLine(outcome)).toMatch(/ BREAK GLASS: INC-1278: customers are down$/);
      expect(outcome.stdout).toContain('error connections/rollout-budget');
      expect(JSON.parse(here.read(STAGING_JSON))).toMatchObject({
        output: { capacity_break_glass: { value: 'INC-1278: customers are down' } },
      });
      expect(here.synth(RAISED, { CAPACITY_BREAK_GLASS: 'because' })).toEqual({
        status: 2,
        stdout: '',
        stderr:
          'capacity: CAPACITY_BREAK_GLASS: given "because"; allowed is a reason of at least 10 printable characters\n',
      });
    });

    test('an override behind the rules’ back is read back and refused', () => {
      here.leaveOutput();
      const { outputs } = EnvironmentStack.prototype as unknown as { outputs: (options: object) => void };
      const spy = jest
        .spyOn(EnvironmentStack.prototype as unknown as { outputs: typeof outputs }, 'outputs')
        .mockImplementation(function (this: EnvironmentStack, options) {
          outputs.call(this, options);
          const [first] = [...this.services.values()];
          first!.service.addOverride('template.scaling.max_instance_count', 40);
        });
      const outcome = here.synth();
      spy.mockRestore();
      expect(outcome.status).toBe(1);
      expect(lastLine(outcome)).toMatch(/nothing written$/);
      expect(outcome.stderr).toBe(
        'capacity: what would be deployed is not what was declared:\n' +
          'staging: services.backend.maxInstances: declared 4, deployed 40\n' +
          'production: services.backend.maxInstances: declared 20, deployed 40\n',
      );
      expect(here.written()).toEqual([false, false, false]);
    });
  });

  describe('bad input', () => {
    test('an unknown environment', () => {
      expect(here.synth(OWN, {}, 'nowhere')).toEqual({
        status: 2,
        stdout: '',
        stderr: 'capacity: environment: given "nowhere"; allowed are staging, production\n',
      });
    });

    test('an empty name among the selected', () => {
      expect(here.synth(OWN, { CAPACITY_ENVIRONMENTS: 'staging,' })).toEqual({
        status: 2,
        stdout: '',
        stderr:
          'capacity: CAPACITY_ENVIRONMENTS: given "staging,"; allowed are names of environments with commas between them\n',
      });
    });

    test('a base that does not exist', () => {
      expect(here.synth(OWN, { CAPACITY_BASE: 'missing.json' })).toEqual({
        status: 2,
        stdout: '',
        stderr: 'capacity: missing.json: does not exist\n',
      });
    });

    test('a cdktf token in a capacity field', () => {
      const token = Token.asNumber({ resolve: () => 4 });
      const outcome = here.synth(withStaging('services.backend.maxInstances', token));
      expect(outcome).toMatchObject({ status: 2, stdout: '' });
      expect(outcome.stderr).toMatch(
        /^capacity: environments: environments\.staging\.services\.backend\.maxInstances: .*token.*\n$/,
      );
    });
  });

  describe('CDKTF_OUTDIR', () => {
    test('is made with its parents', () => {
      const outcome = here.synth(OWN, { CDKTF_OUTDIR: 'build/terraform' });
      expect(outcome).toMatchObject({ status: 0, stderr: '' });
      expect(here.has('build/terraform/stacks/staging/cdk.tf.json')).toBe(true);
    });

    test('that is no folder', () => {
      const file = here.write('a-file', '');
      expect(here.synth(OWN, { CDKTF_OUTDIR: `${file}/out` })).toEqual({
        status: 2,
        stdout: '',
        stderr:
          'capacity: CDKTF_OUTDIR: given "a-file/out"; allowed is a folder, or the name of one that can be made (ENOTDIR)\n',
      });
    });
  });
});
