import { blocking } from '../capacity/evaluate';
import type { Format } from '../review/formats';
import { reviewOf } from '../review/review';
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
  const review = reviewOf(declaration, {
    today: today(),
    sourceOf,
    ...(environments.length > 0 && { environments }),
    ...(options.base !== undefined && { base: readBase(options.base) }),
    ...(options.baseline !== undefined && { baseline: readBaseline(options.baseline) }),
  });
  printReview(review, options.format);
  return review.result.environments.some(({ findings }) => blocking(findings).length > 0) ? 1 : 0;
}
