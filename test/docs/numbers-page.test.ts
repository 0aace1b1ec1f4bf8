import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSUMPTIONS } from '../../capacity/google-cloud/assumptions';
import { numbersPage } from '../support/numbers-page';

const page = readFileSync(join(__dirname, '../../docs/assumptions.md'), 'utf8');

test('the page of numbers is what the code says', () => {
  expect(page).toBe(numbersPage());
});

test.each(Object.keys(ASSUMPTIONS))('the page names the assumption %s', (name) => {
  expect(page).toContain(`| \`${name}\` |`);
});
