import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'database/max-connections-range';
const headlines = (limit: number): readonly string[] =>
  headlinesOf(rule, withField('databases.main.maxConnections', limit));

test.each([14, 15, 262_142, 262_143])('%i is in range', (limit) => {
  expect(headlines(limit)).toEqual([]);
});

test.each([13, 262_144])('%i is outside', (limit) => {
  expect(headlines(limit)).toEqual([`max_connections ${limit} is outside 14 to 262143`]);
});

test('the default of the tier is offered', () => {
  expect(findingsOf(rule, withField('databases.main.maxConnections', 13))).toMatchObject([
    {
      severity: 'error',
      subject: 'databases.main.maxConnections',
      fixes: [{ from: 13, to: 100, effect: 'RESTARTS the database' }],
    },
  ]);
});

test('a reading outside the range is none, also of someone else’s server', () => {
  const theirs = withFields({
    'databases.main.ownership': 'reference',
    'databases.main.observed': { maxConnections: 5, on: '2026-10-01' },
  });
  expect(findingsOf(rule, theirs)).toMatchObject([
    {
      severity: 'error',
      at: { path: 'databases.main.observed.maxConnections', value: 5 },
      headline: 'max_connections 5 is outside 14 to 262143',
      fixes: [],
    },
  ]);
});
