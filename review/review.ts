import type { Budget } from '../capacity/budget';
import type { ResourceChange } from '../capacity/change';
import { isWorse, measured } from '../capacity/compare';
import { evaluate, type EvaluateOptions, type Result } from '../capacity/evaluate';
import type { Declaration } from '../capacity/declaration';
import { findingKey, type Finding } from '../capacity/finding';
import { once } from '../capacity/once';
import type { TextStyle } from './finding-text';

/** Whether a finding is new with a change, or worse and so blocks; was there before it; or is gone after it. */
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

/**
 * Findings of the base and of the change together; those of a check without a base are all new, and so is one that was
 * a warning and is an error, or an error that is worse: what blocks now is not as before.
 */
export const comparedFindings = once(({ result, before }: Review): readonly Compared[] => {
  const now = result.environments.flatMap(({ findings }) => findings);
  const was = before?.environments.flatMap(({ findings }) => findings) ?? [];
  const old = new Map(was.map((finding) => [findingKey(finding), finding]));
  const after = new Set(now.map(findingKey));
  const budgets = new Map(
    result.environments.flatMap((environment) => environment.budgets.map((budget) => [budget.id, budget])),
  );
  return [
    ...now.map((finding): Compared => ({
      finding,
      status: isNew(finding, old.get(findingKey(finding))) ? 'new' : 'unchanged',
    })),
    ...was
      .filter((finding) => !after.has(findingKey(finding)) && isGone(finding, budgets))
      .map((finding): Compared => ({ finding, status: 'fixed' })),
  ];
});

function isNew(finding: Finding, was: Finding | undefined): boolean {
  if (!was) return true;
  if (finding.severity !== 'error') return false;
  return was.severity !== 'error' || isWorse(measured(finding), measured(was));
}

/** A finding of a moment that still does not fit is not fixed: another one says so. */
function isGone({ budget }: Finding, budgets: ReadonlyMap<string, Budget>): boolean {
  const moments = (budget && budgets.get(budget.id)?.moments) ?? [];
  return moments.every(({ name, verdict }) => verdict === 'fits' || !budget!.moments.includes(name));
}
