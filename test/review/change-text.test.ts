import type { ResourceChange } from '../../capacity/change';
import type { Declaration } from '../../capacity/declaration';
import { capacityLines, changeLines } from '../../review/change-text';
import { declare, ENVIRONMENT, withFields } from '../support/declare';
import { reviewed } from '../support/review';

const base = declare(ENVIRONMENT);

const CHANGE: ResourceChange = {
  environment: 'test',
  subject: 'services.api',
  type: 'google_cloud_run_v2_service',
  action: 'update',
  fields: [],
  effect: { kind: 'new-revision', text: 'new revision' },
  isProtected: false,
};
const lines = (changes: readonly ResourceChange[]): readonly string[] =>
  changeLines({ ...reviewed(base, base), changes }, false);

test('each resource with its fields and what applying it does', () => {
  const { changes } = reviewed(
    withFields({
      'services.api.maxInstances': 3,
      'services.api.concurrency': 11,
      'connectors.path.maxInstances': 4,
    }),
    base,
  );
  expect(lines(changes)).toEqual([
    'connectors.path   maxInstances 3 → 4                        in place',
    'services.api      concurrency 10 → 11, maxInstances 2 → 3   new revision',
  ]);
});

test('of many fields the first, and what is not written any more', () => {
  const { effect } = CHANGE;
  const fields = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
    path: `services.api.${name}`,
    from: 1,
    to: 2,
    effect,
  }));
  expect(lines([{ ...CHANGE, fields }])).toEqual([
    'services.api   a 1 → 2, b 1 → 2, c 1 → 2 and 2 more   new revision',
  ]);
  const kept = { path: 'services.api.maxInstances', from: 8, to: undefined, effect, isKept: true as const };
  expect(lines([{ ...CHANGE, fields: [kept] }])).toEqual([
    'services.api   maxInstances not written, stays 8   new revision',
  ]);
});

test('a field by its name below its subject, whatever the subject and the field are called', () => {
  const { effect } = CHANGE;
  const of = (subject: string, path: string): readonly string[] =>
    lines([{ ...CHANGE, subject, fields: [{ path, from: 'api', to: 'web', effect }] }]);
  expect(of('loadBalancer', 'loadBalancer.hosts["api.example.com"].service')).toEqual([
    'loadBalancer   hosts["api.example.com"].service api → web   new revision',
  ]);
  expect(
    of('module.run.google_cloud_run_v2_service.a', 'module.run.google_cloud_run_v2_service.a.name'),
  ).toEqual(['module.run.google_cloud_run_v2_service.a   name api → web   new revision']);
});

test.each([
  ['replace', true, 'GONE; BLOCKED half-way by its deletion protection'],
  ['delete', true, 'GONE; BLOCKED half-way by its deletion protection'],
  ['delete', false, 'GONE'],
  ['update', true, 'GONE'],
] as const)('%s, protected %j', (action, isProtected, text) => {
  expect(lines([{ ...CHANGE, action, isProtected, effect: { kind: 'replace', text: 'GONE' } }])).toEqual([
    `services.api      ${text}`,
  ]);
});

test('what has no capacity is counted, and many are cut', () => {
  const bucket = {
    ...CHANGE,
    type: 'google_storage_bucket',
    subject: 'google_storage_bucket.a',
    address: 'google_storage_bucket.a',
  };
  expect(lines([bucket])).toEqual(['1 resource without a capacity']);
  expect(lines([CHANGE, bucket, bucket]).at(-1)).toBe('and 2 resources without a capacity');
  const many = Array.from({ length: 33 }, (_, index) => ({ ...CHANGE, subject: `services.api-${index}` }));
  expect(lines(many)).toHaveLength(31);
  expect(lines(many).at(-1)).toBe('… and 3 more');
  // A type that is known counts, also where nothing was read of the resource.
  const database = {
    ...bucket,
    type: 'google_sql_database',
    subject: 'google_sql_database.a',
    address: 'google_sql_database.a',
  };
  expect(lines([database])[0]).toMatch(/^google_sql_database\.a/);
});

test('with several environments each says which', () => {
  expect(lines([CHANGE, { ...CHANGE, environment: 'other' }]).map((line) => line.split('   ')[0])).toEqual([
    'test: services.api',
    'other: services.api',
  ]);
});

test('other capacities, with their signed change', () => {
  const capacities = (fields: Readonly<Record<string, unknown>>, live: Declaration = base) =>
    capacityLines(reviewed(withFields(fields, live), live));
  expect(capacities({ 'connectors.path.maxInstances': 5, 'services.api.maxInstances': undefined })).toEqual([
    'connectors.path   throughput at its maximum    300 Mbps → 500 Mbps   +200',
    'connectors.path   instances at most            3 → 5                   +2',
    'services.api      instances at most            2 → unlimited',
    'services.api      requests at the same time    20 → unlimited',
    'services.api      startup: database deadline   10 s → 55 s            +45',
    'services.api      startup: probe window        30 s → 80 s            +50',
  ]);
  expect(capacities({})).toEqual([]);
});
