import { ShapeError } from '../capacity/shape';
import { InputError } from './input-error';

/**
 * Runs a command and sets the exit status: 0 nothing blocks, 1 something does, 2 it could not check.
 * What the user can mend is one line on stderr, never a stack trace.
 */
export function orExit(command: () => number): void {
  if (!process.stdout.listeners('error').includes(endWithReader)) process.stdout.on('error', endWithReader);
  try {
    process.exitCode = command();
  } catch (error) {
    process.stderr.write(`capacity: ${messageOf(error)}\n`);
    process.exitCode = 2;
  }
}

/** Who reads only the first lines, as `head` does, has what they want. */
function endWithReader({ code }: NodeJS.ErrnoException): void {
  if (code !== 'EPIPE')
    process.stderr.write(`capacity: stdout cannot be written: ${code ?? 'unknown error'}\n`);
  process.exit(code === 'EPIPE' ? process.exitCode : 2);
}

function messageOf(error: unknown): string {
  if (error instanceof InputError || error instanceof ShapeError || error instanceof RangeError)
    return error.message;
  const cause = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return `could not check: ${cause}`;
}
