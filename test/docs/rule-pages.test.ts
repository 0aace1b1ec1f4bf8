import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../capacity/rules';
import { exampleOutput, pageFile, readPage, RULE_EXAMPLES } from '../support/rule-pages';

const root = join(__dirname, '../..');

/** `<area>/<rule>` of every rule file under a folder; `index` and helpers without a page are not rules. */
function idsUnder(folder: string, extension: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((area) =>
      readdirSync(join(root, folder, area.name))
        .filter((file) => file.endsWith(extension))
        .map((file) => `${area.name}/${file.slice(0, -extension.length)}`),
    )
    .sort();
}

const ids = RULES.map(({ id }) => id).sort();

test('every page belongs to a rule, and every rule has a page, an example and a test', () => {
  expect(idsUnder('docs/rules', '.md')).toEqual(ids);
  expect(Object.keys(RULE_EXAMPLES).sort()).toEqual(ids);
  expect(idsUnder('test/capacity/rules', '.test.ts')).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a rule lives in the file that its id names', () => {
  expect(ids.filter((id) => !existsSync(join(root, 'capacity/rules', `${id}.ts`)))).toEqual([]);
});

describe.each(ids)('%s', (id) => {
  const page = existsSync(pageFile(id)) ? readPage(id) : '';

  test('its page has the sections of a rule page, in order', () => {
    const headings = page.split('\n').filter((line) => line.startsWith('#'));
    expect(headings).toEqual([`# ${id}`, '## What it says', '## Why', '## How to fix']);
  });

  test('its page begins with the rule’s summary', () => {
    expect(page).toContain(RULES.find((rule) => rule.id === id)!.summary);
  });

  test('its page shows the real output', () => {
    expect(page).toContain(`\`\`\`text\n${exampleOutput(id)}\n\`\`\``);
  });
});
