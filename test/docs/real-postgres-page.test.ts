import { ASSUMPTIONS } from '../../capacity/google-cloud/assumptions';
import { PARAMETERS } from '../../simulation';
import { readRealPostgresPage, renewedRealPostgresPage } from '../support/real-postgres-page';
import { CONFIGURATIONS } from '../validation/configurations';

const page = readRealPostgresPage();

test('the page shows the declarations as they are counted (npm run docs)', () => {
  expect(page).toBe(renewedRealPostgresPage(page));
});

test('the table of storms has every configuration, in its order', () => {
  const table = /<!-- storms -->\n\n```text\n([\s\S]*?)```/.exec(page)![1]!.split('\n\n')[0]!;
  const names = table
    .split('\n')
    .slice(1)
    .map((row) => row.split(/ {3,}/)[0]!.trim());
  expect(names).toEqual(CONFIGURATIONS.map(({ what }) => what));
});

test('the parameters and assumptions that it names exist', () => {
  const names = [...page.matchAll(/`(simulation|assumptions)\.(\w+)`/g)].map(([, group, name]) => [
    group,
    name,
  ]);
  const known = { simulation: PARAMETERS, assumptions: ASSUMPTIONS };
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter(([group, name]) => !Object.hasOwn(known[group as keyof typeof known], name!))).toEqual(
    [],
  );
});
