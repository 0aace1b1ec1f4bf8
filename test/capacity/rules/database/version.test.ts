import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'database/version';
const HAS = 'Cloud SQL has POSTGRES_9_6 and POSTGRES_10 to POSTGRES_18';

test.each([
  ['POSTGRES_9_6', undefined],
  ['POSTGRES_9', 'error'],
  ['POSTGRES_10', undefined],
  ['POSTGRES_18', undefined],
  ['POSTGRES_19', 'warning'],
  ['POSTGRES_99', 'warning'],
  ['POSTGRES_100', 'error'],
  ['POSTGRES_17_2', 'error'],
  ['postgres_17', 'error'],
  ['MYSQL_8_0', 'error'],
])('%s: %s', (version, severity) => {
  const found = findingsOf(rule, withField('databases.main.version', version));
  expect(found.map((finding) => [finding.severity, finding.headline])).toEqual(
    severity === undefined ? [] : [[severity, `version ${version} is not known; ${HAS}`]],
  );
});

test('points at the version and its owner; of someone else’s instance it warns', () => {
  const mysql = withField('databases.main.version', 'MYSQL_8_0');
  expect(findingsOf(rule, mysql)).toMatchObject([
    {
      subject: 'databases.main',
      owner: 'team-data',
      at: { path: 'databases.main.version', value: 'MYSQL_8_0' },
    },
  ]);
  const theirs = withFields({ 'databases.main.ownership': 'reference' }, mysql);
  expect(findingsOf(rule, theirs)).toMatchObject([{ severity: 'warning' }]);
  expect(headlinesOf(rule, theirs)).toHaveLength(1);
});
