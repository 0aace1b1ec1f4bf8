import { evaluate } from '../../capacity/evaluate';
import type { EnvironmentModel } from '../../capacity/model';
import { isUnlimited, momentNamed, type MomentName } from '../../capacity/moments';
import { known } from '../../capacity/quantity';
import { RULES } from '../../capacity/rules';
import type { Rule } from '../../capacity/rules/rule';
import { declare } from './declare';
import type { Recorded } from './record';

/** What the checks say of a record: refused, warned about, nothing, or not to be known from it. */
export type Answer = 'blocked' | 'warned' | 'clear' | 'undecidable';

/** An answer, and what decided it. */
export interface Answered {
  readonly answer: Answer;
  /** Rules that decided it. */
  readonly rules: readonly string[];
  /** Path within the case of a number that would decide it. */
  readonly missing?: string;
  /** Connections for clients, and what they may ask for. */
  readonly budget: Budgeted;
}

/** `rollout` is absent where nothing overlaps; `undefined` usable where the limit is not recorded. */
export interface Budgeted {
  readonly usable: number | undefined;
  readonly steady: number | 'unlimited';
  readonly rollout?: number | 'unlimited';
}

/** Rules that a record's numbers decide. About the network, the startup or the tier it says nothing. */
const DECIDING: ReadonlySet<string> = new Set(
  [
    'steady-budget',
    'rollout-budget',
    'migration-budget',
    'overshoot-budget',
    'unbounded',
    'socket-limit',
    'pooler-limits',
  ].map((name) => `connections/${name}`),
);

/** The rules over one deploy, without a search for fixes. */
const OVER_ONE_DEPLOY: readonly Rule[] = RULES.filter(({ id }) => DECIDING.has(id)).map((rule) => ({
  ...rule,
  check: (environment, model) =>
    rule.check(ofOneDeploy(environment), model).map((violation) => ({ ...violation, knobs: [] })),
}));

/**
 * Answers a record by the rules alone.
 *
 * A number that is not recorded is replaced by the bound that favours the record, so an error that remains is
 * certain and blocks; without one the record is undecidable. Where the demand is only an upper bound, what
 * fits is certain.
 */
export function answerOf(recorded: Recorded): Answered {
  const { declaration, missing, uncapped } = declare(recorded);
  const { environments } = evaluate(declaration, { today: '1970-01-01', rules: OVER_ONE_DEPLOY });
  const { findings, model } = environments[0]!;
  const budget = budgetedIn(model, missing);
  const by = (severity: string): readonly string[] => [
    ...new Set(findings.filter((finding) => finding.severity === severity).map(({ rule }) => rule)),
  ];
  const errors = by('error');
  const warnings = by('warning');
  const open = missing ?? (errors.length + warnings.length > 0 ? uncapped : undefined);
  if (errors.length > 0 && uncapped === undefined && missing !== 'limit_kind')
    return { answer: 'blocked', rules: errors, budget };
  if (open !== undefined) return { answer: 'undecidable', rules: [], missing: open, budget };
  return warnings.length > 0
    ? { answer: 'warned', rules: warnings, budget }
    : { answer: 'clear', rules: [], budget };
}

/** A record tells what one rollout adds. What a later one would add, with other numbers live, is not in it. */
function ofOneDeploy(environment: EnvironmentModel): EnvironmentModel {
  const only = (budgets: EnvironmentModel['budgets']): EnvironmentModel['budgets'] =>
    budgets.map((budget) => ({
      ...budget,
      moments: budget.moments.filter(({ name }) => name !== 'later-rollout'),
    }));
  return { ...environment, budgets: only(environment.budgets), reports: only(environment.reports) };
}

function budgetedIn({ budgets }: EnvironmentModel, missing: string | undefined): Budgeted {
  const budget = budgets.find(({ kind }) => kind === 'database')!;
  const demand = (name: MomentName): number | 'unlimited' | undefined => {
    const moment = momentNamed(budget, name);
    return moment && isUnlimited(moment) ? 'unlimited' : moment?.demand;
  };
  const rollout = demand('rollout');
  return {
    usable: missing === 'db.max_connections' ? undefined : known(budget.limit.usable),
    steady: demand('steady')!,
    ...(rollout !== undefined && { rollout }),
  };
}
