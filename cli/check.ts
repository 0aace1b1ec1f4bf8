import { isRefused } from '../capacity/evaluate';
import type { Format } from '../review/formats';
import { reviewOf } from '../review/review';
import { comparisonNotes } from './in-common';
import { load, today } from './load';
import { printReview } from './print-review';
import { readBaseline } from './read-baseline';
import { readBase } from './read-declaration';

/** Options of `capacity check`. */
export interface CheckOptions {
  readonly declaration?: string;
  readonly base?: string;
  readonly baseline?: string;
  readonly format: Format;
}

/**
 * Checks environments without synthesizing anything.
 *
 * @returns the exit status: 1 when something blocks
 */
export function check(environments: readonly string[], options: CheckOptions): number {
  const { declaration, sourceOf } = load(options.declaration);
  const base = options.base === undefined ? undefined : readBase(options.base);
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const review = reviewOf(declaration, {
    today: today(),
    sourceOf,
    notes: comparisonNotes(declaration, options, base, baseline),
    ...(environments.length > 0 && { environments }),
    ...(base && { base }),
    ...(baseline && { baseline }),
  });
  printReview(review, options.format);
  return review.result.environments.some(isRefused) ? 1 : 0;
}
