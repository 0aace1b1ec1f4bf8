import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'connector/instance-bounds';
const sized = (minInstances: number | undefined, maxInstances: number | undefined, fields: object = {}) =>
  withFields({
    'connectors.path.minInstances': minInstances,
    'connectors.path.maxInstances': maxInstances,
    ...fields,
  });

test.each([
  [1, 3, ['minInstances 1 is outside 2 to 9']],
  [2, 3, []],
  [3, 4, []],
  [8, 10, []],
  [9, 10, []],
  [10, 10, ['minInstances 10 is outside 2 to 9']],
  [2, 2, ['maxInstances 2 is outside 3 to 10']],
  [2, 9, []],
  [2, 11, ['maxInstances 11 is outside 3 to 10']],
  [3, 3, ['minInstances 3 is not below maxInstances 3']],
  [4, 3, ['minInstances 4 is not below maxInstances 3']],
  [undefined, 3, ['minInstances is not set beside maxInstances 3']],
  [2, undefined, ['maxInstances is not set beside minInstances 2']],
])('%s to %s instances', (min, max, expected) => {
  expect(headlinesOf(rule, sized(min, max))).toEqual(expected);
});

test('the outage: 10 to 100 instances, and a throughput as well', () => {
  const outage = sized(10, 100, { 'connectors.path.throughput': { minMbps: 500, maxMbps: 2000 } });
  expect(findingsOf(rule, outage)).toMatchObject([
    {
      severity: 'error',
      subject: 'connectors.path',
      headline: 'both instances and throughput are given; the API takes one of the two',
      fixes: [],
    },
    {
      severity: 'error',
      at: { path: 'connectors.path.minInstances', value: 10 },
      headline: 'minInstances 10 is outside 2 to 9',
      excess: 1,
      fixes: [{ from: 10, to: 9 }],
    },
    {
      severity: 'error',
      at: { path: 'connectors.path.maxInstances', value: 100 },
      headline: 'maxInstances 100 is outside 3 to 10',
      excess: 90,
      fixes: [
        {
          from: 100,
          to: 10,
          effect: 'replaces nothing: the API never accepted 100',
        },
      ],
    },
  ]);
});

test('raising happens in place, and comes first', () => {
  expect(findingsOf(rule, sized(3, 3))).toMatchObject([
    {
      fixes: [
        { path: 'connectors.path.maxInstances', from: 3, to: 4, effect: 'in place' },
        {
          path: 'connectors.path.minInstances',
          from: 3,
          to: 2,
          effect:
            'REPLACES the connector: every service on it loses its private path until it is back; prevent_destroy stops the plan',
        },
      ],
    },
  ]);
});

test('a new connector must have a size; one that exists has one, which is not known', () => {
  expect(findingsOf(rule, sized(undefined, undefined))).toMatchObject([
    {
      severity: 'error',
      headline: 'neither instances nor throughput are given; the API requires one of the two',
    },
  ]);
  for (const ownership of ['imported', 'reference'])
    expect(
      findingsOf(rule, sized(undefined, undefined, { 'connectors.path.ownership': ownership })),
    ).toMatchObject([
      {
        severity: 'warning',
        headline: 'its size is not declared: what it carries is unknown, and its throughput is not checked',
      },
    ]);
});

test('about someone else’s connector it warns', () => {
  const theirs = withField('connectors.path.ownership', 'reference', sized(2, 11));
  expect(findingsOf(rule, theirs)).toMatchObject([{ severity: 'warning', fixes: [] }]);
});
