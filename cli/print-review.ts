import { render, type Format } from '../review/formats';
import type { Review } from '../review/review';
import { colors } from './load';

/** Prints a review: one format, alone on stdout. Nothing is printed where it cannot be rendered. */
export function printReview(review: Review, format: Format): void {
  process.stdout.write(`${render(review, format, { colors: colors() })}\n`);
}
