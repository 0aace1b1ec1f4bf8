import type { BaselineEntry } from '../capacity/baseline';
import type { Declaration } from '../capacity/declaration';
import { escaped } from '../capacity/shape';
import { firstOf } from '../capacity/words';

const MOST_NAMES = 5;

/**
 * Notes about files for comparison that are about other environments only: nothing in them is compared, which looks as
 * if everything were new.
 *
 * @param files - their names
 */
export function comparisonNotes(
  { environments }: Declaration,
  files: { readonly base?: string | undefined; readonly baseline?: string | undefined },
  base: Declaration | undefined,
  baseline: readonly BaselineEntry[] | undefined,
): readonly string[] {
  const own = Object.keys(environments);
  return [
    ...strangerNote(own, files.base, Object.keys(base?.environments ?? {})),
    ...strangerNote(
      own,
      files.baseline,
      (baseline ?? []).map(({ environment }) => environment),
    ),
  ];
}

/** None about a file without any environment, such as a baseline in which nothing stands. */
function strangerNote(
  own: readonly string[],
  file: string | undefined,
  names: readonly string[],
): readonly string[] {
  const theirs = [...new Set(names)];
  if (file === undefined || theirs.length === 0 || theirs.some((name) => own.includes(name))) return [];
  return [
    `${escaped(file)} is about ${firstOf(theirs, MOST_NAMES)}, and not about ${firstOf(own, MOST_NAMES)}: nothing was compared with it`,
  ];
}
