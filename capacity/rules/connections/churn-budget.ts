import type { Edit, Knob, Violation } from '../../finding';
import type { Database } from '../../declaration';
import type { EnvironmentModel, Model } from '../../model';
import { databaseKeepaliveSeconds } from '../../keepalive';
import type { Rule } from '../rule';
import { overAtMoment } from '../over-budget';

/** What ends a dead connection after 60 + 3 × 10 = 90 s. */
const KEEPALIVE_FLAGS: readonly (readonly [flag: string, value: number])[] = [
  ['tcp_keepalives_idle', 60],
  ['tcp_keepalives_interval', 10],
  ['tcp_keepalives_count', 3],
];

export const churnBudget: Rule = {
  id: 'connections/churn-budget',
  severity: 'warning',
  summary: 'A crash loop leaves enough connections for the next start to succeed.',
  why: 'the server keeps the connections of killed instances until TCP keepalive ends them',
  check: (environment, model) =>
    overAtMoment(environment, model, 'churn', 'killed instances hold what the next start needs', [
      'steady',
    ]).map((violation) => withKeepalive(environment, model, violation)),
};

/** Until all flags are set nothing else is worth a change: they cost no capacity, and fewer instances do. */
function withKeepalive(
  { assumptions }: EnvironmentModel,
  { budgets, environments }: Model,
  violation: Violation,
): Violation {
  const budget = budgets.find(({ id }) => id === violation.budget!.id)!;
  const owning = environments.find(({ name }) => name === budget.environment)!;
  const database = owning.declared.databases![budget.name]!;
  const [first, ...rest] = missingFlags(database, budget.path);
  if (!first) return { ...violation, headline: `a crash loop fills the database: ${violation.headline}` };
  const names = [first, ...rest].map(({ path }) => path.slice(path.lastIndexOf('.') + 1));
  const none = names.length === KEEPALIVE_FLAGS.length;
  const missing = none ? 'without keepalive flags' : `without ${names.join(' and ')}`;
  const seconds = databaseKeepaliveSeconds(database.flags) ?? assumptions.orphanedConnectionSeconds;
  const knob: Knob = {
    environment: budget.environment,
    path: first.path,
    from: undefined,
    to: { value: first.to },
    together: rest,
  };
  const { terms: _, ...short } = violation;
  return {
    ...short,
    at: { path: first.path, value: undefined },
    owner: budget.owner,
    headline: `a crash loop can fill the database: ${missing}, the server keeps what killed instances leave for ${seconds} s (assumption)`,
    // Flags of someone else's database are for its owner to set.
    knobs: database.ownership === 'reference' ? [] : [knob],
  };
}

/** The flags that are not set, each with a value that is sensible anywhere. */
function missingFlags({ flags }: Database, path: string): readonly Pick<Edit, 'path' | 'from' | 'to'>[] {
  return KEEPALIVE_FLAGS.filter(([flag]) => flags?.[flag] === undefined).map(([flag, value]) => ({
    path: `${path}.flags.${flag}`,
    from: null,
    to: value,
  }));
}
