import type { Rule } from '../rule';
import { overAtMoment } from '../over-budget';

export const replicaOutageBudget: Rule = {
  id: 'connections/replica-outage-budget',
  severity: 'warning',
  summary: 'The primary carries the readers that fall back to it when their replica is out.',
  why: 'every reader of the replica reconnects to the primary at once, and the primary refuses its own writers too',
  check: (environment, model) =>
    overAtMoment(
      environment,
      model,
      'replica-outage',
      'the outage of a replica becomes the outage of its primary',
      ['steady'],
    ),
};
