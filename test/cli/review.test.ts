import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../review/report';
import { DATABASE, planOf, POOL, serviceOf, type Written } from '../support/plan';
import { review } from '../support/review-file';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-review-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

/** A service with so many instances, and another number before. */
function scaled(max: number, before: number | null): Written {
  const values = (count: number): Written['values'] =>
    serviceOf(POOL, { scaling: [{ max_instance_count: count }] }).values;
  return { ...serviceOf(POOL), values: values(max), before: before === null ? null : values(before) };
}

function reportOf(plan: unknown, ...options: readonly string[]): Report {
  return JSON.parse(review(plan, '--format', 'json', ...options).stdout) as Report;
}

/** Demand by moment of the one database. */
function demands({ environments }: Report): unknown {
  const [database] = environments.flatMap(({ databases }) => databases);
  return Object.fromEntries(database!.moments.map(({ name, demand }) => [name, demand]));
}

test('a plan is compared with what is live before it', () => {
  const plan = planOf([DATABASE, scaled(6, 4)]);
  expect(demands(reportOf(plan))).toMatchObject({ steady: 36, rollout: 60, 'later-rollout': 72 });
  expect(review(plan)).toMatchObject({ status: 0, stderr: '' });
});

test('a plan that goes over blocks', () => {
  const outcome = review(planOf([DATABASE, scaled(16, 4)]));
  expect(outcome).toMatchObject({ status: 1, stderr: '' });
  expect(outcome.stdout).toContain('connections/steady-budget');
});

test('what is created replaces nothing', () => {
  expect(demands(reportOf(planOf([DATABASE, scaled(10, null)])))).toMatchObject({ steady: 60, rollout: 60 });
});

test.each<readonly [what: string, base: () => unknown]>([
  ['a plan', () => planOf([DATABASE, scaled(2, 1)])],
  ['a state', () => ({ format_version: '1.0', values: planOf([DATABASE, scaled(2, 1)])['planned_values'] })],
  ['the report of a review', () => reportOf(planOf([DATABASE, scaled(2, 1)]))],
  ['a declaration', () => reportOf(planOf([DATABASE, scaled(2, 1)])).declaration],
])('%s can be the base', (_, base) => {
  const path = file('base.json', base());
  // The plan says 4 before; the base says 2.
  expect(demands(reportOf(planOf([DATABASE, scaled(10, 4)]), '--base', path))).toMatchObject({
    steady: 60,
    rollout: 72,
  });
});

test('an environment has the name that the base has for its project and region', () => {
  const { declaration } = reportOf(planOf([DATABASE, scaled(2, 1)]));
  const renamed = { ...declaration, environments: { live: declaration.environments['shop'] } };
  const report = reportOf(planOf([DATABASE, scaled(10, 4)]), '--base', file('base.json', renamed));
  expect(report.environments.map(({ name }) => name)).toEqual(['live']);
  expect(demands(report)).toMatchObject({ rollout: 72 });
});

test('a name can be given', () => {
  const report = reportOf(planOf([DATABASE, scaled(2, 1)]), '--name', 'production');
  expect(report.environments.map(({ name }) => name)).toEqual(['production']);
});

test('a sidecar says what Terraform cannot know', () => {
  const plan = planOf([DATABASE, serviceOf({ LOG_LEVEL: 'info' })]);
  expect(review(plan).status).toBe(1);
  const sidecar = file('sidecar.json', {
    schemaVersion: 1,
    environments: {
      shop: { services: { api: { processes: 1, pools: { main: { size: 4, maxOverflow: 2 } } } } },
    },
  });
  expect(review(plan, '--sidecar', sidecar)).toMatchObject({ status: 0, stderr: '' });
  expect(demands(reportOf(plan, '--sidecar', sidecar))).toMatchObject({ steady: 12 });
});

test('a sidecar that names what is not there is one line', () => {
  const sidecar = file('wrong.json', {
    schemaVersion: 1,
    environments: { shop: { services: { apis: {} } } },
  });
  expect(review(planOf([DATABASE, serviceOf(POOL)]), '--sidecar', sidecar)).toEqual({
    status: 2,
    stdout: '',
    stderr: `capacity: ${sidecar}: environments.shop.services.apis: is nothing that was read; did you mean api?\n`,
  });
});

test('services and databases that nothing joins are no pass', () => {
  const outcome = review(planOf([DATABASE, serviceOf({}, { volumes: [] })]));
  expect(outcome).toMatchObject({
    status: 1,
    stderr:
      'capacity: no connection was counted: of 1 service or job and 1 database, nothing says which uses which; a sidecar can (--sidecar)\n',
  });
});

test('a plan that Terraform could not complete is no pass', () => {
  const plan = planOf([DATABASE, scaled(2, 2)]) as Readonly<Record<string, unknown>>;
  expect(review(plan)).toMatchObject({ status: 0, stderr: '' });
  expect(review({ ...plan, errored: true })).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('the plan ended in an error') as string,
    stderr: 'capacity: the plan ended in an error: what comes after it is not in it\n',
  });
});

test('a plan that destroys everything is no pass', () => {
  const destroyed = readFileSync(join(__dirname, '../fixtures/terraform/flat/destroy.plan.json'), 'utf8');
  expect(review(JSON.parse(destroyed))).toMatchObject({
    status: 1,
    stderr: 'capacity: no connection was counted: no service, job or database is left after it\n',
  });
});

test('a report lists where its numbers come from', () => {
  expect(reportOf(planOf([DATABASE, serviceOf(POOL)])).notes).toContain(
    'shop services.api.pools.main.size from DB_POOL_SIZE of google_cloud_run_v2_service.api',
  );
});
