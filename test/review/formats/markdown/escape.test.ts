import { block, code, prose } from '../../../../review/formats/markdown/escape';
import { HOSTILE, HOSTILE_LINES } from '../../../support/hostile-review';
import { nodesOf, parseMarkdown } from '../../../support/markdown';

describe('code', () => {
  test.each([
    ['prod-postgres', '`prod-postgres`'],
    ['a`b', '``a`b``'],
    ['`a``b`', '``` `a``b` ```'],
    ['a|b', '`a\\u007cb`'],
    ['a\nb\u001b[0m', '`a\\u000ab\\u001b[0m`'],
    [' padded ', '`  padded  `'],
    ['', '` `'],
    ['   ', '` `'],
    ['\\', '`\\`'],
  ])('of %j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test.each([HOSTILE, HOSTILE_LINES, '`', '``', '`|`', '\\`', '\\|', 'x`'])(
    'of %j is one node that holds it',
    async (text) => {
      const tree = await parseMarkdown(`before ${code(text)} after`);
      expect(tree.children).toHaveLength(1);
      expect(tree.children![0]!.children!.map(({ type }) => type)).toEqual(['text', 'inlineCode', 'text']);
    },
  );

  test('of a long text is cut by whole characters', () => {
    expect(code('x'.repeat(301))).toBe(`\`${'x'.repeat(299)}…\``);
    expect(code('🦀'.repeat(200))).toBe(`\`${'🦀'.repeat(149)}…\``);
  });
});

describe('prose', () => {
  test.each([
    'new revision',
    'REPLACES the connector: every service on it loses its private path; prevent_destroy stops the plan',
    'startup: database deadline',
    '3 instances × 2 → 6 (±0)',
    'Zürich',
    '',
  ])('%j stays as it is', (text) => {
    expect(prose(text)).toBe(text.startsWith('3') ? `\`${text}\`` : text);
  });

  test.each([
    '@octocat',
    '#1',
    'see GH-12',
    'octo/cat#3',
    'https://evil.example',
    'www.evil.example',
    'a_b_',
    '_a_',
    '*a*',
    '<b>',
    '[a](b)',
    '- item',
    '1. item',
    '= title',
    '$1$',
    '&amp;',
    'a\\b',
    'deadbeef',
    'a | b',
    'a\nb',
  ])('%j becomes code', (text) => {
    expect(prose(text)).toMatch(/^`.*`$/);
  });
});

describe('block', () => {
  test('of lines', () => {
    expect(block(['one', '  two'])).toBe('```text\none\n  two\n```');
  });

  test('is longer than every fence in it', () => {
    expect(block(['````', '~~~'])).toBe('`````text\n````\n~~~\n`````');
  });

  test('holds whatever it is given', async () => {
    const tree = await parseMarkdown(`before\n\n${block([HOSTILE, HOSTILE_LINES])}\n\nafter`);
    expect(tree.children!.map(({ type }) => type)).toEqual(['paragraph', 'code', 'paragraph']);
    expect(nodesOf('code', tree)[0]!.value!.split('\n')).toHaveLength(2);
  });
});
