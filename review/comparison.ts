import type { Budget } from '../capacity/budget';
import type { EnvironmentResult } from '../capacity/evaluate';
import type { Limit } from '../capacity/limit';
import { hasSum, momentNamed, type Moment, type MomentName } from '../capacity/moments';
import { once } from '../capacity/once';
import { textOf } from '../capacity/terms';
import type { Review } from './review';

/** One moment of a budget before and after a change. */
export interface MomentChange {
  readonly name: MomentName;
  /** Absent without a base, and where the moment did not apply. */
  readonly before?: Moment;
  /** Absent where it does not apply any more. */
  readonly after?: Moment;
  /** Demand after − demand before; absent where one of them is, or has no bound, or is not known. */
  readonly change?: number;
}

/** A server's budget before and after a change. */
export interface BudgetChange {
  /** `project:region:instance` and so on: the identity over both. */
  readonly id: string;
  readonly kind: Budget['kind'];
  readonly name: string;
  /** Path within the environment that reports it. */
  readonly path: string;
  readonly environment: string;
  readonly owner?: string;
  /** Absent without a base, and where the base does not name the server. */
  readonly before?: Limit;
  /** Absent where the server is not named any more. */
  readonly after?: Limit;
  /** Every moment of either, in the order of reports. */
  readonly moments: readonly MomentChange[];
  /** Whether a sum, a verdict or what is usable differs; without a base nothing does. */
  readonly isChanged: boolean;
}

/** The budgets of every selected environment, each server once, with those of the base beside them. */
export const budgetChanges = once(({ result, before }: Review): readonly BudgetChange[] => {
  const after = budgetsOf(result.environments);
  const base = budgetsOf(before?.environments ?? []);
  return [...new Set([...after.keys(), ...base.keys()])].map((id) =>
    budgetChange(base.get(id), after.get(id), before !== undefined),
  );
});

/** `+130`, `−20`, `±0`. */
export function signed(change: number): string {
  if (change === 0) return '±0';
  return change > 0 ? `+${change}` : `−${-change}`;
}

/** Each server once: as the environment sees it that reports it, where that is among them. */
function budgetsOf(environments: readonly EnvironmentResult[]): ReadonlyMap<string, Budget> {
  const budgets = new Map<string, Budget>();
  for (const environment of environments)
    for (const budget of environment.budgets)
      if (!budgets.has(budget.id) || budget.environment === environment.name) budgets.set(budget.id, budget);
  return budgets;
}

function budgetChange(
  before: Budget | undefined,
  after: Budget | undefined,
  isCompared: boolean,
): BudgetChange {
  const { id, kind, name, path, environment, owner } = (after ?? before)!;
  const names = [
    ...new Set([...(after?.moments ?? []), ...(before?.moments ?? [])].map((moment) => moment.name)),
  ];
  const moments = ORDER.filter((moment) => names.includes(moment)).map((moment) =>
    momentChange(moment, before, after),
  );
  const differs = moments.some(isDifferent);
  return {
    id,
    kind,
    name,
    path,
    environment,
    ...(owner !== undefined && { owner }),
    ...(before && { before: before.limit }),
    ...(after && { after: after.limit }),
    moments,
    isChanged: isCompared && (differs || before?.limit.usable !== after?.limit.usable),
  };
}

function momentChange(name: MomentName, before?: Budget, after?: Budget): MomentChange {
  const now = after && momentNamed(after, name);
  // Without a change every deploy is the same: the rollout of the base is its later one too.
  const was =
    before &&
    (momentNamed(before, name) ?? (name === 'later-rollout' ? momentNamed(before, 'rollout') : undefined));
  return {
    name,
    ...(was && { before: was }),
    ...(now && { after: now }),
    ...(was && now && hasSum(was) && hasSum(now) && { change: now.demand - was.demand }),
  };
}

function isDifferent({ before, after, change }: MomentChange): boolean {
  if (change !== undefined) return change !== 0 || before?.verdict !== after?.verdict;
  const parts = (moment: Moment | undefined): string => JSON.stringify(moment?.terms.map(textOf));
  return parts(before) !== parts(after);
}

const ORDER: readonly MomentName[] = [
  'steady',
  'rollout',
  'later-rollout',
  'redeploy',
  'overshoot',
  'migration',
  'churn',
  'replica-outage',
];
