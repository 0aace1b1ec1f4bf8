import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PARAMETERS, parametersWith } from '../../simulation';
import { readSimulationPage, renewedSimulationPage } from '../support/simulation-page';

const page = readSimulationPage();

test('its sample and its tables are what the code says', () => {
  expect(renewedSimulationPage(page)).toBe(page);
});

test.each(Object.entries(PARAMETERS))(
  'it has the parameter %s with its standing',
  (name, { standing, unit, value }) => {
    expect(page).toMatch(
      new RegExp(`\\| \`${name}\` \\| ${value} ${unit} \\| .+ \\| ${standing} \\| .+ \\|`),
    );
  },
);

test('its sample fits into 100 columns', () => {
  const [, sample] = /<!-- sample: simulate -->\n\n```text\n([\s\S]*?)```/.exec(page)!;
  expect(sample!.split('\n').filter((line) => line.length > 100)).toEqual([]);
  expect(sample).toContain('under these assumptions');
});

test('every parameter that it sets exists, and every link leads somewhere', () => {
  const set = [...page.matchAll(/`simulation\.(\w+)=(\d+)`/g)].map(([, name, value]) => [
    name!,
    Number(value),
  ]);
  expect(set.length).toBeGreaterThan(6);
  expect(() => parametersWith(Object.fromEntries(set) as Record<string, number>)).not.toThrow();
  const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link!);
  expect(links.filter((link) => !existsSync(join(__dirname, '../../docs', link)))).toEqual([]);
});
