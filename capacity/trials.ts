import type { Declaration } from './declaration';
import { findingKey, type Edit, type Finding } from './finding';
import type { Model } from './model';
import type { Moment } from './moments';
import { withPath } from './paths';

/** The result of evaluating an edited declaration, without fixes. */
export interface Trial {
  readonly model: Model;
  readonly findings: readonly Finding[];
}

/** Evaluates a declaration; `undefined` once that has been done often enough. */
export type Try = (declaration: Declaration) => Trial | undefined;

/** A moment without its terms. */
export type Judged = Pick<Moment, 'name' | 'verdict' | 'left'>;

/** What a search for fixes reads of a trial: there may be thousands, and models are large. */
export interface Outcome {
  /** Keys of all findings. */
  readonly findings: ReadonlySet<string>;
  readonly errors: readonly { readonly key: string; readonly excess: number }[];
  /** By id of the budget. */
  readonly moments: ReadonlyMap<string, readonly Judged[]>;
}

/** The edits of a declaration that were tried: findings of one budget ask for the same ones. */
export class Trials {
  private readonly outcomes = new Map<string, Outcome>();

  public constructor(
    private readonly declaration: Declaration,
    private readonly evaluate: Try,
  ) {}

  /** What some edits come to; `undefined` where that is not known and may not be tried any more. */
  public of(edits: readonly Edit[]): Outcome | undefined {
    const key = JSON.stringify(edits);
    const before = this.outcomes.get(key);
    if (before) return before;
    const edited = edits.reduce(
      (changed, { environment, path, to }) =>
        withPath(changed, `environments.${environment}.${path}`, to ?? undefined),
      this.declaration,
    );
    const trial = this.evaluate(edited);
    if (!trial) return undefined;
    const outcome = outcomeOf(trial);
    this.outcomes.set(key, outcome);
    return outcome;
  }
}

/** The errors among findings, with how much is too much. */
export function errorsOf(findings: readonly Finding[]): Outcome['errors'] {
  return findings
    .filter(({ isLowered, severity }) => severity === 'error' || isLowered)
    .map((finding) => ({ key: findingKey(finding), excess: finding.excess ?? 0 }));
}

function outcomeOf({ findings, model }: Trial): Outcome {
  return {
    findings: new Set(findings.map(findingKey)),
    errors: errorsOf(findings),
    moments: new Map(
      model.budgets.map(({ id, moments }) => [
        id,
        moments.map(({ name, verdict, left }) => ({ name, verdict, ...(left !== undefined && { left }) })),
      ]),
    ),
  };
}
