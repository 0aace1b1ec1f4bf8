import type { Rule } from '../rule';
import { databaseBudgets, demandText, momentNamed, overBudget, usableText } from './over-budget';

export const steadyBudget: Rule = {
  id: 'connections/steady-budget',
  severity: 'error',
  summary: 'Every revision with traffic at its ceiling fits the database.',
  why: 'the first connection beyond the limit is refused with SQLSTATE 53300, and whoever opens it fails',
  check: (environment, model) =>
    databaseBudgets(environment).flatMap((budget) => {
      const steady = momentNamed(budget, 'steady')!;
      if (steady.verdict === 'fits') return [];
      const cannot = steady.verdict === 'unknown' ? 'cannot be known: ' : '';
      const needs = `${cannot}steady needs ${demandText(steady)}; ${usableText(budget)}`;
      return [overBudget(model, budget, [steady], needs, 'whoever opens it fails')];
    }),
};
