import { isObject } from './json';

/** An attribute that differs between what is live and what is planned. */
export interface AttributeDifference {
  /** Blocks and attributes joined by dots, without numbers: `template.scaling.max_instance_count`. */
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  /** Only an apply tells what it will be. */
  readonly isUnknown: boolean;
}

/** Deeper than any schema of the provider; whoever nests deeper gets one difference for the rest. */
const DEEPEST = 16;

/**
 * Every attribute that differs, by its path. Blocks with a name (variables, flags) go by that name, so that their
 * order says nothing; of several other blocks each has its number.
 *
 * @param unknown - same shape as the planned values, with `true` for what only an apply tells
 */
export function attributeDifferences(
  from: unknown,
  to: unknown,
  unknown: unknown,
  path = '',
  depth = 0,
): readonly AttributeDifference[] {
  if (unknown === true) return [{ path, from: plain(from), to: undefined, isUnknown: true }];
  if (isBlock(from) && isBlock(to) && depth < DEEPEST) {
    const [before, after, mask] = [membersOf(from), membersOf(to), maskOf(unknown, to)];
    const names = new Set([...before.keys(), ...after.keys(), ...mask.keys()]);
    return [...names].flatMap((name) =>
      attributeDifferences(before.get(name), after.get(name), mask.get(name), joined(path, name), depth + 1),
    );
  }
  return isSame(from, to) ? [] : [{ path, from: plain(from), to: plain(to), isUnknown: false }];
}

function joined(path: string, name: string): string {
  return [path, name].filter(Boolean).join('.');
}

/** An object, or a list of blocks; nothing at all has no members. */
function isBlock(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0 || value.every((item) => isObject(item));
  return isObject(value);
}

/** Members by name. The one block of a list is not numbered; a name and a value are a pair. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  if (!Array.isArray(value)) return new Map(isObject(value) ? Object.entries(value) : []);
  const blocks = value as readonly unknown[];
  if (blocks.length > 0 && blocks.every(isPair))
    return new Map(blocks.map((pair) => [pair.name, valueOf(pair)]));
  const [first] = blocks;
  if (blocks.length === 1) return membersOf(isObject(first) ? first : undefined);
  return new Map(blocks.map((block, index) => [String(index), block]));
}

/** What is unknown of the planned members, by their names: pairs stand in both in the same order. */
function maskOf(unknown: unknown, planned: unknown): ReadonlyMap<string, unknown> {
  const pairs = Array.isArray(planned) && planned.length > 0 && planned.every(isPair) ? planned : undefined;
  if (!pairs || !Array.isArray(unknown)) return membersOf(unknown);
  return new Map(
    pairs.map(({ name }, index) => {
      const mask: unknown = unknown[index];
      return [name, isObject(mask) ? mask['value'] === true || hasUnknown(mask['value_source']) : mask];
    }),
  );
}

function hasUnknown(mask: unknown): boolean {
  if (typeof mask !== 'object' || mask === null) return mask === true;
  return Object.values(mask).some(
    (inner) => inner === true || (Array.isArray(inner) && inner.some(hasUnknown)),
  );
}

/** A name with a value, or with the place that has it. */
interface Pair {
  readonly name: string;
  readonly value?: unknown;
  readonly value_source?: unknown;
}

function isPair(block: unknown): block is Pair {
  if (!isObject(block) || typeof block['name'] !== 'string') return false;
  return 'value' in block || 'value_source' in block;
}

function valueOf({ value, value_source: source }: Pair): unknown {
  return isEmpty(value) ? source : value;
}

/** Providers answer an empty text, list or block where nothing is set. */
function plain(value: unknown): unknown {
  return isEmpty(value) ? undefined : value;
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function isSame(one: unknown, other: unknown): boolean {
  if (isEmpty(one) || isEmpty(other)) return isEmpty(one) && isEmpty(other);
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  // Only lists of plain values, and what lies too deep, arrive here.
  const [some, others] = [listOf(one), listOf(other)];
  return some.length === others.length && some.every((item, index) => item === others[index]);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? [...(value as readonly unknown[])].sort() : [value];
}
