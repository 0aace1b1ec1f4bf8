import type { Rule } from '../rule';
import { overAtMoment } from '../over-budget';

export const steadyBudget: Rule = {
  id: 'connections/steady-budget',
  severity: 'error',
  summary: 'Every revision with traffic at its ceiling fits the database.',
  why: 'the first connection beyond the limit is refused with SQLSTATE 53300, and whoever opens it fails',
  check: (environment, model) => overAtMoment(environment, model, 'steady', 'whoever opens it fails'),
};
