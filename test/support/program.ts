import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** What a command printed, and how it ended. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Variables = Readonly<Record<string, string>>;

/*
 * ts-node keeps the compiled TypeScript compiler, 2 MB, in the system's temporary folder: once for each folder that it
 * is started in, for ever. Every process of a test that loads this project gets one of these two, so that a test leaves
 * nothing behind.
 */

/** For a process in a temporary folder: there the compiler is kept for the next one, and goes with it. */
export function compilerKeptIn(folder: string): Variables {
  return { V8_COMPILE_CACHE_CACHE_DIR: join(folder, '.compiler') };
}

/** For a process in the checkout, which has no place for it: a tenth of a second slower than one that finds it. */
export const COMPILER_NOT_KEPT: Variables = { DISABLE_V8_COMPILE_CACHE: '1' };

/** What Node.js is given to run a program as its users do. */
export function command(program: string, ...args: readonly string[]): readonly string[] {
  return ['-r', 'ts-node/register', program, ...args];
}

/** Runs a program of the checkout as its users do. */
export function run(program: string, args: readonly string[], variables: Variables = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, command(program, ...args), {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...COMPILER_NOT_KEPT, ...variables },
  });
  return { status, stdout, stderr };
}
