import { sep } from 'node:path';
import { escaped } from '../capacity/shape';

/**
 * Why loading the files of a folder failed, in one line with file and line, as an error in JSON has them:
 * `environments/staging.ts:59: Expected ',', got 'ident'`.
 */
export function failureIn(root: string, folder: string, error: unknown): string {
  const { message, stack = '' } = error instanceof Error ? error : { message: String(error) };
  // The compiler frames the place in its message, and a stack trace begins with the message.
  const [place = folder] = stack
    .split(root + sep)
    .filter((text) => text.startsWith(folder + sep))
    .flatMap((text) => /^[^:\n]+:\d+(?=:\d+)/.exec(text) ?? []);
  // The compiler marks its first line with a cross.
  const why = message.split('\n')[0]!.replace(/^\s*[x×]\s+/, '');
  return `${place}: ${escaped(why)}`;
}
