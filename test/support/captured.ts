import tty from 'node:tty';
import type { Outcome } from './program';

/** Runs a command in this process, as if its output went into a pipe. */
export function captured(run: () => void): Outcome {
  const [stdout, stderr] = [new Array<string>(), new Array<string>()];
  const into = (chunks: string[]) => (chunk: string | Uint8Array) => chunks.push(String(chunk)) > 0;
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(into(stdout)),
    jest.spyOn(process.stderr, 'write').mockImplementation(into(stderr)),
    jest.spyOn(tty, 'isatty').mockReturnValue(false),
  ];
  const { exitCode } = process;
  try {
    run();
    return { status: Number(process.exitCode), stdout: stdout.join(''), stderr: stderr.join('') };
  } finally {
    process.exitCode = exitCode;
    for (const spy of spies) spy.mockRestore();
  }
}
