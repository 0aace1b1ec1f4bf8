import { shownText } from './resource';
import type { Snapshot } from './snapshot';

const MOST_TYPES = 6;

/** Says that there is nothing to review, and what there is. */
export function seenText(after: Snapshot, before: Snapshot | undefined): string {
  const seen = new Map(before?.seen ?? []);
  for (const [type, count] of after.seen) seen.set(type, Math.max(count, seen.get(type) ?? 0));
  const types = [...seen].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const nothing = 'has no Cloud Run service or job and no Cloud SQL database, so nothing was checked';
  if (types.length === 0) return `${nothing}; it has no resources at all`;
  const named = types.slice(0, MOST_TYPES).map(([type, count]) => `${count} ${shownText(type).slice(0, 60)}`);
  const more = types.length > MOST_TYPES ? ` and ${types.length - MOST_TYPES} types more` : '';
  return `${nothing}; it has ${named.join(', ')}${more}`;
}
