import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capacity as command } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import { captured } from '../support/captured';
import { DATABASE, planOf, POOL, serviceOf, type Written } from '../support/plan';
import type { Outcome } from '../support/project';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-hostile-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The command as users run it, on a file of that content. */
function review(content: unknown, ...options: readonly string[]): Outcome {
  const file = join(folder, 'plan.json');
  writeFileSync(
    file,
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
  );
  const { stderr, ...rest } = captured(() => {
    orExit(() => command(['review', file, ...options]));
  });
  return { ...rest, stderr: stderr.replaceAll(file, 'plan.json') };
}

/** What a hostile text must never bring to a terminal: control characters other than line breaks, and reordering. */
// eslint-disable-next-line no-control-regex -- these are what it is about
const HARMFUL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

function expectHarmless({ stderr, stdout }: Outcome): void {
  for (const text of [stdout, stderr]) {
    expect(text).not.toMatch(HARMFUL);
    expect(text).not.toMatch(/^\s+at .*\(?.*:\d+:\d+\)?$/m);
    // A workflow command begins a line.
    expect(text).not.toMatch(/^\s*::/m);
  }
}

const GOOD = planOf([DATABASE, serviceOf(POOL)]);
const STATE = { format_version: '1.0', values: GOOD['planned_values'] };

function deep(levels: number, open: string, close: string): string {
  return open.repeat(levels) + close.repeat(levels);
}

test('the plan that the others are made of is reviewed', () => {
  const outcome = review(GOOD);
  expect(outcome).toMatchObject({ status: 0, stderr: '' });
  expect(outcome.stdout).toMatch(/steady +12 +api 2 × 1 × \(4 \+ 2\) = 12/);
});

const SHOW = 'run terraform show -json PLAN > plan.json, and review that';

test.each<readonly [name: string, content: unknown, message: string]>([
  ['nothing', '', 'is empty; needed is the output of terraform show -json'],
  ['white space', ' \n\t', 'is empty; needed is the output of terraform show -json'],
  ['a saved plan', Buffer.from('PK\u0003\u0004plan'), `is a saved plan, which only Terraform reads; ${SHOW}`],
  ['a compressed file', Buffer.from([0x1f, 0x8b, 8, 0]), 'is compressed; unpack it first'],
  ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'is UTF-16, which PowerShell writes; save it as UTF-8'],
  ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'is not UTF-8'],
  [
    'the log of a plan',
    '{"@level":"info"}\n{"@level":"info"}',
    `is the log of terraform plan -json; ${SHOW}`,
  ],
  ['a list', [], 'given a list; needed is the output of terraform show -json, or cdk.tf.json'],
  ['null', 'null', 'given null; needed is the output of terraform show -json, or cdk.tf.json'],
  ['a number', '1e400', 'given a number; needed is the output of terraform show -json, or cdk.tf.json'],
  [
    'an empty object',
    {},
    'is no plan, state or configuration of Terraform; needed is the output of terraform show -json, or cdk.tf.json',
  ],
  [
    'a state file',
    { version: 4, terraform_version: '1.11.4', serial: 3, lineage: 'x', resources: [] },
    "is a state file (version 4), which is Terraform's own; run terraform show -json in its folder, and review the output",
  ],
  [
    'an old state file',
    { version: 3, serial: 1, modules: [] },
    "is a state file (version 3), which is Terraform's own; run terraform show -json in its folder, and review the output",
  ],
  [
    'an old format',
    { ...GOOD, format_version: '0.2' },
    'format_version: given "0.2"; allowed is 1.x: run terraform show -json with Terraform 1.1 or later',
  ],
  [
    'a later format',
    { ...GOOD, format_version: '2.0' },
    'format_version: given "2.0"; allowed is 1.x: run terraform show -json with Terraform 1.1 or later',
  ],
  [
    'a format that is a number',
    { ...GOOD, format_version: 1.2 },
    'format_version: given 1.2; allowed is 1.x: run terraform show -json with Terraform 1.1 or later',
  ],
  [
    'planned values in a list',
    { ...GOOD, planned_values: [] },
    'planned_values: given a list; needed is an object',
  ],
  [
    'a prior state that is a text',
    { ...GOOD, prior_state: 'x' },
    'prior_state: given a string; needed is an object',
  ],
  [
    'changes in an object',
    { ...GOOD, resource_changes: {} },
    'resource_changes: given an object; needed is a list',
  ],
  [
    'resources of a configuration in a list',
    { resource: [], terraform: {} },
    'resource: given a list; needed is an object of resource types',
  ],
  [
    'an empty state',
    { format_version: '1.0' },
    'has no Cloud Run service or job and no Cloud SQL database, so nothing was checked; it has no resources at all',
  ],
  [
    'resources of other types',
    planOf([
      { type: 'google_storage_bucket', name: 'a', values: {} },
      { type: 'google_storage_bucket', name: 'b', values: {} },
      { type: '\u001b[31m::error::x', name: 'c', values: {} },
    ]),
    'has no Cloud Run service or job and no Cloud SQL database, so nothing was checked; it has 2 google_storage_bucket, 1 \\u001b[31m::error::x',
  ],
  [
    'only what is not of Google',
    planOf([{ type: 'aws_db_instance', name: 'a', values: {} }]),
    'has no Cloud Run service or job and no Cloud SQL database, so nothing was checked; it has 1 aws_db_instance',
  ],
  [
    'deep nesting of lists',
    deep(100_000, '[', ']'),
    'given a list; needed is the output of terraform show -json, or cdk.tf.json',
  ],
])('%s is refused', (_, content, message) => {
  expect(review(content)).toEqual({ status: 2, stdout: '', stderr: `capacity: plan.json: ${message}\n` });
});

test.each([
  [
    'a comma too many',
    '{"format_version": "1.2",}',
    /^capacity: plan\.json:1:26: is not JSON: given "}"; expected is /,
  ],
  [
    'an end too early',
    '{"format_version": "1.2"',
    /^capacity: plan\.json:1:25: is not JSON: given the end of the text; /,
  ],
  ['a text with a secret', '{"password": hunter2}', /^capacity: plan\.json:1:14: is not JSON: /],
  ['NaN', '{"resource": NaN}', /^capacity: plan\.json:1:14: is not JSON: /],
  [
    'broken deep nesting',
    '['.repeat(100_000),
    /^capacity: plan\.json:1:101: is nested too deeply; at most 100 levels/,
  ],
  ['a file that is not there', undefined, /^capacity: \/nowhere\/plan\.json: does not exist\n$/],
])('%s: one line says what is wrong', (_, content, message) => {
  const outcome =
    content === undefined
      ? captured(() => {
          orExit(() => command(['review', '/nowhere/plan.json']));
        })
      : review(content);
  expect(outcome).toMatchObject({ status: 2, stdout: '' });
  expect(outcome.stderr).toMatch(message);
  expect(outcome.stderr.split('\n')).toHaveLength(2);
});

/** The good plan with hostile resources beside it, or in place of its own. */
const service = (values: Readonly<Record<string, unknown>>, name = 'api'): Written => ({
  type: 'google_cloud_run_v2_service',
  name,
  values: { ...serviceOf(POOL).values, ...values },
});
const database = (values: Readonly<Record<string, unknown>>, name = 'other'): Written => ({
  ...DATABASE,
  name,
  values: {
    ...DATABASE.values,
    name,
    connection_name: `shop:us-central1:${name}`,
    private_ip_address: null,
    ...values,
  },
});
const scaling = (max: unknown): unknown => [
  { ...(serviceOf(POOL).values['template'] as readonly object[])[0], scaling: [{ max_instance_count: max }] },
];

const HOSTILE = [
  '__proto__',
  'constructor',
  'a\nb',
  '\u001b[2J\u001b[31mred',
  '::error file=x::owned',
  '<script>alert(1)</script>',
  '| a | b |\n|---|---|',
  '${file("/etc/passwd")}',
  'a\u202egnp.exe',
  '../../etc/passwd',
  '-rf',
  'ünïcödé',
  'x'.repeat(10_000),
  '',
];

test.each<readonly [name: string, plan: unknown, status: number, shown: RegExp]>([
  ['a byte order mark', `\ufeff${JSON.stringify(GOOD)}`, 0, /steady +12 /],
  ['a state', STATE, 0, /steady +12 /],
  [
    'a ceiling that is a text',
    planOf([DATABASE, service({ template: scaling('5') })]),
    0,
    /api 5 × 1 × \(4 \+ 2\) = 30/,
  ],
  [
    'a negative ceiling',
    planOf([DATABASE, service({ template: scaling(-5) })]),
    1,
    /api unknown × 1 × \(4 \+ 2\) = unknown/,
  ],
  [
    'a ceiling of 1e400',
    JSON.stringify(planOf([DATABASE, service({ template: scaling('@') })])).replaceAll('"@"', '1e400'),
    1,
    /api unknown × 1/,
  ],
  [
    'a ceiling with a fraction',
    planOf([DATABASE, service({ template: scaling(2.5) })]),
    1,
    /api unknown × 1/,
  ],
  ['a ceiling that is huge', planOf([DATABASE, service({ template: scaling(1e15) })]), 1, /api unknown × 1/],
  ['a ceiling that is a list', planOf([DATABASE, service({ template: scaling([1]) })]), 1, /api unknown × 1/],
  [
    'a ceiling that is an object',
    planOf([DATABASE, service({ template: scaling({}) })]),
    1,
    /api unknown × 1/,
  ],
  ['null blocks', planOf([DATABASE, service({ template: null })]), 1, /no connection was counted/],
  [
    'texts in place of blocks',
    planOf([DATABASE, service({ template: 'x', scaling: 'y', traffic: 'z' })]),
    1,
    /no connection was counted/,
  ],
  [
    'lists in place of objects',
    planOf([DATABASE, service({ template: [[[]]] })]),
    1,
    /no connection was counted/,
  ],
  [
    'deeply nested blocks',
    JSON.stringify(planOf([DATABASE, service({ template: scaling('@') })])).replace(
      '"@"',
      deep(50_000, '[', ']'),
    ),
    1,
    /api unknown × 1/,
  ],
  [
    'a replica of itself',
    planOf([DATABASE, database({ master_instance_name: 'other' }), serviceOf(POOL)]),
    0,
    /steady +12 /,
  ],
  [
    'replicas in a circle',
    planOf([
      DATABASE,
      database({ master_instance_name: 'b' }, 'a'),
      database({ master_instance_name: 'c' }, 'b'),
      database({ master_instance_name: 'a' }, 'c'),
      serviceOf(POOL),
    ]),
    0,
    /steady +12 /,
  ],
  [
    'two services of one name',
    planOf([DATABASE, service({}), service({}, 'twin')]),
    0,
    /steady +24 +api 2 × 1 × \(4 \+ 2\) = 12 +api-2 /,
  ],
  [
    'two databases of one name',
    planOf([DATABASE, { ...DATABASE, name: 'twin' }, serviceOf(POOL)]),
    0,
    /main-2/,
  ],
  [
    'a limit that is no number',
    planOf([
      database(
        {
          settings: [
            {
              tier: 'db-custom-1-3840',
              edition: 'ENTERPRISE',
              database_flags: [{ name: 'max_connections', value: 'many' }],
            },
          ],
        },
        'main',
      ),
      serviceOf(POOL),
    ]),
    1,
    /limit unknown/,
  ],
  [
    'flags of hostile names',
    planOf([
      database(
        {
          settings: [
            {
              tier: 'db-custom-1-3840',
              edition: 'ENTERPRISE',
              database_flags: HOSTILE.map((name) => ({ name, value: name })),
            },
          ],
        },
        'main',
      ),
      serviceOf(POOL),
    ]),
    0,
    /steady +12 /,
  ],
  [
    'a pool of a size that is no number',
    planOf([DATABASE, serviceOf({ ...POOL, DB_POOL_SIZE: '$(reboot)' })]),
    1,
    /api 2 × 1 × unknown/,
  ],
  [
    'a resource without values',
    {
      ...GOOD,
      planned_values: {
        root_module: {
          resources: [{ address: 'x', type: 'google_cloud_run_v2_service', name: 'x' }, null, 1, 'x', []],
        },
      },
      prior_state: null,
    },
    2,
    /nothing was checked/,
  ],
  [
    'circles of references',
    planOf(
      [
        DATABASE,
        serviceOf(
          POOL,
          {},
          {
            expressions: {
              template: [
                {
                  vpc_access: [
                    { connector: { references: ['var.a', 'module.m.o', 'local.x', 'each.value'] } },
                  ],
                },
              ],
            },
          },
        ),
      ],
      {
        configuration: {
          root_module: {
            resources: [],
            module_calls: {
              m: {
                expressions: { a: { references: ['module.m.o'] } },
                module: { outputs: { o: { expression: { references: ['var.a', 'module.m.o'] } } } },
              },
            },
          },
        },
      },
    ),
    0,
    /steady +12 /,
  ],
  [
    'a Git merge of two environments',
    planOf([
      DATABASE,
      serviceOf(POOL),
      ...HOSTILE.map((project, index) => service({ project, name: `svc-${index}` }, `s${index}`)),
    ]),
    0,
    /steady +\d+ /,
  ],
])('%s is reviewed as it is', (_, plan, status, shown) => {
  const outcome = review(plan);
  expect(`${outcome.stdout}${outcome.stderr}`).toMatch(shown);
  expect(outcome.status).toBe(status);
  expectHarmless(outcome);
});

test.each(HOSTILE.map((name) => [JSON.stringify(name).slice(0, 40), name] as const))(
  'the name %s does nothing in any format',
  (_, name) => {
    const plan = planOf([
      {
        ...database({
          name,
          project: name,
          region: name,
          settings: [{ tier: name, edition: name, availability_type: name }],
        }),
        name,
      },
      DATABASE,
      serviceOf(POOL),
      {
        ...service({ name, ingress: name, traffic: [{ revision: name, percent: 100, tag: name }] }),
        name,
        index: name,
      },
      {
        type: 'google_vpc_access_connector',
        name,
        values: { name, project: name, region: name, machine_type: name, ip_cidr_range: name },
      },
      {
        type: 'google_redis_instance',
        name,
        values: { name, memory_size_gb: 1, redis_version: name, tier: name },
      },
    ]);
    for (const format of ['text', 'json', 'markdown', 'github', 'sarif', 'html']) {
      const outcome = review(plan, '--format', format);
      expect(outcome.stderr).not.toMatch(/could not check/);
      expect([0, 1]).toContain(outcome.status);
      if (format !== 'html') expect(outcome.stdout).not.toMatch(HARMFUL);
      if (format === 'html') expect(outcome.stdout).not.toContain('<script>alert(1)');
      if (format === 'text') expectHarmless(outcome);
    }
  },
);

test('200,000 resources are reviewed', () => {
  const many = Array.from({ length: 200_000 }, (_, index) => ({
    address: `google_storage_bucket.b[${index}]`,
    mode: 'managed',
    type: 'google_storage_bucket',
    name: 'b',
    index,
    values: { name: `b-${index}` },
  }));
  const { root_module: root } = GOOD['planned_values'] as { root_module: { resources: readonly unknown[] } };
  const plan = { ...GOOD, planned_values: { root_module: { resources: [...root.resources, ...many] } } };
  const outcome = review(plan);
  expect(outcome.status).toBe(0);
  expect(outcome.stdout).toMatch(/steady +12 /);
});

test('modules that are nested 100,000 levels deep are reviewed', () => {
  const levels = 100_000;
  const child = JSON.stringify((GOOD['planned_values'] as { root_module: unknown }).root_module);
  const plan = JSON.stringify({ ...GOOD, planned_values: { root_module: '@' } }).replace(
    '"@"',
    `${'{"child_modules":['.repeat(levels)}${child}${']}'.repeat(levels)}`,
  );
  expect(review(plan)).toMatchObject({ status: 0, stderr: '' });
});
