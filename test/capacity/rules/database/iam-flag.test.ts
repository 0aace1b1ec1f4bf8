import { ENVIRONMENT, findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'database/iam-flag';
const FLAG = 'cloudsql.iam_authentication';
const flagged = (value: string | number | undefined) =>
  withField('databases.main.flags', {
    ...ENVIRONMENT.databases.main.flags,
    ...(value !== undefined && { [FLAG]: value }),
  });

test('turned off, nobody logs in', () => {
  expect(findingsOf(rule, flagged('off'))).toMatchObject([
    {
      severity: 'error',
      subject: 'databases.main',
      owner: 'team-data',
      at: { path: `databases.main.flags.${FLAG}`, value: 'off' },
      headline: `flag ${FLAG} is off; services log in only with on`,
    },
  ]);
});

test.each([
  [undefined, []],
  ['on', []],
  ['ON', [`flag ${FLAG} is ON; services log in only with on`]],
  [0, [`flag ${FLAG} is 0; services log in only with on`]],
])('%j', (value, headlines) => {
  expect(headlinesOf(rule, flagged(value))).toEqual(headlines);
});

test('of someone else’s instance it warns', () => {
  const theirs = withFields({ 'databases.main.ownership': 'reference' }, flagged('off'));
  expect(findingsOf(rule, theirs)).toMatchObject([{ severity: 'warning' }]);
});
