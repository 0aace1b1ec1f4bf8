import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocking, evaluate, type Result } from '../../capacity/evaluate';
import type { Declaration } from '../../capacity/declaration';
import { asDeclaration } from '../../capacity/shape';
import { today } from '../../cli/load';
import { stackFile } from '../../cli/output';
import { synthesize } from '../../cli/synthesize';
import { findingText } from '../../review/finding-text';

/**
 * Synthesizes one environment with every check that `npm run synth` makes: shape, rules, cdktf's validations,
 * and the read-back. cdktf's own `Testing.synth` makes none of them.
 *
 * @returns the Terraform JSON, for cdktf's matchers
 * @throws Error with everything that blocks, as a user reads it
 */
export function synthesizeChecked(declaration: Declaration, environment: string): string {
  const result = check(declaration, environment);
  const refusal = refusalText(result);
  if (refusal !== '') throw new Error(refusal);
  const folder = mkdtempSync(join(tmpdir(), 'capacity-synth-'));
  try {
    const differences = synthesize(result, folder);
    if (differences.length > 0) throw new Error(differences.join('\n'));
    return readFileSync(stackFile(folder, environment), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Evaluates one environment; the others are counted in what they share with it. */
export function check(declaration: Declaration, environment: string): Result {
  return evaluate(asDeclaration(declaration, 'declaration'), { today: today(), environments: [environment] });
}

/** Every finding that blocks, as a user reads it; empty where nothing does. */
export function refusalText({ environments }: Result): string {
  return environments
    .flatMap(({ findings }) => blocking(findings))
    .map((finding) =>
      findingText(finding, { colors: false, sourceOf: (name) => ({ file: name, prefix: '' }) }),
    )
    .join('\n\n');
}
