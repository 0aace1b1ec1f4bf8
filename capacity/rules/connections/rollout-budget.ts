import type { Severity, Violation } from '../../finding';
import type { Budget } from '../../budget';
import type { EnvironmentModel, Model } from '../../model';
import { isUnlimited, momentNamed, type Moment } from '../../moments';
import type { Rule } from '../rule';
import { databaseBudgets, demandText, overBudget, usableText } from '../over-budget';

export const rolloutBudget: Rule = {
  id: 'connections/rollout-budget',
  severity: 'warning',
  summary: 'The new and the outgoing fleet together fit the database during a deploy.',
  why: 'both fleets are connected until the old one has drained: new instances are refused with SQLSTATE 53300 and fail their startup',
  check: (environment, model) =>
    databaseBudgets(environment).flatMap((budget): readonly Violation[] => {
      const thisDeploy = momentNamed(budget, 'rollout');
      if (!thisDeploy) return [];
      const laterDeploys = momentNamed(budget, 'later-rollout') ?? thisDeploy;
      const steady = momentNamed(budget, 'steady')!;
      // What steady does not know, its own rule says.
      const over = [thisDeploy, laterDeploys].filter(
        ({ verdict }) => verdict === 'over' || (verdict === 'unknown' && steady.verdict !== 'unknown'),
      );
      if (over.length === 0) return [];
      const cannot = over.every(({ verdict }) => verdict === 'unknown') ? 'cannot be known: ' : '';
      const needs =
        laterDeploys === thisDeploy
          ? `every deploy needs ${demandText(thisDeploy)}`
          : `this deploy needs ${demandText(thisDeploy)}, later deploys ${demandText(laterDeploys)}`;
      // The terms are those of one that does not fit.
      const moments = [...new Set([...over, thisDeploy, laterDeploys])];
      return [
        {
          ...overBudget(
            model,
            budget,
            moments,
            `${cannot}${needs}; ${usableText(budget)}`,
            'the new instance fails its startup',
          ),
          severity: severityOf(environment, model, budget, over),
        },
      ];
    }),
};

/** Old connections idle out in time, or do not: an overlap that is *held* cannot work, another one may. */
function severityOf(
  environment: EnvironmentModel,
  { base }: Model,
  budget: Budget,
  over: readonly Moment[],
): Severity {
  const { usable } = budget.limit;
  const steadyOver = momentNamed(budget, 'steady')!.verdict === 'over';
  // A fleet that nothing bounds, or that nobody knows, is no overlap that idles out.
  const open = over.some((moment) => moment.verdict === 'unknown' || isUnlimited(moment));
  const heldOver = over.some(({ held }) => typeof usable === 'number' && held > usable);
  const before = base?.budgets.find(({ id }) => id === budget.id);
  const newlyOver = before !== undefined && momentNamed(before, 'rollout')?.verdict !== 'over';
  const raised = environment.declared.rolloutOver === 'error';
  return steadyOver || open || heldOver || newlyOver || raised ? 'error' : 'warning';
}
