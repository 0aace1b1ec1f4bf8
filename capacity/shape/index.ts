import type { Declaration, Environment } from '../declaration';
import { findInDatabases } from './databases';
import { findSharedInstances } from './instances';
import { parseJson } from './json-text';
import { findUnrouted } from './load-balancer';
import { findNotKnown } from './not-known';
import { findNotPlain } from './plain';
import { findInRedis } from './redis';
import { findUnresolved } from './references';
import { findOutsideSchema } from './schema';
import { shapeError, type Problem } from './shape-error';
import type { Path } from './show';
import { findWrongTraffic } from './traffic';

export { parseJson } from './json-text';
export { findNotPlain } from './plain';
export { schemaCheck } from './schema';
export { shapeError, ShapeError } from './shape-error';
export { escaped } from './show';

/**
 * Reads a declaration from JSON text.
 *
 * @param source - what messages call the text, such as its file
 * @throws ShapeError when the text is no JSON, or the shape is wrong
 */
export function parseDeclaration(text: string, source: string): Declaration {
  return asDeclaration(parseJson(text, source), source);
}

/**
 * Checks the shape of a declaration once, before the model sees it: types, numbers within their range,
 * names, references that resolve, no value that is known only after apply.
 *
 * @returns the value itself
 * @throws ShapeError that names the first problem
 */
export function asDeclaration(value: unknown, source: string): Declaration {
  const problem = findNotPlain(value) ?? findOutsideSchema(value);
  if (problem) throw shapeError(source, problem);
  const declaration = value as Declaration;
  for (const inconsistent of findInconsistent(declaration)) throw shapeError(source, inconsistent);
  return declaration;
}

/** What no schema can say. */
function* findInconsistent(declaration: Declaration): Iterable<Problem> {
  for (const [name, environment] of Object.entries(declaration.environments)) {
    const path = ['environments', name];
    yield* findLocalState(environment, path);
    yield* findNotKnown(environment, path);
    yield* findInDatabases(environment, path);
    yield* findInRedis(environment, path);
    yield* findUnresolved(environment, path);
    yield* findUnrouted(environment, path);
    yield* findWrongTraffic(environment, path);
  }
  yield* findSharedInstances(declaration);
}

function* findLocalState({ origin, sandbox = false, state }: Environment, path: Path): Iterable<Problem> {
  if (state.backend === 'local' && !sandbox && origin !== 'terraform')
    yield { path: [...path, 'state', 'backend'], text: 'given "local"; allowed only with sandbox: true' };
}
