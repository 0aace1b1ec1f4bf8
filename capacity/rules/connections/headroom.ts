import type { Budget } from '../../budget';
import type { Violation } from '../../finding';
import { momentNamed, type MomentName } from '../../moments';
import type { Rule } from '../rule';
import { databaseBudgets, usableText } from '../over-budget';

const ENOUGH_PERCENT = 80;
const BLOCKING_MOMENTS: readonly MomentName[] = ['steady', 'rollout', 'later-rollout', 'migration'];

export const headroom: Rule = {
  id: 'connections/headroom',
  severity: 'info',
  summary: `A moment that can block takes at most ${ENOUGH_PERCENT} % of what is usable.`,
  why: 'the next service, worker or larger pool will not fit; a larger limit restarts the database',
  check: (environment) => databaseBudgets(environment).flatMap(violations),
};

/** Only where everything fits: what is over, or not known, has a rule of its own. */
function violations(budget: Budget): readonly Violation[] {
  const { usable } = budget.limit;
  const moments = BLOCKING_MOMENTS.flatMap((name) => momentNamed(budget, name) ?? []);
  if (typeof usable !== 'number' || moments.some(({ verdict }) => verdict !== 'fits')) return [];
  const worst = moments.reduce((a, b) => (b.demand > a.demand ? b : a));
  if (worst.demand * 100 <= usable * ENOUGH_PERCENT) return [];
  // Rounded up, so that it never reads as the threshold itself.
  const percent = Math.ceil((worst.demand * 1000) / usable) / 10;
  return [
    {
      subject: budget.path,
      owner: budget.owner,
      headline: `${worst.name} takes ${worst.demand} of ${usableText(budget)}: ${percent} %, more than ${ENOUGH_PERCENT} %; ${usable - worst.demand} left`,
      terms: worst.terms,
      budget: { id: budget.id, moments: [worst.name] },
    },
  ];
}
