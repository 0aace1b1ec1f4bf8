import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capacity } from '../../cli/capacity';
import { comparisonNotes } from '../../cli/in-common';
import { captured } from '../support/captured';
import { ENVIRONMENT, SERVICE } from '../support/declare';

const folder = mkdtempSync(join(tmpdir(), 'capacity-in-common-'));
const before = process.cwd();
// Relative names, so that messages are the same everywhere.
beforeAll(() => {
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const declared = (...names: readonly string[]) => ({
  schemaVersion: 1 as const,
  environments: Object.fromEntries(names.map((name) => [name, ENVIRONMENT])),
});

test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['one of several environments', ['blue', 'green'], ['green', 'red'], []],
  ['no environment in it', ['blue'], [], []],
  [
    'others',
    ['blue'],
    ['red', 'green'],
    ['base.json is about red, green, and not about blue: nothing was compared with it'],
  ],
  [
    'many others',
    ['blue'],
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    ['base.json is about a, b, c, d, e and 2 more, and not about blue: nothing was compared with it'],
  ],
])('a base with %s', (_, own, theirs, notes) => {
  const files = { base: 'base.json' };
  expect(comparisonNotes(declared(...own), files, declared(...theirs), undefined)).toEqual(notes);
});

test('a check says of its base and its baseline that they are about something else', () => {
  const over = { ...ENVIRONMENT, services: { api: { ...SERVICE, maxInstances: 20 } } };
  writeFileSync('own.json', JSON.stringify(declared('blue')));
  writeFileSync('other.json', JSON.stringify({ schemaVersion: 1, environments: { red: over } }));
  const check = (...options: readonly string[]) =>
    captured(() => {
      process.exitCode = capacity(['check', ...options]);
    });
  writeFileSync('report.json', check('--declaration', 'other.json', '--format', 'json').stdout);

  const note = 'report.json is about red, and not about blue: nothing was compared with it\n';
  for (const option of ['--base', '--baseline'])
    expect(check('--declaration', 'own.json', option, 'report.json').stdout).toContain(note);
  expect(check('--declaration', 'other.json', '--base', 'report.json').stdout).not.toContain(note);
});
