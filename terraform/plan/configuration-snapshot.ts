import { isObject, listOf, own } from '../json';
import { shownText, type Resource } from './resource';
import type { Snapshot } from './snapshot';
import { READ_TYPES } from './types';

const MOST_INSTANCES = 1000;

/** Resources of a configuration in JSON, such as `cdk.tf.json`: one for each block, or for each of its instances. */
export function configurationSnapshot(configuration: unknown): Snapshot {
  const resources: Resource[] = [];
  const seen = new Map<string, number>();
  for (const [part, mode] of [
    ['resource', 'managed'],
    ['data', 'data'],
  ] as const)
    for (const [type, name, written] of blocksOf(own(configuration, part))) {
      const keys = keysOf(written);
      if (mode === 'managed') seen.set(type, (seen.get(type) ?? 0) + (keys?.length ?? 1));
      if (!READ_TYPES.has(type)) continue;
      const id = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
      const common = { mode, type, name, modules: [], values: written, unknown: undefined } as const;
      if (!keys) {
        const isRepeated = own(written, 'count') !== undefined || own(written, 'for_each') !== undefined;
        const address = shownText(id);
        resources.push({ ...common, id, address, isConfiguration: true, ...(isRepeated && { isRepeated }) });
      } else
        for (const [key, text] of keys) {
          const instance = `${id}[${text}]`;
          resources.push({
            ...common,
            id: instance,
            address: shownText(instance),
            key,
            isConfiguration: true,
          });
        }
    }
  return { resources, seen };
}

/** Terraform's JSON takes one block of a name, or a list of them. */
function blocksOf(types: unknown): readonly (readonly [type: string, name: string, block: object])[] {
  return entriesOf(types).flatMap(([type, named]) =>
    [named, ...listOf(named)].flatMap((each) =>
      entriesOf(each).flatMap(([name, written]) =>
        (Array.isArray(written) ? (written as unknown[]) : [written])
          .filter(isObject)
          .map((block) => [type, name, block] as const),
      ),
    ),
  );
}

/** Keys of the instances with their text in an address; nothing where an expression decides about them. */
function keysOf(written: unknown): readonly (readonly [key: string, text: string])[] | undefined {
  const count = own(written, 'count');
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= MOST_INSTANCES)
    return Array.from({ length: count }, (_, index) => [String(index), String(index)] as const);
  const each = own(written, 'for_each');
  const keys = isObject(each) ? Object.keys(each) : undefined;
  return keys && keys.length <= MOST_INSTANCES && keys.every((key) => !key.includes('${'))
    ? keys.map((key) => [key, JSON.stringify(key)] as const)
    : undefined;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}
