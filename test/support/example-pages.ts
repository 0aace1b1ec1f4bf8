import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilerKeptIn } from './program';

const root = join(__dirname, '../..');
const SHELL_AND_OUTPUT = /```sh\n([\s\S]*?)```\n\n```text\n[\s\S]*?```/g;

/** The examples, each a folder with a page. */
export const EXAMPLES = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The page of an example. */
export function examplePage(name: string): string {
  return join(root, 'examples', name, 'README.md');
}

/** A page whose outputs are renewed from what its commands really print. */
export function renewedExample(name: string): string {
  const page = readFileSync(examplePage(name), 'utf8');
  return page.replace(
    SHELL_AND_OUTPUT,
    (_, commands: string) => `\`\`\`sh\n${commands}\`\`\`\n\n\`\`\`text\n${run(commands)}\`\`\``,
  );
}

/** Runs commands as a reader would, where what they write is not left behind. */
function run(commands: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'capacity-example-'));
  try {
    for (const name of readdirSync(root)) symlinkSync(join(root, name), join(folder, name));
    const env = { PATH: process.env['PATH'], HOME: folder, ...compilerKeptIn(folder) };
    const { stdout, stderr } = spawnSync('bash', ['-c', `${commands}\n`], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
