import type { Declaration } from '../../capacity/declaration';
import { reviewOf, type Review, type ReviewOptions } from '../../review/review';
import { TODAY } from './declare';

/** Reviews a change from a base as `capacity check --base` does. */
export function reviewed(
  declaration: Declaration,
  base?: Declaration,
  options: Partial<ReviewOptions> = {},
): Review {
  return reviewOf(declaration, {
    today: TODAY,
    sourceOf: (environment) => ({ file: `environments/${environment}.ts`, prefix: '' }),
    ...(base && { base }),
    ...options,
  });
}
