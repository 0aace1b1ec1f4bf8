import { writtenPaths } from '../../terraform/written';
import { keptFields } from '../../terraform/kept';
import { planned } from '../support/planned';

const SERVICE = 'google_cloud_run_v2_service';

const kept = (
  type: string,
  before: Readonly<Record<string, unknown>>,
  written: readonly string[] | undefined,
) =>
  keptFields(planned(type, before, before, written ? { written: new Set(written) } : {}), 'it').map(
    ({ path, from, to, isKept }) => [path, from, to, isKept],
  );

const scaled = (max: number, min = 0) => ({
  template: [{ scaling: [{ min_instance_count: min, max_instance_count: max }] }],
});

test.each<[string, readonly string[] | undefined, readonly unknown[]]>([
  [
    'a block that is left out',
    ['template', 'template.containers'],
    [['it.maxInstances', 8, undefined, true]],
  ],
  ['a block that is written', ['template', 'template.scaling', 'template.scaling.min_instance_count'], []],
  ['a configuration that is known only at its top', ['template'], []],
  ['a plan without its configuration', undefined, []],
])('%s', (_, written, expected) => {
  expect(kept(SERVICE, scaled(8), written)).toEqual(expected);
});

test('what the API answers where nobody chose is no choice', () => {
  const written = ['template', 'template.containers'];
  expect(kept(SERVICE, scaled(100), written)).toEqual([]);
  expect(kept(SERVICE, scaled(99, 1), written)).toEqual([
    ['it.minInstances', 1, undefined, true],
    ['it.maxInstances', 99, undefined, true],
  ]);
});

test('a split of the traffic that stays live', () => {
  const traffic = (...targets: readonly Readonly<Record<string, unknown>>[]) =>
    kept(SERVICE, { traffic: targets }, ['template']);
  expect(traffic({ percent: 100, revision: '' })).toEqual([]);
  expect(traffic({ percent: 100, revision: 'a-1' })).toEqual([['it.traffic', '100 %', undefined, true]]);
  expect(traffic({ percent: 60 }, { percent: 40, revision: 'a-1' })).toEqual([
    ['it.traffic', '60 %, 40 %', undefined, true],
  ]);
  expect(traffic({ revision: 'a-1' })).toEqual([['it.traffic', '0 %', undefined, true]]);
});

test('bounds of a connector, unless it is sized in Mbps', () => {
  const bounds = { min_instances: 3, max_instances: 6 };
  expect(kept('google_vpc_access_connector', bounds, ['name'])).toEqual([
    ['it.minInstances', 3, undefined, true],
    ['it.maxInstances', 6, undefined, true],
  ]);
  expect(kept('google_vpc_access_connector', bounds, ['min_instances', 'max_throughput'])).toEqual([]);
});

test('other types keep nothing that counts', () => {
  expect(kept('google_storage_bucket', { location: 'EU' }, [])).toEqual([]);
});

test('what a configuration writes, with the blocks above it', () => {
  const expressions = {
    name: { constant_value: 'api' },
    template: [
      {
        scaling: [{ max_instance_count: { references: ['var.max'] } }],
        containers: [{ env: [{ name: { constant_value: 'A' } }] }, { image: { references: [] } }],
      },
    ],
  };
  expect([...writtenPaths(expressions)]).toEqual([
    'name',
    'template',
    'template.scaling',
    'template.scaling.max_instance_count',
    'template.containers',
    'template.containers.env',
    'template.containers.env.name',
    'template.containers.image',
  ]);
  expect(writtenPaths(undefined)).toEqual(new Set());
});

describe('blocks that `dynamic` makes are not in a plan’s configuration', () => {
  const template = { ...scaled(5).template[0], containers: [{ env: [{ name: 'A', value: '1' }] }] };

  test.each<[string, readonly string[], number]>([
    ['the containers: nobody can say what else is', ['template', 'template.timeout'], 0],
    ['the variables', ['template', 'template.containers', 'template.containers.image'], 0],
    ['none of them', ['template', 'template.containers', 'template.containers.env'], 1],
  ])('%s', (_, written, count) => {
    expect(kept(SERVICE, { template: [template] }, written)).toHaveLength(count);
  });

  test('a value that changes is written somewhere', () => {
    const change = planned(SERVICE, scaled(5), scaled(15), {
      written: new Set(['template', 'template.timeout']),
    });
    expect(keptFields(change, 'it')).toEqual([]);
  });
});
