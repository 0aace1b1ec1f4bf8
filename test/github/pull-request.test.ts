import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capacity } from '../../cli/capacity';
import { FORMATS } from '../../review/formats';
import { captured } from '../support/captured';
import { parseYaml } from '../support/yaml';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly concurrency: { readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = join(__dirname, '../..');
const text = read('.github/workflows/pull-request.yml');
const workflow = parseYaml(text) as Workflow;
const { jobs } = workflow;
const steps = Object.values(jobs).flatMap((job) => job.steps);
const runs = steps.flatMap(({ run }) => run ?? []);

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

test('it is triggered by pull_request alone, which gives a fork no secret', () => {
  expect(workflow.on).toBe('pull_request');
  expect(text).not.toMatch(/pull_request_target:|workflow_run:/);
});

test('a newer push ends the older run', () => {
  expect(workflow.concurrency['cancel-in-progress']).toBe(true);
});

test('every job has the permissions that it needs, and an end', () => {
  expect(workflow.permissions).toEqual({});
  const permissions = Object.entries(jobs).map(([name, job]) => [name, job.permissions]);
  expect(Object.fromEntries(permissions)).toEqual({
    test: { contents: 'read' },
    compare: { contents: 'read' },
    plan: { contents: 'read', 'id-token': 'write' },
    report: { contents: 'read', 'pull-requests': 'write', 'security-events': 'write', actions: 'read' },
  });
  for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
});

test('every action is pinned by its commit, with its version beside it', () => {
  const lines = text.split('\n').filter((line) => line.includes('uses:'));
  expect(lines).toHaveLength(steps.filter(({ uses }) => uses).length);
  const unpinned = lines.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));
  expect(unpinned).toEqual([]);
});

test('an action has one version in all jobs', () => {
  const versions = new Map(steps.flatMap(({ uses }) => (uses ? [uses.split('@') as [string, string]] : [])));
  for (const { uses } of steps)
    if (uses) expect(uses).toBe(`${uses.split('@')[0]}@${versions.get(uses.split('@')[0]!)}`);
});

test('a checkout leaves no token behind', () => {
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts).toHaveLength(4);
  for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false);
});

test('no expression reaches a shell, and nothing that the author of a pull request writes is read at all', () => {
  expect(runs.filter((run) => run.includes('${{'))).toEqual([]);
  const expressions = [...text.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, expression]) => expression!.trim());
  expect(new Set(expressions)).toEqual(
    new Set([
      'github.event.pull_request.number',
      'github.token',
      'vars.CAPACITY_WORKLOAD_IDENTITY_PROVIDER',
      'vars.CAPACITY_PLAN_SERVICE_ACCOUNT',
      'needs.compare.result',
      'needs.plan.result',
      '!cancelled()',
    ]),
  );
});

test('plans are made only for this repository, with an identity, and after the packages are installed', () => {
  expect(jobs['plan']!.if).toBe(
    "github.event.pull_request.head.repo.full_name == github.repository && github.event.pull_request.user.login != 'dependabot[bot]' && vars.CAPACITY_WORKLOAD_IDENTITY_PROVIDER != '' && vars.CAPACITY_PLAN_SERVICE_ACCOUNT != ''",
  );
  const order = jobs['plan']!.steps.map(({ uses, run }) => uses?.split('@')[0] ?? run);
  expect(order.indexOf('npm ci --no-audit --no-fund')).toBeLessThan(
    order.indexOf('google-github-actions/auth'),
  );
  expect(order.indexOf('npm ci --no-audit --no-fund')).toBeGreaterThan(-1);
  expect(text).not.toMatch(/credentials_json|secrets\./);
});

test('only reviews are kept: a plan holds secrets', () => {
  const uploads = steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
  expect(uploads.map(({ with: inputs }) => inputs!['path'])).toEqual(['capacity-check', 'capacity-review']);
  const written = [...read('.ci/review-plans').matchAll(/>+"([^"]+)"/g)].map(([, target]) => target);
  expect(written.filter((target) => target!.includes('$folder'))).toEqual([
    '$folder/status',
    '$folder/$environment.${form#*:}',
    '$folder/status',
  ]);
});

test('what one job leaves is where the next one looks for it', () => {
  const downloads = steps.filter(({ uses }) => uses?.startsWith('actions/download-artifact@'));
  expect(downloads.map((step) => [step.if, step.with!['name'], step.with!['path']])).toEqual([
    [undefined, 'capacity-check', 'capacity-check'],
    ["needs.compare.result == 'success'", 'capacity-check', 'reports/capacity-check'],
    ["needs.plan.result == 'success'", 'capacity-review', 'reports/capacity-review'],
  ]);
  expect(jobs['plan']!.needs).toBe('compare');
  expect(jobs['report']!.needs).toEqual(['compare', 'plan']);
});

test('the job whose token writes installs nothing, and blocks only after the comment', () => {
  const { steps: reporting } = jobs['report']!;
  expect(reporting.flatMap(({ run }) => run ?? [])).toEqual([
    'node .ci/report.mjs comment reports',
    'node .ci/report.mjs block reports',
  ]);
  expect(jobs['report']!.if).toBe('${{ !cancelled() }}');
  expect(reporting.at(-1)).toMatchObject({ name: 'block', if: '${{ !cancelled() }}' });
});

test('every npm script and every program in it exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const sources = [...runs, read('.ci/compare'), read('.ci/review-plans')].join('\n');
  const called = [...sources.matchAll(/npm (?:run --silent )?([a-z]+)/g)].map(([, name]) => name!);
  expect(new Set(called)).toEqual(new Set(['ci', 'typecheck', 'lint', 'test', 'capacity', 'synth']));
  expect(called.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
  const programs = [...sources.matchAll(/\.ci\/[a-z.-]+/g)].map(([program]) => program);
  expect(programs.filter((program) => !existsSync(join(root, program)))).toEqual([]);
});

test('every option of the command in its programs exists', () => {
  const programs = { check: read('.ci/compare'), review: read('.ci/review-plans') };
  const used = (program: string): readonly string[] => program.match(/--(base|format|name|sidecar)\b/g) ?? [];
  expect(new Set(used(programs.check))).toEqual(new Set(['--base', '--format']));
  expect(new Set(used(programs.review))).toEqual(new Set(['--format', '--name', '--sidecar']));
  for (const [command, program] of Object.entries(programs)) {
    const { stdout } = captured(() => capacity([command, '--help']));
    for (const option of used(program)) expect(stdout).toContain(` ${option} <`);
  }
  const source = programs.check + programs.review;
  const forms = [...source.matchAll(/(\w+):(?:md|html|sarif)\b/g)].map(([, form]) => form);
  expect(new Set(forms)).toEqual(new Set(['markdown', 'html', 'sarif']));
  expect(FORMATS).toEqual(expect.arrayContaining(forms));
});

test('it runs on a version of Node that the project takes', () => {
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  expect(engines.node).toBe('>=20.9');
  const versions = steps.flatMap(({ with: inputs }) => inputs?.['node-version'] ?? []);
  expect(versions).toEqual([22, 22, 22]);
});
