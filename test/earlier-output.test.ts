import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFolder } from './support/output-folder';
import { OWN, withStaging } from './support/own-environments';
import { Project } from './support/project';
import { SynthHere } from './support/synth-here';

/** What a synthesis does with the output of an earlier one. */

const STAGING = 'environments/staging.ts';
const OLD_JSON = 'cdktf.out/stacks/old/cdk.tf.json';

function leaveOutput(folder: OutputFolder): void {
  folder.leaveOutput();
  folder.write('cdktf.out/stacks/old/.terraform/lock', '');
  folder.write(OLD_JSON, {});
}

/** Whether there is Terraform of staging, of production, the manifest, and Terraform of what is no longer declared. */
function written(folder: OutputFolder): readonly boolean[] {
  return [...folder.written(), folder.has(OLD_JSON)];
}

function lineOf(text: string): number {
  const lines = readFileSync(join(__dirname, '..', STAGING), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

describe('as its users run it', () => {
  let project: Project;

  beforeAll(() => {
    project = new Project();
  });

  afterAll(() => {
    project.remove();
  });

  beforeEach(() => {
    leaveOutput(project);
  });

  afterEach(() => {
    project.restore(STAGING);
  });

  test.each([
    [
      'a syntax error',
      'maxInstances: 4,',
      'maxInstances: 4;',
      new RegExp(
        `^capacity: environments/staging\\.ts:${lineOf('maxInstances: 4,')}: Expected ',', got ';'\n$`,
      ),
    ],
    [
      'a throw',
      'export const',
      "throw new Error('boom\\nand more');\nexport const",
      /^capacity: environments\/staging\.ts:4: boom\n$/,
    ],
  ])('%s removes all of it, since nobody knows what was meant', (_, from, to, message) => {
    project.edit(STAGING, from, to);
    const outcome = project.synth();
    expect(outcome).toMatchObject({ status: 2, stdout: '' });
    expect(outcome.stderr).toMatch(message);
    expect(written(project)).toEqual([false, false, false, false]);
    expect(readdirSync(join(project.folder, 'cdktf.out/stacks/old'))).toEqual(['.terraform']);
  });

  test('a name on the command line never leads out of the folder', () => {
    project.write('cdktf.out/cdk.tf.json', {});
    expect(project.synth({}, '..').status).toBe(2);
    expect(written(project)).toEqual([true, true, false, true]);
    expect(project.has('cdktf.out/cdk.tf.json')).toBe(true);
  });
});

describe('in this process', () => {
  let here: SynthHere;

  beforeEach(() => {
    here = new SynthHere();
    leaveOutput(here);
  });

  afterEach(() => {
    here.remove();
  });

  test('a wrong shape removes all of it, since nobody knows what was meant', () => {
    const outcome = here.synth(withStaging('services.backend.maxInstances', '4'));
    expect(outcome).toMatchObject({ status: 2, stdout: '' });
    expect(outcome.stderr).toMatch(
      /^capacity: environments: environments\.staging\.services\.backend\.maxInstances: given "4" \(a string\); .*\n$/,
    );
    expect(written(here)).toEqual([false, false, false, false]);
    expect(readdirSync(join(here.folder, 'cdktf.out/stacks/old'))).toEqual(['.terraform']);
  });

  test('a selection limits what a failure removes', () => {
    const wrong = withStaging('services.backend.maxInstances', -4);
    expect(here.synth(wrong, { CAPACITY_ENVIRONMENTS: 'staging' }).status).toBe(2);
    expect(written(here)).toEqual([false, true, false, true]);
  });

  test('a selection that cannot be read removes all', () => {
    expect(here.synth(OWN, { CAPACITY_ENVIRONMENTS: ',' }).status).toBe(2);
    expect(written(here)).toEqual([false, false, false, false]);
  });

  test('an environment that is no longer declared is removed by a full synthesis only', () => {
    expect(here.synth(OWN, {}, 'staging').status).toBe(0);
    expect(written(here)).toEqual([true, true, true, true]);
    expect(here.synth().status).toBe(0);
    expect(written(here)).toEqual([true, true, true, false]);
  });
});
