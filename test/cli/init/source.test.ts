import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { commentKey, commentLines, literal, sourceOf, type Comments } from '../../../cli/init/source';
import { formatted } from '../../support/formatted';

const NONE: Comments = new Map();

test('small data stays on one line, larger data does not', () => {
  expect(sourceOf({ state: { backend: 'gcs', bucket: 'b' }, pools: { main: { size: 5 } } }, NONE)).toBe(`{
  state: { backend: 'gcs', bucket: 'b' },
  pools: {
    main: { size: 5 },
  },
}`);
});

test('a comment stands above its field, and that of a missing field at the end of its object', () => {
  const comments: Comments = new Map([
    [commentKey(['services', 'api']), ['module.api.google_cloud_run_v2_service.this']],
    [commentKey(['services', 'api', 'processes']), ['TODO(question) How many?', { code: 'processes: 1,' }]],
  ]);
  expect(sourceOf({ services: { api: { cpu: 1 } } }, comments)).toBe(`{
  services: {
    // module.api.google_cloud_run_v2_service.this
    api: {
      cpu: 1,
      // TODO(question) How many?
      // processes: 1,
    },
  },
}`);
});

test('a comment is wrapped at the width of the page, and cannot be left', () => {
  const lines = commentLines(`${'word '.repeat(40)}end`, '  ');
  expect(lines.map((line) => line.length)).toEqual([109, 103]);
  expect(lines.every((line) => line.startsWith('  // word'))).toBe(true);
  expect(commentLines({ code: 'x: '.repeat(50) }, '')).toHaveLength(1);
  expect(commentLines('a\nb\u2028c\r', '')).toEqual(['// a\\u000ab\\u2028c\\u000d']);
});

test.each([
  ["it's", `"it's"`],
  [`it's "it"`, `'it\\'s "it"'`],
  ['a\\b', `'a\\\\b'`],
  ['a\nb', `'a\\u000ab'`],
])('the literal of %j', (text, expected) => {
  expect(literal(text)).toBe(expected);
});

test('a literal is the text again, and prettier leaves the source as it is', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary-ascii', maxLength: 130 }),
    fc.string({ minLength: 80, maxLength: 110 }),
  );
  const scalar = fc.oneof(text, fc.integer(), fc.boolean());
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.array(text, { maxLength: 20 }),
      fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,20}[a-z]$/), tie('node'), { maxKeys: 6 }),
    ),
  })).node;
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom('a', 'services', 'a-b'), tree), async (value) => {
      const source = `export const x = ${sourceOf(value, NONE)} as const;\n`;
      expect(await formatted(source)).toBe(source);
      expect(runInNewContext(`(${sourceOf(value, NONE)})`)).toEqual(value);
    }),
    { numRuns: 200 },
  );
});
