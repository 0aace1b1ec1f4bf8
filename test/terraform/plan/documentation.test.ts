import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONVENTIONS } from '../../../terraform/conventions';
import { asSidecar } from '../../../terraform/sidecar-shape';
import { readTerraform } from '../../../terraform/plan';
import { DATABASE, planOf, serviceOf } from '../../support/plan';

const PAGE = readFileSync(join(__dirname, '../../../docs/terraform.md'), 'utf8');

test('every setting that the page names is a convention', () => {
  const section = PAGE.slice(PAGE.indexOf('## Pools and processes'), PAGE.indexOf('## The sidecar'));
  const named = Array.from(
    section.matchAll(/`([A-Z][A-Z_]+|--?[a-z]+|[a-z]+_[a-z_]+|Maximum Pool Size)`/g),
    ([, name]) => name!,
  );
  const known = CONVENTIONS.flatMap(({ variable, parameter, option }) => [variable, parameter, option]);
  expect(named.length).toBeGreaterThan(12);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('the sidecar of the page works', () => {
  const [, json] = /```json\n([\s\S]*?)```/.exec(PAGE)!;
  const sidecar = asSidecar(JSON.parse(json!), 'docs/terraform.md');
  const plan = planOf([DATABASE, serviceOf({ LOG_LEVEL: 'info' })]);
  const { after } = readTerraform(plan, 'plan.json', { name: 'shop-prod', sidecar });
  expect(after.environments['shop-prod']).toMatchObject({
    services: { api: { processes: 2, pools: { main: { size: 5, maxOverflow: 0 } } } },
    clients: { bi: { connections: 10 } },
  });
});
