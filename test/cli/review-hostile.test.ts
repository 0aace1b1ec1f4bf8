import type { Report } from '../../review/report';
import { database, HOSTILE, scaling, service } from '../support/hostile-plans';
import { DATABASE, planOf, POOL, serviceOf } from '../support/plan';
import { expectHarmless, review } from '../support/review-file';

const GOOD = planOf([DATABASE, serviceOf(POOL)]);
const STATE = { format_version: '1.0', values: GOOD['planned_values'] };

function deep(levels: number, open: string, close: string): string {
  return open.repeat(levels) + close.repeat(levels);
}

/** What the database `main` needs in the steady state, as the report says it. */
function steadyOf(plan: unknown): string {
  const { stderr, stdout } = review(plan, '--format', 'json');
  if (stderr !== '') return stderr.replace('capacity: ', 'nothing: ');
  const report = JSON.parse(stdout) as Report;
  const budgets = report.environments.flatMap(({ databases }) => databases);
  const [{ demand, terms, verdict }] = budgets.find(({ name }) => name === 'main')!.moments as [
    Report['environments'][0]['databases'][0]['moments'][0],
  ];
  return [demand, verdict, ...terms.map(({ text }) => text)].join(' ');
}

test.each<readonly [name: string, plan: unknown, status: number, shown: RegExp]>([
  ['a byte order mark', `\ufeff${JSON.stringify(GOOD)}`, 0, /^12 fits/],
  ['a state', STATE, 0, /^12 fits/],
  [
    'a ceiling that is a text',
    planOf([DATABASE, service({ template: scaling('5') })]),
    0,
    /^30 fits services.api .* 5 instances × 1 process × \(4 \+ 2\) = 30$/,
  ],
  [
    'a negative ceiling',
    planOf([DATABASE, service({ template: scaling(-5) })]),
    1,
    /^0 unknown .* unknown instances × 1 process × \(4 \+ 2\) = unknown$/,
  ],
  [
    'a ceiling of 1e400',
    JSON.stringify(planOf([DATABASE, service({ template: scaling('@') })])).replaceAll('"@"', '1e400'),
    1,
    /^0 unknown .* unknown instances × 1 process/,
  ],
  [
    'a ceiling with a fraction',
    planOf([DATABASE, service({ template: scaling(2.5) })]),
    1,
    /^0 unknown .* unknown instances × 1 process/,
  ],
  [
    'a ceiling that is huge',
    planOf([DATABASE, service({ template: scaling(1e15) })]),
    1,
    /^0 unknown .* unknown instances × 1 process/,
  ],
  [
    'a ceiling that is a list',
    planOf([DATABASE, service({ template: scaling([1]) })]),
    1,
    /^0 unknown .* unknown instances × 1 process/,
  ],
  [
    'a ceiling that is an object',
    planOf([DATABASE, service({ template: scaling({}) })]),
    1,
    /^0 unknown .* unknown instances × 1 process/,
  ],
  ['null blocks', planOf([DATABASE, service({ template: null })]), 1, /^nothing: no connection was counted/],
  [
    'texts in place of blocks',
    planOf([DATABASE, service({ template: 'x', scaling: 'y', traffic: 'z' })]),
    1,
    /^nothing: no connection was counted/,
  ],
  [
    'lists in place of objects',
    planOf([DATABASE, service({ template: [[[]]] })]),
    1,
    /^nothing: no connection was counted/,
  ],
  [
    'deeply nested blocks',
    JSON.stringify(planOf([DATABASE, service({ template: scaling('@') })])).replace(
      '"@"',
      deep(50_000, '[', ']'),
    ),
    1,
    /^0 unknown .* unknown instances × 1 process/,
  ],
  [
    'a replica of itself',
    planOf([DATABASE, database({ master_instance_name: 'other' }), serviceOf(POOL)]),
    0,
    /^12 fits/,
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
    /^12 fits/,
  ],
  [
    'two services of one name',
    planOf([DATABASE, service({}), service({}, 'twin')]),
    0,
    /^24 fits .*services.api-2 /,
  ],
  [
    'two databases of one name',
    planOf([DATABASE, { ...DATABASE, name: 'twin' }, serviceOf(POOL)]),
    0,
    /^12 fits/,
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
    /^12 unknown/,
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
    /^12 fits/,
  ],
  [
    'a pool of a size that is no number',
    planOf([DATABASE, serviceOf({ ...POOL, DB_POOL_SIZE: '$(reboot)' })]),
    1,
    /^0 unknown .* 2 instances × 1 process × unknown = unknown$/,
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
    /^nothing: .* nothing was checked/,
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
    /^12 fits/,
  ],
  [
    'a Git merge of two environments',
    planOf([
      DATABASE,
      serviceOf(POOL),
      ...HOSTILE.map((project, index) => service({ project, name: `svc-${index}` }, `s${index}`)),
    ]),
    0,
    /^180 over/,
  ],
])('%s is reviewed as it is', (_, plan, status, shown) => {
  expect(steadyOf(plan)).toMatch(shown);
  const outcome = review(plan);
  expect(outcome.status).toBe(status);
  expectHarmless(outcome);
});

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
  expect(steadyOf(plan)).toMatch(/^12 fits/);
});

test('modules that are nested 100,000 levels deep are reviewed', () => {
  const levels = 100_000;
  const child = JSON.stringify((GOOD['planned_values'] as { root_module: unknown }).root_module);
  const plan = JSON.stringify({ ...GOOD, planned_values: { root_module: '@' } }).replace(
    '"@"',
    `${'{"child_modules":['.repeat(levels)}${child}${']}'.repeat(levels)}`,
  );
  expect(steadyOf(plan)).toMatch(/^12 fits/);
});
