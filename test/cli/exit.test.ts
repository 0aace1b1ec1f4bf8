import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { COMPILER_NOT_KEPT } from '../support/program';

const ROOT = path.join(__dirname, '../..');

/** What a shell says of the command `check --format json` with its output led elsewhere. */
function checked(redirection: string): { readonly status: number | null; readonly stderr: string } {
  const command = `node -r ts-node/register cli/main.ts check --format json ${redirection}`;
  return spawnSync('bash', ['-c', `set -o pipefail; ${command}`], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...COMPILER_NOT_KEPT },
  });
}

test('a reader that goes away is no failure', () => {
  expect(checked('| head -c 1')).toMatchObject({ status: 0, stderr: '' });
});

test('a disk that is full is one', () => {
  expect(checked('> /dev/full')).toMatchObject({
    status: 2,
    stderr: 'capacity: stdout cannot be written: ENOSPC\n',
  });
});
