import type { Declaration } from '../capacity/declaration';
import { InputError } from './input-error';
import { readBase } from './read-declaration';

/**
 * Environments to synthesize: the arguments, else `CAPACITY_ENVIRONMENTS` (names with commas), which also
 * reaches the app through cdktf's command line. Neither means all.
 */
export function selectedEnvironments(argv: readonly string[]): readonly string[] | undefined {
  const variable = process.env['CAPACITY_ENVIRONMENTS'];
  const names = argv.length > 0 ? argv : (variable?.split(',').map((name) => name.trim()) ?? []);
  if (variable !== undefined && names.some((name) => name === '')) {
    throw new InputError(
      `CAPACITY_ENVIRONMENTS: given ${JSON.stringify(variable)}; allowed are names of environments with commas between them`,
    );
  }
  return names.length > 0 ? names : undefined;
}

/**
 * What is live before this synthesis, from `CAPACITY_BASE`: the file of a declaration, or of a check's JSON report.
 * What was over before and is not worse does not block then.
 */
export function comparedBase(): Declaration | undefined {
  const file = process.env['CAPACITY_BASE'];
  return file === undefined ? undefined : readBase(file);
}

const SHORTEST_REASON = 10;

/**
 * Why errors must not block this synthesis, from `CAPACITY_BREAK_GLASS`. The reason is printed and goes into
 * the Terraform.
 */
export function breakGlassReason(): string | undefined {
  const reason = process.env['CAPACITY_BREAK_GLASS'];
  if (reason === undefined) return undefined;
  if (reason.trim().length < SHORTEST_REASON || /[\p{Cc}\p{Cf}]|[$%]\{/u.test(reason)) {
    throw new InputError(
      `CAPACITY_BREAK_GLASS: given ${JSON.stringify(reason)}; allowed is a reason of at least ${SHORTEST_REASON} printable characters`,
    );
  }
  return reason.trim();
}
