/**
 * How well a value is founded.
 *
 * - `published`: read in the vendor's own documentation or source.
 * - `reported`: second-hand, from a public file that quotes the vendor or reports a measurement.
 * - `assumed`: nobody publishes it; users can change it.
 */
export type Standing = 'published' | 'reported' | 'assumed';

/** A value with what it rests on. */
export interface Fact<T> {
  readonly value: T;
  readonly source: string;
  readonly standing: Standing;
}

/** The day on which the values of this folder were last compared with their sources. */
export const READ_ON = '2026-11-22';

/** Marks a value as published. */
export const published = <T>(value: T, source: string): Fact<T> => ({
  value,
  source,
  standing: 'published',
});

/** Marks a value as reported second-hand. */
export const reported = <T>(value: T, source: string): Fact<T> => ({
  value,
  source,
  standing: 'reported',
});

/** Looks a name up in a table; members that every object has are no entries. */
export function entryOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
