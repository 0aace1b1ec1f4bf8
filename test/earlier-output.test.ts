import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './support/project';

/** What a synthesis does with the output of an earlier one. */

const STAGING = 'environments/staging.ts';
const STAGING_JSON = 'cdktf.out/stacks/staging/cdk.tf.json';
const PRODUCTION_JSON = 'cdktf.out/stacks/production/cdk.tf.json';
const OLD_JSON = 'cdktf.out/stacks/old/cdk.tf.json';
const MANIFEST = 'cdktf.out/manifest.json';

let project: Project;

beforeAll(() => {
  project = new Project();
});

afterAll(() => {
  project.remove();
});

beforeEach(() => {
  project.leaveOutput();
  mkdirSync(join(project.folder, 'cdktf.out/stacks/old/.terraform'), { recursive: true });
  writeFileSync(join(project.folder, OLD_JSON), '{}');
});

afterEach(() => {
  project.restore(STAGING);
});

function written(): readonly boolean[] {
  return [STAGING_JSON, PRODUCTION_JSON, OLD_JSON, MANIFEST].map((file) => project.has(file));
}

function lineOf(text: string): number {
  const lines = readFileSync(join(__dirname, '..', STAGING), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

test.each([
  [
    'a wrong shape',
    'maxInstances: 4,',
    "maxInstances: '4',",
    /^capacity: environments: environments\.staging\.services\.backend\.maxInstances: given "4" \(a string\); .*\n$/,
  ],
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
  expect(written()).toEqual([false, false, false, false]);
  expect(readdirSync(join(project.folder, 'cdktf.out/stacks/old'))).toEqual(['.terraform']);
});

test('a selection limits what a failure removes', () => {
  project.edit(STAGING, 'maxInstances: 4,', 'maxInstances: -4,');
  expect(project.synth({ CAPACITY_ENVIRONMENTS: 'staging' }).status).toBe(2);
  expect(written()).toEqual([false, true, true, false]);
});

test('a selection that cannot be read removes all, and a name never leads out of the folder', () => {
  writeFileSync(join(project.folder, 'cdktf.out/cdk.tf.json'), '{}');
  expect(project.synth({}, '..').status).toBe(2);
  expect(written()).toEqual([true, true, true, false]);
  expect(project.has('cdktf.out/cdk.tf.json')).toBe(true);
  expect(project.synth({ CAPACITY_ENVIRONMENTS: ',' }).status).toBe(2);
  expect(written()).toEqual([false, false, false, false]);
});

test('an environment that is no longer declared is removed by a full synthesis only', () => {
  expect(project.synth({}, 'staging').status).toBe(0);
  expect(written()).toEqual([true, true, true, true]);
  expect(project.synth().status).toBe(0);
  expect(written()).toEqual([true, true, false, true]);
});
