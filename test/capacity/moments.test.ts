import { momentOf, verdictOf } from '../../capacity/moments';
import type { Quantity } from '../../capacity/quantity';
import type { Term } from '../../capacity/terms';

const term = (connections: Quantity, held: Quantity = connections): Term => ({
  environment: 'test',
  path: 'services.api',
  label: '',
  factors: [],
  nouns: [],
  share: '',
  each: connections,
  connections,
  held,
});

test.each([
  [89, 90, 'fits', 1],
  [90, 90, 'fits', 0],
  [91, 90, 'over', -1],
  [0, 0, 'fits', 0],
  [1, 0, 'over', -1],
] as const)('%d of %d %s', (connections, usable, verdict, left) => {
  expect(momentOf('steady', usable, [term(connections)])).toMatchObject({
    demand: connections,
    verdict,
    left,
  });
});

test.each([
  ['unlimited', 0, 90, 'over'],
  ['unlimited', 0, 'unlimited', 'over'],
  ['unknown', 5, 90, 'unknown'],
  ['unknown', 91, 90, 'over'],
  ['unknown', 5, 'unlimited', 'unknown'],
  [5, 5, 'unlimited', 'fits'],
  [5, 5, 'unknown', 'unknown'],
  [0, 0, 'unknown', 'fits'],
] as const)('%p, %d of it certain, of %p is %s', (total, certain, usable, verdict) => {
  expect(verdictOf(total, certain, usable)).toBe(verdict);
});

test('what is left is a number only where it rests on numbers alone', () => {
  expect(momentOf('steady', 'unknown', [term(3)])).not.toHaveProperty('left');
  expect(momentOf('steady', 90, [term(3), term('unknown')])).not.toHaveProperty('left');
});

test('held and demand are summed apart', () => {
  expect(momentOf('steady', 90, [term(10, 4), term(5, 5), term('unknown')])).toMatchObject({
    demand: 15,
    held: 9,
  });
});
