import { findingsOf, headlinesOf, withField } from '../../../support/declare';

const rule = 'egress/subnet-overlap';
const subnets = (ranges: Readonly<Record<string, string>>, ownership = 'managed') =>
  withField(
    'network.subnets',
    Object.fromEntries(
      Object.entries(ranges).map(([name, ipCidrRange]) => [name, { ownership, ipCidrRange }]),
    ),
  );

test.each([
  [{ a: '10.9.0.0/26' }, []],
  [{ a: '10.9.0.0/26', b: '10.9.0.64/26' }, []],
  [{ a: '10.9.0.0/26', b: '10.9.0.63/32' }, ['10.9.0.63/32 overlaps 10.9.0.0/26 of network.subnets.a']],
  [{ a: '10.9.0.64/26', b: '10.9.0.0/24' }, ['10.9.0.64/26 overlaps 10.9.0.0/24 of network.subnets.b']],
  [{ a: '10.9.0.0/26', b: '10.9.0.0/26' }, ['10.9.0.0/26 overlaps 10.9.0.0/26 of network.subnets.a']],
])('%j', (ranges, headlines) => {
  expect(headlinesOf(rule, subnets(ranges))).toEqual(headlines);
});

test('a small range before it does not hide the large one', () => {
  expect(
    headlinesOf(rule, subnets({ all: '10.0.0.0/8', low: '10.1.0.0/24', high: '10.200.0.0/24' })),
  ).toEqual([
    '10.1.0.0/24 overlaps 10.0.0.0/8 of network.subnets.all',
    '10.200.0.0/24 overlaps 10.0.0.0/8 of network.subnets.all',
  ]);
});

test('points at the range; of two that are someone else’s it warns', () => {
  const ranges = { a: '10.9.0.0/26', b: '10.9.0.32/27' };
  expect(findingsOf(rule, subnets(ranges))).toMatchObject([
    {
      severity: 'error',
      subject: 'network.subnets.b',
      at: { path: 'network.subnets.b.ipCidrRange', value: '10.9.0.32/27' },
    },
  ]);
  expect(findingsOf(rule, subnets(ranges, 'reference'))).toMatchObject([{ severity: 'warning' }]);
});
