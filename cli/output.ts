import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from './input-error';

/** Folder that cdktf writes to; its command line sets the variable. */
export function outputFolder(): string {
  return process.env['CDKTF_OUTDIR'] ?? 'cdktf.out';
}

/**
 * Makes the folder, which cdktf does only where its parent exists.
 *
 * @throws InputError when it cannot be made
 */
export function makeOutputFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new InputError(
      `CDKTF_OUTDIR: given ${JSON.stringify(folder)}; allowed is a folder, or the name of one that can be made (${code})`,
    );
  }
}

/** The Terraform JSON of an environment. */
export function stackFile(folder: string, environment: string): string {
  return join(folder, 'stacks', environment, 'cdk.tf.json');
}

/**
 * Removes what an earlier synthesis left of environments: after a refusal or a failure somebody would apply the
 * old Terraform as if it were new. Terraform's own files beside it stay.
 *
 * @param environments - left out, all of them: nobody knows which ones were meant
 */
export function discard(folder: string, environments: readonly string[] = writtenIn(folder)): void {
  const manifest = join(folder, 'manifest.json');
  if (existsSync(manifest)) rmSync(manifest);
  // Only what is there: a name that was typed wrong must not lead out of the folder.
  for (const name of writtenIn(folder)) if (environments.includes(name)) rmSync(stackFile(folder, name));
}

/** Removes the Terraform of environments that are not declared any more; it would still be applied. */
export function discardUndeclared(folder: string, declared: readonly string[]): void {
  for (const name of writtenIn(folder)) if (!declared.includes(name)) rmSync(stackFile(folder, name));
}

/** Environments of which the folder has Terraform JSON. */
function writtenIn(folder: string): readonly string[] {
  const stacks = join(folder, 'stacks');
  return existsSync(stacks) ? readdirSync(stacks).filter((name) => existsSync(stackFile(folder, name))) : [];
}
