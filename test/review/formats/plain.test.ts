import { clipped, jsonText, plain } from '../../../review/formats/plain';

test('plain spells out what could break a line or move a cursor, at any depth', () => {
  expect(
    plain({ 'a\n': ['b\u001b[31m', { c: 'd\u202e' }], e: 1, f: null, g: Infinity, h: undefined, i: true }),
  ).toEqual({
    'a\\u000a': ['b\\u001b[31m', { c: 'd\\u202e' }],
    e: 1,
    f: null,
    g: Infinity,
    h: undefined,
    i: true,
  });
});

test('plain keeps a key that is a name of every object', () => {
  const value = JSON.parse('{"__proto__": {"polluted": "x\\n"}}') as object;
  expect(JSON.stringify(plain(value))).toBe('{"__proto__":{"polluted":"x\\\\u000a"}}');
  expect({}).not.toHaveProperty('polluted');
});

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['🦀🦀', 4, '🦀🦀'],
  ['🦀🦀', 3, '🦀…'],
  ['a🦀🦀', 3, 'a…'],
])('%j clipped to %i', (text, longest, expected) => {
  expect(clipped(text, longest)).toBe(expected);
});

test('jsonText is the same JSON, without a control or format character in it', () => {
  const value = { 'key\u202e': 'a\u0000\u007f\u0085\u200b\u2028\u{e0001}é🦀\n"\\' };
  const text = jsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect(text).toContain('é🦀');
  expect(jsonText({ a: 1 })).toBe('{\n  "a": 1\n}');
});
