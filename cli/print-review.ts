import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../capacity/rules';
import { docsOf } from '../capacity/violations';
import { version } from '../package.json';
import { render, type Format, type FormatStyle } from '../review/formats';
import type { Review } from '../review/review';
import { colors } from './load';
import { declarationLocator } from './locate';

/** Prints a review: one format, alone on stdout. Nothing is printed where it cannot be rendered. */
export function printReview(
  review: Review,
  format: Format,
  options: Pick<FormatStyle, 'locate' | 'commentKey'> = {},
): void {
  const text = render(review, format, {
    colors: colors(),
    locate: declarationLocator(review.sourceOf),
    pageOf,
    version,
    ...options,
  });
  process.stdout.write(`${text}\n`);
}

function pageOf(rule: string): string | undefined {
  const isRule = RULES.some(({ id }) => id === rule);
  return isRule ? readFileSync(join(__dirname, '..', docsOf(rule)), 'utf8') : undefined;
}
