import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing, type App } from 'cdktf';

/** cdktf's `Testing.app()`, which leaves a folder behind: stacks that become text, as by `Testing.synth`, need none. */
export function testApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), 'capacity-app-'));
  try {
    return Testing.app({ outdir });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
