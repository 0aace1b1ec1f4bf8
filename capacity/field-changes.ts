/** A field that differs between two plain values. */
export interface FieldDifference {
  readonly path: string;
  /** `undefined` where it is not set. */
  readonly from: unknown;
  /** `undefined` where it is not set any more. */
  readonly to: unknown;
}

/**
 * Every field that differs between two plain values, by its path. Lists are one value each; those that are sets are
 * compared as such.
 */
export function fieldDifferences(path: string, from: unknown, to: unknown): readonly FieldDifference[] {
  if (isRecord(from) && isRecord(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => fieldDifferences(joined(path, key), own(from, key), own(to, key)));
  }
  return isSame(from, to) ? [] : [{ path, from, to }];
}

/** A key below a path; one that has dots stands in brackets. */
export function joined(path: string, key: string): string {
  if (/[.[\]]/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Lists of names have no order in a declaration. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: unknown): unknown {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? [...value].sort() : value;
}
