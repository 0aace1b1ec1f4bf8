import type { Violation } from '../../finding';
import type { ResourceChange } from '../../change';
import type { Model } from '../../model';
import { hasSum, momentNamed } from '../../moments';
import { once } from '../../once';
import { firstOf, keyOfClient } from '../../words';
import type { Rule } from '../rule';
import { changesOf, fieldsText, fieldsWith } from '../changed-fields';

export const restartsDatabase: Rule = {
  id: 'change/restarts-database',
  // Whoever raises a limit must restart the server: an error would block the very fix of a budget.
  severity: 'warning',
  summary: 'A restart of a database is seen before it happens.',
  why: 'every connection is cut, and every pool reconnects at once while the server is still starting',
  check: (environment, model) =>
    changesOf(environment, model)
      .filter(
        ({ type, action, effect }) =>
          type === 'google_sql_database_instance' && action === 'update' && effect.kind === 'restart',
      )
      .map((change): Violation => {
        const restarting = fieldsWith(change, 'restart');
        const [first] = restarting;
        return {
          subject: change.subject,
          ...(first && { at: { path: first.path, value: first.to } }),
          owner: change.owner,
          headline: `${fieldsText(change, restarting)} ${change.effect.text}; ${reconnecting(change, model)}`,
        };
      }),
};

/** What is connected when it restarts, in the worst case of the base. */
function reconnecting({ environment, subject }: ResourceChange, { base }: Model): string {
  const budget = base && byPath(base).get(`${environment} ${subject}`);
  const steady = budget && momentNamed(budget, 'steady');
  if (!steady || steady.terms.length === 0) return 'nobody is known to be connected';
  const clients = [...new Set(steady.terms.map(keyOfClient))];
  const number = hasSum(steady) ? `up to ${steady.demand}` : `${steady.demand} and more`;
  return `${number} connections of ${firstOf(clients, 3)} come back at once`;
}

const byPath = once(
  ({ budgets }: Model) => new Map(budgets.map((budget) => [`${budget.environment} ${budget.path}`, budget])),
);
