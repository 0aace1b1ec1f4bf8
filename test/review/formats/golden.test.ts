import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOLDEN, GOLDEN_FOLDER, goldenText } from '../../support/golden';

// `npm run docs` renews the files; what changed in them is part of the change that renewed them.
test.each(GOLDEN)('$file', (golden) => {
  expect(goldenText(golden)).toBe(readFileSync(join(GOLDEN_FOLDER, golden.file), 'utf8'));
});

test('there are no other golden files', () => {
  expect(readdirSync(GOLDEN_FOLDER).sort()).toEqual(GOLDEN.map(({ file }) => file).sort());
});
