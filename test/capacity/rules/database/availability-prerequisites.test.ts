import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const rule = 'database/availability-prerequisites';
const backed = (availability: string, enabled: boolean, pointInTimeRecovery: boolean) =>
  withFields({
    'databases.main.availability': availability,
    'databases.main.backups': { enabled, pointInTimeRecovery },
  });

test('backups that are not declared are on', () => {
  expect(headlinesOf(rule, withFields({ 'databases.main.availability': 'REGIONAL' }))).toEqual([]);
});

test.each([
  ['REGIONAL', true, true, []],
  ['ZONAL', true, false, []],
  ['ZONAL', false, false, []],
  [
    'REGIONAL',
    true,
    false,
    ['availability REGIONAL needs backups and point-in-time recovery; false: backups.pointInTimeRecovery'],
  ],
  [
    'REGIONAL',
    false,
    false,
    [
      'availability REGIONAL needs backups and point-in-time recovery; false: backups.enabled, backups.pointInTimeRecovery',
    ],
  ],
  ['ZONAL', false, true, ['point-in-time recovery needs backups; false: backups.enabled']],
])('%s with backups %s and point-in-time recovery %s', (availability, enabled, recovery, expected) => {
  expect(headlinesOf(rule, backed(availability, enabled, recovery))).toEqual(expected);
});

test('turning it on is offered', () => {
  expect(findingsOf(rule, backed('REGIONAL', true, false))).toMatchObject([
    {
      severity: 'error',
      subject: 'databases.main.backups',
      fixes: [
        { path: 'databases.main.backups.pointInTimeRecovery', to: true, effect: 'RESTARTS the database' },
      ],
    },
  ]);
  expect(findingsOf(rule, backed('ZONAL', false, true))).toMatchObject([
    { fixes: [{ path: 'databases.main.backups.enabled', to: true, effect: 'in place' }] },
  ]);
});
