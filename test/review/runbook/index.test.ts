import { Testing } from 'cdktf';
import { evaluate } from '../../../capacity/evaluate';
import { declaration } from '../../../environments';
import { runbook } from '../../../review/runbook';
import { EnvironmentStack } from '../../../stacks/environment-stack';
import { declare, ENVIRONMENT, TODAY } from '../../support/declare';
import { testApp } from '../../support/test-app';

interface Configuration {
  resource: Record<string, Record<string, Record<string, unknown>> | undefined>;
}

function synthesized(environment: keyof typeof declaration.environments): Configuration {
  const [result] = evaluate(declaration, { today: TODAY, environments: [environment] }).environments;
  return JSON.parse(Testing.synth(new EnvironmentStack(testApp(), result!))) as Configuration;
}

const staging = synthesized('staging');
const page = runbook('staging', staging);

function without(type: string): string {
  const { resource, ...rest } = staging;
  return runbook('staging', { ...rest, resource: { ...resource, [type]: undefined } });
}

test('the sections, in order', () => {
  expect(page.split('\n').filter((line) => /^##? /.test(line))).toEqual([
    '# Runbook: staging',
    '## Resources',
    '## Connection budgets',
    '## Alerts',
    '## Change capacity',
  ]);
});

test('a resource has its page in the console and its command', () => {
  expect(page).toContain(
    '| service | [backend](https://console.cloud.google.com/run/detail/us-central1/backend/metrics?project=netra-staging) ' +
      '| `gcloud run services describe backend --region=us-central1 --project=netra-staging` |\n',
  );
  expect(page).toContain(
    '`gcloud compute networks vpc-access connectors describe staging-connector --region=us-central1 --project=netra-staging`',
  );
  expect(page).toContain('`gcloud sql instances describe staging-shared-postgres --project=netra-staging`');
});

test('the budget is what the container settings add up to', () => {
  expect(page).toContain(
    '### staging-shared-postgres: 32 of 100 (max_connections)\n\n' +
      '- auth: 2 × 1 × (3 + 1) = 8\n- backend: 4 × 1 × (4 + 2) = 24\n',
  );
});

test('an override of a setting shows in the budget, since it is rendered from the Terraform', () => {
  const overridden = JSON.parse(
    JSON.stringify(staging).replace(
      '{"name":"DB_POOL_SIZE","value":"4"}',
      '{"name":"DB_POOL_SIZE","value":"50"}',
    ),
  ) as unknown;
  expect(runbook('staging', overridden)).toContain('- backend: 4 × 1 × (50 + 2) = 208\n');
});

test('every alert policy is there with its thresholds and what to do, what pages first', () => {
  const policies = Object.values(staging.resource['google_monitoring_alert_policy'] ?? {});
  const titles = page.split('\n').filter((line) => /^### .* \((critical|warning)\)$/.test(line));
  expect(policies.length).toBeGreaterThan(20);
  expect(titles).toHaveLength(policies.length);
  const severities = titles.map((title) => /\((\w+)\)$/.exec(title)![1]);
  expect(severities).toEqual([...severities].sort());
  for (const policy of policies) expect(page).toContain(`### ${String(policy['display_name'])} (`);
  expect(page.match(/^- fires: .*(above|below) [\d.]+ for \d+s/gm)?.length).toBeGreaterThanOrEqual(
    policies.length - 5,
  );
  expect(page.match(/^#### Look first$/gm)).toHaveLength(policies.length);
});

test('what is not deployed is not listed', () => {
  expect(page).toContain('| Redis |');
  expect(without('google_redis_instance')).not.toContain('| Redis |');
  expect(without('google_monitoring_alert_policy')).toContain('## Alerts\n\nNone is deployed.\n');
  expect(without('google_sql_database_instance')).not.toContain('## Connection budgets');
  expect(without('google_vpc_access_connector')).not.toContain('**replaces** it');
});

test('raising and lowering have opposite orders', () => {
  const steps = (heading: string): string => page.slice(page.indexOf(`### ${heading}`)).split('\n### ')[0]!;
  expect(steps('Raise')).toMatch(
    /restarts it: deploy it alone, in a quiet hour, \*\*before\*\* the services/,
  );
  expect(steps('Lower')).toMatch(/^1\. Lower the services first/m);
  expect(steps('Lower')).toMatch(/only \*\*after\*\* that/);
});

test('a tier’s default, and a renamed setting that cannot be told, are no wrong numbers', () => {
  const { databases, services } = ENVIRONMENT;
  const { maxConnections: _, ...main } = databases.main;
  const pool = { ...services.api.pools.main, settingNames: { poolSize: 'SQLALCHEMY_POOL_SIZE' } };
  const made = declare({
    ...ENVIRONMENT,
    databases: { main },
    services: { api: { ...services.api, pools: { main: pool } } },
  });
  const [result] = evaluate(made, { today: TODAY, rules: [] }).environments;
  const text = runbook('test', JSON.parse(Testing.synth(new EnvironmentStack(testApp(), result!))));
  expect(text).toContain("### main: 0 of the tier's default (max_connections)\n");
});
