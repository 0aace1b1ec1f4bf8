import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';

/** A folder that goes with the process that asked for it, however that ends. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Removes the folder when its standard input ends; again, where somebody still writes into it. */
const KEEPER = `
folder=$(mktemp -d "$1/capacity-test-XXXXXX") || exit 1
trap 'until rm -rf "$folder" 2>/dev/null; do sleep 0.1; done' EXIT
trap 'exit 1' HUP INT PIPE TERM
echo "$folder"
cat >/dev/null
`;

/** Makes a folder for the files of a test. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'keeper', tmpdir()], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [path] = (await once(createInterface({ input: keeper.stdout }), 'line')) as [string];
  return {
    path,
    remove: async () => {
      const ended = once(keeper, 'exit');
      keeper.stdin.end();
      await ended;
    },
  };
}
