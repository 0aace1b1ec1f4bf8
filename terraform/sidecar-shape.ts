import { findNotPlain, schemaCheck, shapeError } from '../capacity/shape';
import type { Sidecar } from './sidecar';

const findOutsideSchema = schemaCheck(
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: most reviews have no sidecar
  () => require('./sidecar.schema.json') as object,
);

/**
 * Checks the shape of a sidecar, as a declaration's is checked.
 *
 * @param source - what messages call it
 * @returns the value itself
 * @throws ShapeError that names the first problem
 */
export function asSidecar(value: unknown, source: string): Sidecar {
  const problem = findNotPlain(value) ?? findOutsideSchema(value);
  if (problem) throw shapeError(source, problem);
  return value as Sidecar;
}
