import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, App, Aspects, TerraformOutput, TerraformStack, Testing, Token } from 'cdktf';
import { evaluate } from '../capacity/evaluate';
import { asDeclaration } from '../capacity/shape';
import { declaration } from '../environments';
import { EnvironmentStack } from '../stacks/environment-stack';
import { resultText } from '../review/text';
import { ENVIRONMENT, TODAY, withField } from './support/declare';
import { testApp } from './support/test-app';

/** Traps of cdktf 0.21, each shown beside what keeps this project out of it. */

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'traps-'));
});

afterEach(() => {
  rmSync(outdir, { recursive: true });
});

const root = join(__dirname, '..');
const sources = ['capacity', 'cli', 'environments', 'review', 'stacks', 'terraform', 'main.ts'];

function sourcesWith(pattern: RegExp): readonly string[] {
  return sources
    .flatMap((source) =>
      source.endsWith('.ts')
        ? [source]
        : readdirSync(join(root, source), { recursive: true, encoding: 'utf8' }).map((file) =>
            join(source, file),
          ),
    )
    .filter((file) => file.endsWith('.ts') && pattern.test(readFileSync(join(root, file), 'utf8')));
}

const over = withField('services.api.maxInstances', 20);
const both = {
  ...over,
  environments: { ...over.environments, other: { ...over.environments['test']!, project: 'other' } },
};

test('a number that is known only after apply passes every comparison; the door refuses it', () => {
  const token = Token.asNumber({ resolve: () => 1000 });
  expect(token > 90).toBe(false);
  expect(() => asDeclaration(withField('services.api.maxInstances', token), 'declaration')).toThrow(/token/);
});

test('app.synth() stops at the first failing stack; the report names every refused one', () => {
  const result = evaluate(both, { today: TODAY });
  const app = new App({ outdir });
  for (const environment of result.environments) new EnvironmentStack(app, environment);
  expect(() => {
    app.synth();
  }).toThrow(/^(?![\s\S]*\[other\])[\s\S]*\[test\]/);
  const text = resultText(result, { colors: false, sourceOf: (file) => ({ file, prefix: '' }) });
  expect(text).toContain('error connections/steady-budget   test  ');
  expect(text).toContain('error connections/steady-budget   other  ');
});

test('aspects and annotations on the app do nothing; the refusal is a validation of the stack', () => {
  const app = new App({ outdir });
  new TerraformStack(app, 'empty');
  let visits = 0;
  Aspects.of(app).add({ visit: () => void (visits += 1) });
  Annotations.of(app).addError('stop');
  expect(() => {
    app.synth();
  }).not.toThrow();
  expect(visits).toBe(0);
  const [refused] = evaluate(over, { today: TODAY }).environments;
  expect(new EnvironmentStack(testApp(), refused!).node.validate()).toHaveLength(2);
  expect(sourcesWith(/\b(Aspects|Annotations)\.of\b/)).toEqual([]);
});

test('a precondition of an output is dropped; nothing here relies on one', () => {
  const stack = new TerraformStack(testApp(), 'stack');
  new TerraformOutput(stack, 'out', {
    value: 1,
    precondition: { condition: false, errorMessage: 'never' },
  });
  expect(Testing.synth(stack)).not.toContain('never');
  expect(sourcesWith(/precondition/)).toEqual([]);
});

test('context of cdktf.json reaches the app only under the command line; nothing here reads it', () => {
  expect(new App({ outdir }).node.tryGetContext('anything')).toBeUndefined();
  expect(sourcesWith(/tryGetContext|getContext/)).toEqual([]);
  const { context } = JSON.parse(readFileSync(join(root, 'cdktf.json'), 'utf8')) as { context: object };
  expect(context).toEqual({});
});

test('a stack without a backend gets a local one with an absolute path; every environment declares its own', () => {
  const app = new App({ outdir });
  new TerraformStack(app, 'bare');
  app.synth();
  const bare = JSON.parse(readFileSync(join(outdir, 'stacks/bare/cdk.tf.json'), 'utf8')) as unknown;
  expect(bare).toMatchObject({
    terraform: { backend: { local: { path: expect.stringMatching(/^\//) as string } } },
  });
  for (const result of evaluate(declaration, { today: TODAY }).environments) {
    const stack = JSON.parse(Testing.synth(new EnvironmentStack(testApp(), result))) as unknown;
    expect(stack).toMatchObject({
      terraform: {
        backend: { gcs: { bucket: expect.any(String) as string, prefix: `capacity/${result.name}` } },
      },
    });
  }
  expect(ENVIRONMENT.state.backend).toBe('gcs');
});
