import { spawnSync } from 'node:child_process';
import { terraformEnvironment } from './workspace';

/**
 * Tests that run the real Terraform core. Where there is none they are skipped, and the reason is printed.
 *
 * @param why - why they are not run all the same
 */
export function withTerraform(what: string, tests: () => void, why = whyNoTerraform()): void {
  if (why === undefined) {
    describe(what, tests);
    return;
  }
  const skipped = `${what}: skipped, because ${why}`;
  process.stderr.write(`${skipped}\n`);
  test.skip(skipped, () => undefined);
}

/** Why Terraform cannot be run here; undefined where it can. */
export function whyNoTerraform(): string | undefined {
  const { status, error } = spawnSync('terraform', ['version'], { env: terraformEnvironment() });
  if (error) return 'terraform is not installed';
  return status === 0 ? undefined : `terraform version ended with status ${status}`;
}
