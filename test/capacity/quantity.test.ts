import { inWords, known, plus, times, weight } from '../../capacity/quantity';

test.each([
  [[], 1],
  [[2, 3, 4], 24],
  [[2, 'unknown'], 'unknown'],
  [[2, 'unlimited'], 'unlimited'],
  [['unknown', 'unlimited'], 'unlimited'],
  [[0, 'unlimited', 'unknown'], 0],
] as const)('the product of %j is %p', (factors, product) => {
  expect(times(...factors)).toBe(product);
});

test.each([
  [[], 0],
  [[2, 3, 4], 9],
  [[2, 'unknown'], 'unknown'],
  [['unknown', 'unlimited'], 'unlimited'],
  [[0, 'unlimited'], 'unlimited'],
] as const)('the sum of %j is %p', (parts, sum) => {
  expect(plus(...parts)).toBe(sum);
});

test('what is certain of a quantity is its number, or nothing', () => {
  expect([known(3), known('unknown'), known('unlimited')]).toEqual([3, 0, 0]);
});

test('unlimited is the largest, unknown the smallest', () => {
  const sorted = (['unlimited', 0, 'unknown', 7] as const).toSorted((a, b) => weight(a) - weight(b));
  expect(sorted.map(inWords)).toEqual(['unknown', '0', '7', 'unlimited']);
});
