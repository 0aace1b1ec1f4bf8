import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilerKeptIn } from '../support/program';
import { Project } from '../support/project';
import { isGenerated } from '../support/terraform/schema';
import { StandInProvider } from '../support/terraform/stand-in-provider';
import { withTerraform } from '../support/terraform/with-terraform';
import { terraformEnvironment } from '../support/terraform/workspace';

const root = join(__dirname, '../..');
let project: Project;
let provider: StandInProvider | undefined;

beforeAll(() => {
  project = new Project();
  cpSync(join(root, '.ci'), join(project.folder, '.ci'), { recursive: true });
  cpSync(join(root, 'simulation'), join(project.folder, 'simulation'), { recursive: true });
  // Of production everything is created, so that nothing has to exist.
  project.edit('environments/index.ts', '{ staging, production }', '{ production }');
  project.edit('environments/index.ts', /import \{ staging \}.*\n/, '');
});

afterAll(() => {
  provider?.stop();
  project.remove();
});

/** The provider answers from this process, so nothing may wait for the script. */
function reviewPlans(): Promise<{ readonly status: number | null; readonly output: string }> {
  const env = {
    ...terraformEnvironment(),
    HOME: project.folder,
    ...compilerKeptIn(project.folder),
    ...(provider && { TF_REATTACH_PROVIDERS: provider.reattach }),
    TF_CLI_ARGS: '',
  };
  return new Promise((done) => {
    const child = spawn('.ci/review-plans', ['out', 'out/base.json'], { cwd: project.folder, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output += text.toString()));
    child.on('close', (status) => {
      done({ status, output });
    });
  });
}

/** The state in a file: the bucket is out of reach. */
function stateInFile(): void {
  const stack = join(project.folder, 'cdktf.out/stacks/production');
  mkdirSync(stack, { recursive: true });
  writeFileSync(join(stack, 'backend_override.tf.json'), '{"terraform":{"backend":{"local":{}}}}');
}

test('a declaration that is refused is not planned', async () => {
  project.edit('environments/production.ts', 'maxInstances: 20,', 'maxInstances: 200,');
  const { status, output } = await reviewPlans();
  project.restore('environments/production.ts');
  expect(status).toBe(0);
  expect(output).toContain('::notice::no plan was made: the synthesis refused the declaration\n');
  expect(project.read('out/status')).toBe('1\n');
  expect(readdirSync(join(project.folder, 'out'))).toEqual(['status']);
}, 60_000);

withTerraform('plans of the environments', () => {
  test('every environment is planned, and reviewed with what only its declaration says', async () => {
    stateInFile();
    project.synth();
    const configuration = project.read('cdktf.out/stacks/production/cdk.tf.json');
    const types = [...new Set(configuration.match(/\bgoogle_[a-z0-9_]+/g))];
    provider = await StandInProvider.start(
      types.flatMap((type) => [type, `data.${type}`]).filter(isGenerated),
    );
    const { status, output } = await reviewPlans();
    expect(output).toContain('== production\n');
    expect(status).toBe(0);
    expect(readdirSync(join(project.folder, 'out')).sort()).toEqual([
      'production.html',
      'production.md',
      'production.sarif',
      'status',
    ]);
    expect(project.read('out/status')).toBe('0\n');
    // 190 with the 10 connections of the BI tool; 580 without the 13 that are kept. No plan carries either.
    expect(project.read('out/production.md')).toMatch(
      /\| `prod-postgres` \| steady \| .*190.* \| 580 \| 390 \|/,
    );
    // The same name in every run, and nothing left of what may hold secrets.
    expect(project.read('out/production.md')).toContain(' from cdktf.out/stacks/production/sidecar.json');
    expect(project.read('out/production.sarif')).not.toContain('file://');
    expect(readdirSync(join(project.folder, 'cdktf.out/stacks/production'))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(plan|sidecar)\.json$/)]),
    );
    expect(project.read('out/production.md').trimEnd()).toMatch(/<!-- capacity-stack.*-->$/);
  }, 120_000);
});
