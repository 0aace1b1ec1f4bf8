import type { Location } from '../review/formats';

/** Line and columns of a value. */
export type Region = Required<Pick<Location, 'line' | 'column' | 'endColumn'>>;

/** Where the value of a path stands in one file; `undefined` where not even its top does. */
export type Finder = (keys: readonly string[]) => Region | undefined;

/** Tells the region of a text from its start to its end, both counted from 0 in UTF-16 units. */
export function regionsOf(text: string): (start: number, end: number) => Region {
  const endings = [...text.matchAll(/\r\n|\r|\n/g)];
  const lines = [0, ...endings.map(({ 0: ending, index }) => index + ending.length)];
  return (start, end) => {
    const line = lines.findLastIndex((begin) => begin <= start);
    const isOneLine = end <= (endings[line]?.index ?? text.length);
    const column = start - lines[line]! + 1;
    return { line: line + 1, column, endColumn: column + (isOneLine ? end - start : 1) };
  };
}
