import type { Rule } from '../rule';
import { overAtMoment } from '../over-budget';

export const migrationBudget: Rule = {
  id: 'connections/migration-budget',
  severity: 'error',
  summary: 'The migration tasks fit the database beside everything that runs in steady.',
  why: 'a migration that cannot connect stops the deploy half-way, or takes the connection that an instance needs',
  check: (environment, model) =>
    overAtMoment(environment, model, 'migration', 'the migration or an instance beside it fails', ['steady']),
};
