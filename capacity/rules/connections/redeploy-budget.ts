import type { Rule } from '../rule';
import { overAtMoment } from '../over-budget';

export const redeployBudget: Rule = {
  id: 'connections/redeploy-budget',
  severity: 'warning',
  summary: 'A second deploy fits before the first has drained.',
  why: 'instances of three generations are connected when a deploy follows another within request time-out and idle time: a hot fix, a roll-back',
  check: (environment, model) =>
    overAtMoment(environment, model, 'redeploy', 'the second deploy, often the hot fix, fails its startup', [
      'steady',
      'rollout',
      'later-rollout',
    ]),
};
