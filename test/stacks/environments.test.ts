import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdktf';
import { evaluate } from '../../capacity/evaluate';
import { declaration } from '../../environments';
import { EnvironmentStack } from '../../stacks/environment-stack';
import { TODAY } from '../support/declare';
import type { Policy } from './monitoring/watched';
import { parse, synthesizeResult, type Synthesized } from './support';

const { environments } = evaluate(declaration, { today: TODAY });

test.each(environments.map((result) => [result.name, result] as const))('%s', (_, result) => {
  expect(summarized(parse(synthesizeResult(result)))).toMatchSnapshot();
});

/** Alerts as one line a condition, without their text; the dashboard has tests of its own. */
function summarized(configuration: Synthesized): unknown {
  const { google_monitoring_alert_policy: policies, ...resource } = configuration.resource!;
  const { google_monitoring_dashboard: _, ...others } = resource;
  const alerts = Object.entries(policies ?? {}).map(([name, policy]) => {
    const { conditions, severity } = policy as unknown as Policy;
    const lines = conditions.map(({ condition_threshold: { comparison, duration, threshold_value } }) =>
      [comparison.replace('COMPARISON_', ''), threshold_value, 'for', duration].join(' '),
    );
    return `${severity} ${name}: ${lines.join(' or ')}`;
  });
  return { ...configuration, resource: others, alerts };
}

test('the same declaration gives the same bytes', () => {
  const write = (): readonly string[] =>
    evaluate(declaration, { today: TODAY }).environments.map((result) => synthesizeResult(result));
  expect(write()).toEqual(write());
});

test('a real app writes each stack under the name of its environment, without running Terraform', () => {
  const outdir = mkdtempSync(path.join(tmpdir(), 'stacks-'));
  const before = process.env['PATH'];
  try {
    process.env['PATH'] = '/nowhere';
    const app = new App({ outdir });
    for (const result of environments) new EnvironmentStack(app, result);
    app.synth();
    for (const result of environments) {
      const written = readFileSync(path.join(outdir, 'stacks', result.name, 'cdk.tf.json'), 'utf8');
      expect(parse(written)).toEqual(parse(synthesizeResult(result)));
    }
  } finally {
    process.env['PATH'] = before;
    rmSync(outdir, { recursive: true });
  }
});

test('no password and no token of a number is written', () => {
  for (const result of environments) {
    const json = synthesizeResult(result);
    expect(json).not.toMatch(/"(root_)?password(_wo)?"/);
    expect(json).not.toContain('TfToken');
    expect(json).not.toMatch(/-?\d\.\d+e\+?\d{3}/);
  }
});
