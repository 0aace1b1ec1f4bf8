import type { Environment } from '../declaration';
import type { Problem } from './shape-error';
import { listed, quoted, type Path } from './show';

/** Entries of a collection that may be left out, or hold nothing under a key. */
export function entries<T>(collection: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(collection ?? {});
}

/** A reference to a key that is not in the collection. A name of Object.prototype is no key. */
export function* unresolved(
  collection: object | undefined,
  what: string,
  key: string | undefined,
  path: Path,
): Iterable<Problem> {
  if (key === undefined || Object.hasOwn(collection ?? {}, key)) return;
  const keys = Object.keys(collection ?? {}).map(quoted);
  const declared = keys.length > 0 ? `declared ${what}: ${listed(keys, 'and')}` : `no ${what} are declared`;
  yield { path, text: `given ${quoted(key)}; ${declared}` };
}

/** A pooler that is not declared, or leads to another database. */
export function* throughPooler(
  { poolers }: Environment,
  database: string,
  pooler: string | undefined,
  path: Path,
): Iterable<Problem> {
  yield* unresolved(poolers, 'poolers', pooler, path);
  const behind = pooler === undefined ? undefined : poolers?.[pooler]?.database;
  if (behind !== undefined && behind !== database)
    yield {
      path,
      text: `given ${quoted(pooler!)}, which leads to ${quoted(behind)} and not to ${quoted(database)}`,
    };
}
