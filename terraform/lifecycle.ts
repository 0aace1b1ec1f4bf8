import type { Projection, Value } from './projection';
import { block, blocks, type Block } from './resources';

/** In place of a value that Terraform leaves as it is, whatever is written. */
export const LIVE = 'what is live';

/**
 * Reads a configuration as Terraform applies it: a value that `lifecycle.ignore_changes` covers is what is live,
 * and not what is written.
 *
 * @param read - reads what is written
 */
export function asApplied(configuration: unknown, read: (configuration: unknown) => Projection): Projection {
  const applied = read(withoutIgnored(configuration));
  return new Map(
    [...read(configuration)].map(([path, written]) => [path, applied.get(path) === written ? written : LIVE]),
  );
}

/** Resources that stand for several, by their address. No number of the declaration is multiplied. */
export function repeated(configuration: unknown): readonly (readonly [string, Value])[] {
  return addressed(configuration).flatMap(([type, id, resource]) =>
    ['count', 'for_each']
      .filter((argument) => resource[argument] !== undefined)
      .map((argument) => [`${type}.${id} ${argument}`, textOf(resource[argument])] as const),
  );
}

function withoutIgnored(configuration: unknown): unknown {
  const resource: Record<string, Record<string, Block>> = {};
  for (const [type, id, written] of addressed(configuration)) {
    (resource[type] ??= {})[id] = applied(written);
  }
  return { ...block(configuration), resource };
}

function addressed(configuration: unknown): readonly (readonly [type: string, id: string, Block])[] {
  return Object.entries(block(block(configuration)['resource'])).flatMap(([type, resources]) =>
    Object.entries(block(resources)).map(([id, resource]) => [type, id, block(resource)] as const),
  );
}

/** A resource without the arguments that are ignored; its name stays, since it says which one it is. */
function applied(resource: Block): Block {
  const ignored = blocks(resource['lifecycle']).flatMap(({ ignore_changes: paths }) => paths);
  const paths = ignored.flat().filter((path) => typeof path === 'string');
  if (paths.includes('all')) return { name: resource['name'] };
  return paths.reduce<Block>((rest, path) => without(rest, stepsOf(path)) as Block, resource);
}

/** `template[0].scaling` and `template.0.scaling` as `template`, `scaling`: blocks are counted by nobody here. */
function stepsOf(path: string): readonly string[] {
  return path
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .filter((step) => !/^\d*$/.test(step));
}

function without(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => without(one, [first!, ...rest]));
  if (typeof value !== 'object' || value === null || first === 'name') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== first || rest.length > 0)
      .map(([key, inner]) => [key, key === first ? without(inner, rest) : (inner as unknown)]),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
