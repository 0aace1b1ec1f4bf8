import { blocking, evaluate } from '../capacity/evaluate';
import { reportOf } from '../review/report';
import { resultText } from '../review/text';
import { colors, load, today } from './load';
import { readBase } from './read-declaration';

/** Options of `capacity check`. */
export interface CheckOptions {
  readonly declaration?: string;
  readonly base?: string;
  readonly format: 'text' | 'json';
}

/**
 * Checks environments without synthesizing anything.
 *
 * @returns the exit status: 1 when something blocks
 */
export function check(environments: readonly string[], options: CheckOptions): number {
  const { declaration, sourceOf } = load(options.declaration);
  const result = evaluate(declaration, {
    today: today(),
    ...(environments.length > 0 && { environments }),
    ...(options.base !== undefined && { base: readBase(options.base) }),
  });
  const text =
    options.format === 'json'
      ? JSON.stringify(reportOf(result), null, 2)
      : resultText(result, { colors: colors(), sourceOf });
  process.stdout.write(`${text}\n`);
  return result.environments.some(({ findings }) => blocking(findings).length > 0) ? 1 : 0;
}
