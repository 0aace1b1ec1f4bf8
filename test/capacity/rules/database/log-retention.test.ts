import { findingsOf, withFields } from '../../../support/declare';

const findings = (edition: string, tier: string, logRetentionDays: number) =>
  findingsOf(
    'database/log-retention',
    withFields({
      'databases.main.edition': edition,
      'databases.main.tier': tier,
      'databases.main.backups': { enabled: true, pointInTimeRecovery: true, logRetentionDays },
    }),
  );

test.each([
  ['ENTERPRISE', 'db-custom-1-3840', 7],
  ['ENTERPRISE_PLUS', 'db-perf-optimized-N-2', 35],
])('%s keeps 1 to its maximum', (edition, tier, most) => {
  expect(findings(edition, tier, 1)).toEqual([]);
  expect(findings(edition, tier, most - 1)).toEqual([]);
  expect(findings(edition, tier, most)).toEqual([]);
  expect(findings(edition, tier, most + 1)).toMatchObject([
    {
      severity: 'error',
      headline: `logRetentionDays ${most + 1} is outside 1 to ${most} days of ${edition}`,
      fixes: [{ from: most + 1, to: most, effect: 'in place' }],
    },
  ]);
  expect(findings(edition, tier, 0)).toMatchObject([
    {
      headline: `logRetentionDays 0 is outside 1 to ${most} days of ${edition}`,
      fixes: [{ from: 0, to: 1 }],
    },
  ]);
});
