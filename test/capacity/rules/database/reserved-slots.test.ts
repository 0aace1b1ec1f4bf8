import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'database/reserved-slots';

test.each([
  [
    'max_connections',
    200,
    'flag max_connections 200 belongs in maxConnections: the budget does not see the flag',
  ],
  [
    'superuser_reserved_connections',
    5,
    'flag superuser_reserved_connections 5 is no flag of Cloud SQL; reserved counts what the server keeps',
  ],
  [
    'reserved_connections',
    5,
    'flag reserved_connections 5 is no flag of Cloud SQL; reserved counts what the server keeps',
  ],
])('flag %s is refused', (flag, value, headline) => {
  expect(findingsOf(rule, withField('databases.main.flags', { [flag]: value }))).toMatchObject([
    { severity: 'error', subject: `databases.main.flags.${flag}`, headline },
  ]);
});

test('reserved_connections exists from PostgreSQL 16 on', () => {
  const headlines = (version: string): readonly string[] =>
    headlinesOf(
      rule,
      withFields({ 'databases.main.version': version, 'databases.main.reserved': { roles: 5 } }),
    );
  expect(headlines('POSTGRES_15')).toEqual([
    '5 slots for reserved_connections on PostgreSQL 15, which has none before 16',
  ]);
  expect(headlines('POSTGRES_16')).toEqual([]);
  expect(headlines('POSTGRES_17')).toEqual([]);
});

test.each([
  [92, []],
  [93, ['reserved 7 + kept 93 leave nothing of the limit 100 (declared)']],
  [94, ['reserved 7 + kept 94 leave nothing of the limit 100 (declared)']],
])('with %i kept of 100', (connections, expected) => {
  const kept = { connections, reason: 'operators' };
  expect(headlinesOf(rule, withField('databases.main.kept', kept))).toEqual(expected);
});
