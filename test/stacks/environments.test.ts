import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdktf';
import { buildModel } from '../../capacity/model';
import { declaration } from '../../environments';
import { EnvironmentStack } from '../../stacks/environment-stack';
import { parse, synthesizeModel } from './support';

const { environments } = buildModel(declaration);

test.each(environments.map((model) => [model.name, model] as const))('%s', (_, model) => {
  expect(parse(synthesizeModel(model))).toMatchSnapshot();
});

test('the same declaration gives the same bytes', () => {
  const write = (): readonly string[] =>
    buildModel(declaration).environments.map((model) => synthesizeModel(model));
  expect(write()).toEqual(write());
});

test('a real app writes each stack under the name of its environment, without running Terraform', () => {
  const outdir = mkdtempSync(path.join(tmpdir(), 'stacks-'));
  const before = process.env['PATH'];
  try {
    process.env['PATH'] = '/nowhere';
    const app = new App({ outdir });
    for (const model of environments) new EnvironmentStack(app, model.name, model);
    app.synth();
    for (const model of environments) {
      const written = readFileSync(path.join(outdir, 'stacks', model.name, 'cdk.tf.json'), 'utf8');
      expect(parse(written)).toEqual(parse(synthesizeModel(model)));
    }
  } finally {
    process.env['PATH'] = before;
    rmSync(outdir, { recursive: true });
  }
});

test('no password and no token of a number is written', () => {
  for (const model of environments) {
    const json = synthesizeModel(model);
    expect(json).not.toMatch(/"(root_)?password(_wo)?"/);
    expect(json).not.toContain('TfToken');
    expect(json).not.toMatch(/-?\d\.\d+e\+?\d{3}/);
  }
});
