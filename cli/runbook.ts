import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate, isRefused } from '../capacity/evaluate';
import { runbook } from '../review/runbook';
import { InputError } from './input-error';
import { load, today } from './load';
import { stackFile } from './output';
import type * as Synthesis from './synthesize';

/**
 * Prints the runbook of the environments, rendered from Terraform JSON that is synthesized for it.
 *
 * @throws InputError when an environment is refused: nothing would be deployed
 */
export function printRunbook(environments: readonly string[]): number {
  const { declaration } = load();
  const result = evaluate(declaration, {
    today: today(),
    expired: 'warn',
    ...(environments.length > 0 && { environments }),
  });
  const refused = result.environments.find(isRefused);
  if (refused) {
    throw new InputError(
      `${refused.name} is refused, so nothing of it would be deployed: see \`capacity check ${refused.name}\``,
    );
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- cdktf takes long to load: only to write
  const { synthesize } = require('./synthesize') as typeof Synthesis;
  const folder = mkdtempSync(join(tmpdir(), 'capacity-runbook-'));
  try {
    const differences = synthesize(result, folder);
    if (differences.length > 0)
      throw new InputError(`what would be deployed is not what was declared: ${differences[0]!}`);
    const pages = result.environments.map(({ name }) =>
      runbook(name, JSON.parse(readFileSync(stackFile(folder, name), 'utf8'))),
    );
    process.stdout.write(pages.join('\n'));
    return 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
