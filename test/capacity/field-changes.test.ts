import { fieldDifferences, joined } from '../../capacity/field-changes';

test.each<[unknown, unknown, readonly unknown[]]>([
  [1, 1, []],
  [1, 2, [['it', 1, 2]]],
  [undefined, { a: 1 }, [['it', undefined, { a: 1 }]]],
  [
    { a: 1, b: { c: 2 } },
    { a: 1, b: { c: 3, d: 4 } },
    [
      ['it.b.c', 2, 3],
      ['it.b.d', undefined, 4],
    ],
  ],
  [{ a: 1 }, {}, [['it.a', 1, undefined]]],
  [['a', 'b'], ['b', 'a'], []],
  [['a'], ['b'], [['it', ['a'], ['b']]]],
  [[1, 2], [2, 1], [['it', [1, 2], [2, 1]]]],
  [{}, [], [['it', {}, []]]],
])('%j to %j', (from, to, expected) => {
  expect(fieldDifferences('it', from, to).map((one) => [one.path, one.from, one.to])).toEqual(expected);
});

test('members that every object has are no fields', () => {
  const after = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as unknown;
  expect(fieldDifferences('it', {}, after).map(({ path, from }) => [path, from])).toEqual([
    ['it.__proto__', undefined],
    ['it.constructor', undefined],
  ]);
});

test.each([
  ['', 'a', 'a'],
  ['a', 'b', 'a.b'],
  ['a', 'b.c', 'a["b.c"]'],
])('%s and %s are %s', (path, key, expected) => {
  expect(joined(path, key)).toBe(expected);
});
