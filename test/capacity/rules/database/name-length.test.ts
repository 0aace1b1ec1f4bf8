import { findingsOf, headlinesOf, withField } from '../../../support/declare';

const rule = 'database/name-length';
/** With `example:` before it, eight characters more. */
const named = (length: number) => withField('databases.main.instance', 'a'.repeat(length));

test('project:instance has at most 98 characters', () => {
  expect(headlinesOf(rule, named(89))).toEqual([]);
  expect(headlinesOf(rule, named(90))).toEqual([]);
  expect(findingsOf(rule, named(91))).toMatchObject([
    {
      severity: 'error',
      subject: 'databases.main',
      headline: `example:${'a'.repeat(91)} has 99 characters, at most 98`,
    },
  ]);
});

test('the key is the name where none is given', () => {
  expect(headlinesOf(rule, withField('project', 'p'.repeat(93)))).toEqual([]);
  expect(headlinesOf(rule, withField('project', 'p'.repeat(94)))).toEqual([
    `${'p'.repeat(94)}:main has 99 characters, at most 98`,
  ]);
});
