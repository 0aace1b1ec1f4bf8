import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../simulation');
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));

test.each(files)('%s reads no clock and takes no chance from elsewhere', (name) => {
  const source = readFileSync(join(folder, name), 'utf8');
  expect(source).not.toMatch(
    /\bDate\b|Math\.random|performance\.now|setTimeout|process\.(hrtime|env|cpuUsage)/,
  );
  expect(source).not.toMatch(/from 'node:/);
});
