import type { Knob } from '../../finding';
import type { Model } from '../../model';
import type { Rule } from '../rule';
import { overAtMoment } from './over-budget';

/** Linux defaults, which are in force where no flag says otherwise; and the least that is sensible. */
const KEEPALIVE_FLAGS = [
  { flag: 'tcp_keepalives_idle', inForce: 7200, least: 30 },
  { flag: 'tcp_keepalives_interval', inForce: 75, least: 5 },
  { flag: 'tcp_keepalives_count', inForce: 9, least: 2 },
] as const;

export const churnBudget: Rule = {
  id: 'connections/churn-budget',
  severity: 'warning',
  summary: 'A crash loop leaves enough connections for the next start to succeed.',
  why: 'the server keeps the connections of killed instances until TCP keepalive ends them',
  check: (environment, model) =>
    overAtMoment(environment, model, 'churn', 'killed instances hold what the next start needs', [
      'steady',
    ]).map((violation) => ({
      ...violation,
      knobs: [...(violation.knobs ?? []), ...keepaliveKnobs(model, violation.budget?.id)],
    })),
};

/** Shorter keepalive of the server, for a database that is not someone else's. */
function keepaliveKnobs({ budgets, environments }: Model, id: string | undefined): readonly Knob[] {
  const budget = budgets.find((candidate) => candidate.id === id);
  const owning = environments.find(({ name }) => name === budget?.environment);
  const database = budget && owning?.declared.databases?.[budget.name];
  if (!database || database.ownership === 'reference') return [];
  return KEEPALIVE_FLAGS.map(({ flag, inForce, least }) => ({
    environment: budget.environment,
    path: `${budget.path}.flags.${flag}`,
    from: Number(database.flags?.[flag] ?? inForce),
    to: { lowerTo: least },
  }));
}
