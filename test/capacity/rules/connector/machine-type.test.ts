import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'connector/machine-type';

test.each(['f1-micro', 'e2-micro', 'e2-standard-4', undefined])('%s exists', (type) => {
  expect(headlinesOf(rule, withField('connectors.path.machineType', type))).toEqual([]);
});

test.each([
  ['e2-standard-8', 'e2-standard-4'],
  ['e2-small', 'e2-micro'],
])('%s does not', (type, to) => {
  expect(findingsOf(rule, withField('connectors.path.machineType', type))).toMatchObject([
    {
      severity: 'error',
      subject: 'connectors.path',
      at: { path: 'connectors.path.machineType', value: type },
      headline: `machineType ${type} is none of f1-micro, e2-micro, e2-standard-4`,
      fixes: [{ from: type, to, effect: 'in place' }],
    },
  ]);
});

test('about someone else’s connector it warns', () => {
  const theirs = withFields({
    'connectors.path.machineType': 'e2-standard-8',
    'connectors.path.ownership': 'reference',
  });
  expect(findingsOf(rule, theirs)).toMatchObject([{ severity: 'warning', fixes: [] }]);
});
