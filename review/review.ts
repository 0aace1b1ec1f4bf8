import type { ResourceChange } from '../capacity/change';
import { evaluate, type EvaluateOptions, type Result } from '../capacity/evaluate';
import type { Declaration } from '../capacity/declaration';
import { findingKey, type Finding } from '../capacity/finding';
import { once } from '../capacity/once';
import type { TextStyle } from './finding-text';

/** Whether a finding is new with a change, was there before it, or is gone after it. */
export type Status = 'new' | 'unchanged' | 'fixed';

/** What every format renders: a result, and where there is a base, what changed from it. */
export interface Review {
  readonly result: Result;
  /** The base evaluated on its own. */
  readonly before?: Result;
  /** Resources that the change touches. */
  readonly changes: readonly ResourceChange[];
  /** What the report rests on beside the assumptions: where numbers were read, what was not understood. */
  readonly notes: readonly string[];
  /** Where a reader finds the numbers. */
  readonly sourceOf: TextStyle['sourceOf'];
}

/** How to review. */
export interface ReviewOptions extends EvaluateOptions {
  readonly sourceOf: Review['sourceOf'];
  /** @default none */
  readonly notes?: readonly string[];
}

/**
 * Evaluates a declaration for a report; with a base, evaluates that on its own too.
 *
 * @throws RangeError when `environments` names one that is not declared
 */
export function reviewOf(declaration: Declaration, options: ReviewOptions): Review {
  const { notes = [], sourceOf } = options;
  const result = evaluate(declaration, options);
  const { before, changes } = result;
  return { result, ...(before && { before }), changes, notes, sourceOf };
}

/** A finding with what the change did to it. */
export interface Compared {
  readonly finding: Finding;
  readonly status: Status;
}

/** Findings of the base and of the change together; those of a check without a base are all new. */
export const comparedFindings = once(({ result, before }: Review): readonly Compared[] => {
  const now = result.environments.flatMap(({ findings }) => findings);
  const was = before?.environments.flatMap(({ findings }) => findings) ?? [];
  const old = new Set(was.map(findingKey));
  const after = new Set(now.map(findingKey));
  return [
    ...now.map((finding): Compared => ({
      finding,
      status: old.has(findingKey(finding)) ? 'unchanged' : 'new',
    })),
    ...was
      .filter((finding) => !after.has(findingKey(finding)))
      .map((finding): Compared => ({ finding, status: 'fixed' })),
  ];
});
