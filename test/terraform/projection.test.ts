import { Testing } from 'cdktf';
import type { Environment } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { declaration } from '../../environments';
import { EnvironmentStack } from '../../stacks/environment-stack';
import { deployedProjection } from '../../terraform/deployed';
import { declaredProjection, differences } from '../../terraform/projection';
import { declare, ENVIRONMENT, TODAY } from '../support/declare';
import { testApp } from '../support/test-app';

function readBack(
  environment: Environment,
  change: (json: string) => string = (json) => json,
): readonly string[] {
  const [result] = evaluate(declare(environment), { today: TODAY, rules: [] }).environments;
  const json = change(Testing.synth(new EnvironmentStack(testApp(), result!)));
  return differences(declaredProjection(result!.model), deployedProjection(JSON.parse(json), result!.model));
}

test.each(Object.keys(declaration.environments))('%s: what is deployed is what was declared', (name) => {
  const environment = (declaration.environments as Readonly<Record<string, Environment>>)[name]!;
  expect(readBack(environment)).toEqual([]);
});

test('it covers instances, load, pools, deadlines, traffic, egress, connectors and databases', () => {
  const [result] = evaluate(declare(ENVIRONMENT), { today: TODAY, rules: [] }).environments;
  expect(Object.fromEntries(declaredProjection(result!.model))).toMatchSnapshot();
});

test.each([
  [
    /"max_instance_count": 2/,
    '"max_instance_count": 40',
    'services.api.maxInstances: declared 2, deployed 40',
  ],
  [
    /("max_instance_request_concurrency"): 10/,
    '$1: 80',
    'services.api.concurrency: declared 10, deployed 80',
  ],
  [/"percent": 100/, '"percent": 50', 'services.api.latestTraffic: declared 100, deployed 50'],
  [/"min_instances": 2/, '"min_instances": 9', 'connectors.path.minInstances: declared 2, deployed 9'],
  [
    /"tier": "db-custom-1-3840"/,
    '"tier": "db-f1-micro"',
    'databases.main.tier: declared db-custom-1-3840, deployed db-f1-micro',
  ],
  [
    /"ENTERPRISE"/,
    '"ENTERPRISE_PLUS"',
    'databases.main.edition: declared ENTERPRISE, deployed ENTERPRISE_PLUS',
  ],
  [
    /(DB_POOL_SIZE",\s*"value"): "4"/,
    '$1: "50"',
    'services.api setting DB_POOL_SIZE: declared 4, deployed 50',
  ],
  [
    /(max_connections",\s*"value"): "100"/,
    '$1: "25"',
    'databases.main.flags.max_connections: declared 100, deployed 25',
  ],
  [/"cpu_idle": true/, '"cpu_idle": false', 'services.api.cpuIdle: declared true, deployed false'],
  [/"timeout": "60s"/, '"timeout": "75s"', 'services.api.requestTimeoutSeconds: declared 60, deployed 75'],
])('an override of %s is a difference', (from, to, difference) => {
  const changed = readBack(ENVIRONMENT, (json) => {
    expect(json).toMatch(from);
    return json.replace(from, to);
  });
  expect(changed).toEqual([difference]);
});

test('the flag that the stack always sets counts where it is declared', () => {
  const main = { ...ENVIRONMENT.databases.main, flags: { 'cloudsql.iam_authentication': 'on' } };
  const environment = { ...ENVIRONMENT, databases: { main } };
  expect(readBack(environment)).toEqual([]);
  expect(
    readBack(environment, (json) => json.replace(/(iam_authentication",\s*"value"): "on"/, '$1: "off"')),
  ).toEqual(['databases.main.flags.cloudsql.iam_authentication: declared on, deployed off']);
});

test('what is deployed beside the declaration is a difference', () => {
  const sibling = readBack(ENVIRONMENT, (json) => {
    const configuration = JSON.parse(json) as {
      resource: { google_cloud_run_v2_service: Record<string, { name: string }> };
    };
    const services = configuration.resource.google_cloud_run_v2_service;
    services['other'] = { ...Object.values(services)[0]!, name: 'other' };
    return JSON.stringify(configuration);
  });
  expect(sibling).toContain('services.other.maxInstances: declared nothing, deployed 2');
});
