import type { Rule } from '../rule';
import { overAtMoment } from '../over-budget';

export const overshootBudget: Rule = {
  id: 'connections/overshoot-budget',
  severity: 'warning',
  summary: 'A few instances above the maximum fit, as Cloud Run may start them for a short time.',
  why: 'Cloud Run may exceed the maximum instances during a surge or maintenance; Google advises a margin',
  check: (environment, model) =>
    overAtMoment(
      environment,
      model,
      'overshoot',
      'the instance above the maximum fails its startup under the highest load',
      ['steady'],
    ),
};
