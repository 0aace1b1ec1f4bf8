import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressNames, deployedWorkloads } from '../../capacity/settings';
import { declaration } from '../../environments';
import { parse, resource, synthesizeResult, unruled, variablesOf } from '../stacks/support';

const page = readFileSync(join(__dirname, '../../docs/database-login.md'), 'utf8');
const staging = unruled(declaration)[0]!;

test('the page names every variable that says where the database is', () => {
  const backend = deployedWorkloads(staging.model).find(({ path }) => path === 'services.backend')!;
  const { fallbackHost: _, ...names } = addressNames(backend, backend.pools[0]!);
  expect(Object.values(names).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('it names the users as the stack creates them', () => {
  const json = parse(synthesizeResult(staging));
  const users = ['service.backend', 'service.auth', 'job.migrate'].map((address) => {
    const [kind, name] = address.split('.');
    return variablesOf(resource(json, `google_cloud_run_v2_${kind}.${name}`))['DB_USER'] as string;
  });
  expect(users).toEqual([
    'backend-service@netra-staging.iam',
    'auth-service@netra-staging.iam',
    'migrate-job@netra-staging.iam',
  ]);
  expect(users.filter((user) => !page.includes(`"${user}"`))).toEqual([]);
});
