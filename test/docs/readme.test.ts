import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReadme, renewedReadme } from '../support/readme';

const readme = readReadme();

test('every sample and the rule table are what is really printed', () => {
  expect(renewedReadme(readme)).toBe(readme);
});

test('it has the five samples', () => {
  const names = [...readme.matchAll(/<!-- sample: (\w+) -->\n\n```text\n.{20}/g)].map(([, name]) => name);
  expect(names).toEqual(['synth', 'refusal', 'incident', 'storm', 'incidents']);
});

test('it shows a comment as it looks, whole', () => {
  const [, comment] = /<!-- sample: comment -->\n<!-- prettier-ignore-start -->\n\n([\s\S]*?)\n\n<!--/.exec(
    readme,
  )!;
  expect(comment!.split('\n').every((line) => line.startsWith('>'))).toBe(true);
  expect(comment).toMatch(/^> \*\*acme-shop\*\*: over by \d+ [\s\S]*\n> <!-- capacity-stack -->$/);
});

test('its example of a test is a test', () => {
  const example = readFileSync(join(__dirname, '../example.test.ts'), 'utf8');
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test('every npm command in it is a script', () => {
  const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const commands = [...readme.matchAll(/npm (?:run )?(?:--silent )?([a-z:]+)/g)].map(([, name]) => name!);
  const builtIn = ['ci', 'install'];
  expect(commands.filter((name) => !builtIn.includes(name) && !(name in scripts))).toEqual([]);
});

test('every link to a file leads somewhere', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link!);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !exists(link))).toEqual([]);
});

function exists(link: string): boolean {
  try {
    readFileSync(join(__dirname, '../..', link));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}
