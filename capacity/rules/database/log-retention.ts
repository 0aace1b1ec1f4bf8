import { defaultEdition, LOG_RETENTION_DAYS } from '../../google-cloud/cloud-sql';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const logRetention: Rule = {
  id: 'database/log-retention',
  severity: 'error',
  summary: 'Transaction logs are kept for as many days as the edition allows.',
  why: 'the API refuses the number of days, after the plan has passed: the provider does not compare it with the edition',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database, tier, ours, owner }) => {
      const days = database.backups?.logRetentionDays;
      const edition = database.edition ?? tier?.edition ?? defaultEdition(database.version);
      const { min, max } = LOG_RETENTION_DAYS.value[edition];
      if (!ours || days === undefined || (days >= min && days <= max)) return [];
      const at = `${path}.backups.logRetentionDays`;
      return [
        {
          subject: at,
          at: { path: at, value: days },
          owner,
          headline: `logRetentionDays ${days} is outside ${min} to ${max} days of ${edition}`,
          excess: Math.max(min - days, days - max),
          knobs: [{ path: at, from: days, to: days > max ? { lowerTo: min } : { raiseTo: max } }],
        },
      ];
    }),
};
