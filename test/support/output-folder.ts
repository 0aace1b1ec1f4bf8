import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const STAGING_JSON = 'cdktf.out/stacks/staging/cdk.tf.json';
export const PRODUCTION_JSON = 'cdktf.out/stacks/production/cdk.tf.json';
export const MANIFEST = 'cdktf.out/manifest.json';

/** A temporary folder that a synthesis writes to. */
export class OutputFolder {
  readonly folder = mkdtempSync(join(tmpdir(), 'capacity-stack-'));

  /** Writes a text, or JSON, and returns the name of the file. */
  write(file: string, content: unknown): string {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  has(file: string): boolean {
    return existsSync(join(this.folder, file));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Whether there is Terraform of staging, of production, and the manifest. */
  written(): readonly boolean[] {
    return [STAGING_JSON, PRODUCTION_JSON, MANIFEST].map((file) => this.has(file));
  }

  /** Leaves the files of an earlier synthesis, and nothing else of one. */
  leaveOutput(): void {
    rmSync(join(this.folder, 'cdktf.out'), { recursive: true, force: true });
    for (const file of [STAGING_JSON, PRODUCTION_JSON, MANIFEST]) this.write(file, {});
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
