import type { Report } from '../review/report';
import type { Outcome } from './support/program';
import { Project } from './support/project';

const STAGING = 'environments/staging.ts';
const STAGING_JSON = 'cdktf.out/stacks/staging/cdk.tf.json';
const PRODUCTION_JSON = 'cdktf.out/stacks/production/cdk.tf.json';
const MANIFEST = 'cdktf.out/manifest.json';
const RAISE = ['maxInstances: 4,', 'maxInstances: 12,'] as const;

let project: Project;

beforeAll(() => {
  project = new Project();
});

afterAll(() => {
  project.remove();
});

afterEach(() => {
  project.restore(STAGING);
});

function lastLine({ stdout }: Outcome): string {
  return stdout.trimEnd().split('\n').at(-1)!;
}

describe('synthesis', () => {
  test('writes both environments and prints what is left', () => {
    const outcome = project.synth();
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(outcome.stdout).toContain('staging     fits   worst: rollout 56 of 90 usable, 34 left\n');
    expect(outcome.stdout).toContain('production  fits   worst: rollout 370 of 580 usable, 210 left\n');
    expect(lastLine(outcome)).toMatch(
      /^0 errors, 0 warnings, \d+ assumptions {4}wrote cdktf\.out\/ {4}next: cdktf diff staging$/,
    );
    expect([STAGING_JSON, PRODUCTION_JSON, MANIFEST].map((file) => project.has(file))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('a refusal writes nothing and removes the earlier output of what it refuses', () => {
    project.leaveOutput();
    project.edit(STAGING, ...RAISE);
    const outcome = project.synth();
    expect(outcome).toMatchObject({ status: 1, stderr: '' });
    expect(outcome.stdout).toContain('staging     over   worst: rollout 152 of 90 usable, 62 over\n');
    expect(outcome.stdout).toContain(
      'error connections/rollout-budget   environments/staging.ts  services.backend.maxInstances = 12   owner team-core\n',
    );
    expect(lastLine(outcome)).toMatch(/^1 error, .* {4}nothing written$/);
    expect([STAGING_JSON, PRODUCTION_JSON, MANIFEST].map((file) => project.has(file))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('a hot fix of one environment is not blocked by another', () => {
    project.edit(STAGING, ...RAISE);
    for (const outcome of [
      project.synth({ CAPACITY_ENVIRONMENTS: 'production' }),
      project.synth({}, 'production'),
    ]) {
      expect(outcome).toMatchObject({ status: 0, stderr: '' });
      expect(outcome.stdout).not.toContain('staging');
    }
    expect(JSON.parse(project.read(MANIFEST))).toMatchObject({ stacks: { production: {} } });
    expect(project.read(MANIFEST)).not.toContain('staging');
  });

  test('an expired acknowledgement only warns here, and blocks a check', () => {
    const expired = `acknowledgements: [{ rule: 'connections/rollout-budget', subject: 'databases.staging-shared-postgres',
      reason: 'load test', owner: 'team-core', expires: '2020-01-01' }],`;
    project.edit(STAGING, ...RAISE);
    project.edit(STAGING, "rollouts: 'one-after-another',", `rollouts: 'one-after-another', ${expired}`);
    const outcome = project.synth();
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toContain('  note  acknowledged by team-core until 2020-01-01, now expired\n');
    expect(project.capacity('check', 'staging').status).toBe(1);
  });

  test('an acknowledgement in force is listed and does not block', () => {
    const accepted = `acknowledgements: [{ rule: 'connections/rollout-budget', subject: 'databases.staging-shared-postgres',
      reason: 'load test', owner: 'team-core', expires: '9999-01-01' }],`;
    project.edit(STAGING, ...RAISE);
    project.edit(STAGING, "rollouts: 'one-after-another',", `rollouts: 'one-after-another', ${accepted}`);
    const outcome = project.synth();
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toContain(
      '  acknowledged connections/rollout-budget databases.staging-shared-postgres   in-force, until 9999-01-01, team-core: load test\n',
    );
    expect(lastLine(outcome)).toMatch(/^0 errors, \d+ warnings, 1 acknowledged, /);
  });

  test('a base lets through what was over before and is not worse, and changes nothing in the Terraform', () => {
    project.synth();
    const plain = project.read(STAGING_JSON);
    const live = JSON.parse(project.capacity('check', '--format', 'json').stdout) as Report;
    const services = live.declaration.environments['staging']!.services!;
    const base = (maxInstances: number): Record<string, string> => {
      const backend = { ...services['backend']!, maxInstances };
      const staging = { ...live.declaration.environments['staging']!, services: { ...services, backend } };
      const environments = { ...live.declaration.environments, staging };
      return { CAPACITY_BASE: project.write('base.json', { ...live.declaration, environments }) };
    };
    // The live fleet of 30 is over during this deploy, which the base was too.
    const outcome = project.synth(base(30));
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(outcome.stdout).toContain('  this deploy needs 212, later deploys 56; 90 usable');
    expect(outcome.stdout).toContain('  note  over before this change, and not worse\n');
    expect(project.read(STAGING_JSON)).toBe(plain);

    project.edit(STAGING, ...RAISE);
    expect(project.synth(base(13)).status).toBe(0);
    expect(project.synth(base(4)).status).toBe(1);
  });

  test('breaking the glass needs a reason, and leaves it in the output and in the Terraform', () => {
    project.edit(STAGING, ...RAISE);
    const outcome = project.synth({ CAPACITY_BREAK_GLASS: 'INC-1278: customers are down' });
    expect(outcome.status).toBe(0);
    expect(lastLine(outcome)).toMatch(/ BREAK GLASS: INC-1278: customers are down$/);
    expect(outcome.stdout).toContain('error connections/rollout-budget');
    expect(JSON.parse(project.read(STAGING_JSON))).toMatchObject({
      output: { capacity_break_glass: { value: 'INC-1278: customers are down' } },
    });
    expect(project.synth({ CAPACITY_BREAK_GLASS: 'because' })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'capacity: CAPACITY_BREAK_GLASS: given "because"; allowed is a reason of at least 10 printable characters\n',
    });
  });

  test('an override behind the rules’ back is read back and refused', () => {
    project.edit(
      'stacks/environment-stack.ts',
      'this.outputs(options);',
      "this.outputs(options); [...this.services.values()][0]!.service.addOverride('template.scaling.max_instance_count', 40);",
    );
    const outcome = project.synth();
    project.restore('stacks/environment-stack.ts');
    expect(outcome.status).toBe(1);
    expect(lastLine(outcome)).toMatch(/nothing written$/);
    expect(outcome.stderr).toBe(
      'capacity: what would be deployed is not what was declared:\n' +
        'staging: services.backend.maxInstances: declared 4, deployed 40\n' +
        'production: services.backend.maxInstances: declared 20, deployed 40\n',
    );
    expect([STAGING_JSON, PRODUCTION_JSON, MANIFEST].map((file) => project.has(file))).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('a construct that fails leaves nothing half-written', () => {
    project.leaveOutput();
    project.edit(
      'stacks/environment-stack.ts',
      'this.outputs(options);',
      "throw new Error('broken construct');",
    );
    const outcome = project.synth();
    project.restore('stacks/environment-stack.ts');
    expect(outcome).toMatchObject({ status: 2, stderr: 'capacity: could not check: broken construct\n' });
    expect([STAGING_JSON, PRODUCTION_JSON, MANIFEST].map((file) => project.has(file))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('bad input', () => {
  test('an unknown environment', () => {
    expect(project.synth({}, 'nowhere')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'capacity: environment: given "nowhere"; allowed are staging, production\n',
    });
  });

  test('an empty name among the selected', () => {
    expect(project.synth({ CAPACITY_ENVIRONMENTS: 'staging,' })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'capacity: CAPACITY_ENVIRONMENTS: given "staging,"; allowed are names of environments with commas between them\n',
    });
  });

  test('a base that does not exist', () => {
    expect(project.synth({ CAPACITY_BASE: 'missing.json' })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'capacity: missing.json: does not exist\n',
    });
  });

  test('a cdktf token in a capacity field', () => {
    project.edit(
      STAGING,
      ...['maxInstances: 4,', "maxInstances: require('cdktf').Token.asNumber({ resolve: () => 4 }),"],
    );
    const outcome = project.synth();
    expect(outcome).toMatchObject({ status: 2, stdout: '' });
    expect(outcome.stderr).toMatch(
      /^capacity: environments: environments\.staging\.services\.backend\.maxInstances: .*token.*\n$/,
    );
  });
});

describe('CDKTF_OUTDIR', () => {
  test('is made with its parents', () => {
    const outcome = project.synth({ CDKTF_OUTDIR: 'build/terraform' });
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(project.has('build/terraform/stacks/staging/cdk.tf.json')).toBe(true);
  });

  test('that is no folder', () => {
    expect(project.synth({ CDKTF_OUTDIR: 'main.ts/out' })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'capacity: CDKTF_OUTDIR: given "main.ts/out"; allowed is a folder, or the name of one that can be made (ENOTDIR)\n',
    });
  });
});
