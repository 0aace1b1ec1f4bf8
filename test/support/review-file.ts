import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capacity as command } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import { captured } from './captured';
import type { Outcome } from './program';

/** `capacity review` in this process, on a file of that content, which messages call `plan.json`. */
export function review(content: unknown, ...options: readonly string[]): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'capacity-review-'));
  try {
    const file = join(folder, 'plan.json');
    writeFileSync(
      file,
      typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
    );
    const { stderr, stdout, status } = captured(() => {
      orExit(() => command(['review', file, ...options]));
    });
    return {
      status,
      stdout: stdout.replaceAll(file, 'plan.json'),
      stderr: stderr.replaceAll(file, 'plan.json'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What must never reach a terminal: control characters other than line breaks, and what reorders a line. */
const HARMFUL = /[^\P{C}\n]|[\u2028\u2029]/u;

/** Expects that an outcome can do nothing to what it is printed to, and is no stack trace. */
export function expectHarmless({ stderr, stdout }: Outcome): void {
  for (const text of [stdout, stderr]) {
    expect(text).not.toMatch(HARMFUL);
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    // GitHub Actions takes a line that begins so for a command.
    expect(text).not.toMatch(/^\s*::|##\[/m);
  }
}
