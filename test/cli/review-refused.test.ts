import { capacity as command } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import { captured } from '../support/captured';
import { DATABASE, planOf, POOL, serviceOf } from '../support/plan';
import { review } from '../support/review-file';

const GOOD = planOf([DATABASE, serviceOf(POOL)]);

function deep(levels: number, open: string, close: string): string {
  return open.repeat(levels) + close.repeat(levels);
}

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
