import type { BaselineEntry } from '../capacity/baseline';
import { parseJson } from '../capacity/shape';
import { baselineIn } from '../review/baseline';
import { orInputError, readText } from './read-declaration';

/**
 * Reads a baseline: the JSON report of an earlier check or review.
 *
 * @throws InputError when the file cannot be read, or is no such report
 */
export function readBaseline(file: string): readonly BaselineEntry[] {
  return orInputError(() => baselineIn(parseJson(readText(file), file), file));
}
