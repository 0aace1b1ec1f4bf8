import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Folder that cdktf writes to; its command line sets the variable. */
export function outputFolder(): string {
  return process.env['CDKTF_OUTDIR'] ?? 'cdktf.out';
}

/** The Terraform JSON of an environment. */
export function stackFile(folder: string, environment: string): string {
  return join(folder, 'stacks', environment, 'cdk.tf.json');
}

/**
 * Removes what an earlier synthesis left of environments: after a refusal somebody would apply the old
 * Terraform as if it were new. Terraform's own files beside it stay.
 */
export function discard(folder: string, environments: readonly string[]): void {
  rmSync(join(folder, 'manifest.json'), { force: true });
  for (const environment of environments) rmSync(stackFile(folder, environment), { force: true });
}
