import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { blocking, evaluate } from '../../capacity/evaluate';
import { RULES } from '../../capacity/rules';
import { EnvironmentStack } from '../../stacks/environment-stack';
import { TODAY, withField } from '../support/declare';
import { RULE_EXAMPLES } from '../support/rule-pages';
import { testApp } from '../support/test-app';

const REFUSED = evaluate(withField('services.api.maxInstances', 20), { today: TODAY }).environments[0]!;
const REFUSAL =
  'connections/steady-budget databases.main: steady needs 120; 90 usable (limit 100 (declared) − reserved 7 − kept 3)';

const blockedBy = RULES.map(({ id }) => {
  const example = RULE_EXAMPLES[id]!;
  const { environments } =
    'base' in example
      ? evaluate(example.declaration, { today: TODAY, base: example.base })
      : evaluate(example, { today: TODAY });
  return [
    id,
    environments.find(({ findings }) => blocking(findings).some(({ rule }) => rule === id)),
  ] as const;
});

// `Testing.fullSynth` leaves a folder behind: here it goes with the one that it lies in.
const folder = mkdtempSync(join(os.tmpdir(), 'capacity-validation-'));
const temporary = jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
afterAll(() => {
  temporary.mockRestore();
  rmSync(folder, { recursive: true });
});

test.each(RULES.filter(({ severity }) => severity === 'error').map(({ id }) => id))(
  'the example of the error rule %s blocks',
  (id) => {
    expect(blockedBy.find(([rule]) => rule === id)?.[1]).toBeDefined();
  },
);

test.each(blockedBy.filter(([, environment]) => environment !== undefined))(
  '%s makes Testing.fullSynth throw',
  (id, environment) => {
    const stack = new EnvironmentStack(testApp(), environment!);
    expect(() => Testing.fullSynth(stack)).toThrow(`${id} `);
  },
);

test('app.synth() throws the headline, and writes no Terraform', () => {
  const outdir = mkdtempSync(join(os.tmpdir(), 'validation-'));
  try {
    const app = new App({ outdir });
    new EnvironmentStack(app, REFUSED);
    expect(() => {
      app.synth();
    }).toThrow(REFUSAL);
    expect(existsSync(join(outdir, 'stacks/test/cdk.tf.json'))).toBe(false);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test('cdktf’s Testing.synth skips validations: this is why synthesizeChecked exists', () => {
  expect(() => Testing.synth(new EnvironmentStack(testApp(), REFUSED))).not.toThrow();
});

test('a reason to break the glass lets it through', () => {
  const stack = new EnvironmentStack(testApp(), REFUSED, { breakGlassReason: 'INC-42' });
  expect(() => Testing.fullSynth(stack)).not.toThrow();
});
