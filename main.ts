import { blocking, evaluate } from './capacity/evaluate';
import { orExit } from './cli/exit';
import { colors, load, today } from './cli/load';
import { discard, outputFolder } from './cli/output';
import { breakGlassReason, selectedEnvironments } from './cli/selection';
import type * as Synthesis from './cli/synthesize';
import { resultText } from './review/text';

/** cdktf's entry: evaluate first; print every finding once; write only what nothing blocks. */
function main(): number {
  const environments = selectedEnvironments(process.argv.slice(2));
  const reason = breakGlassReason();
  const { declaration, sourceOf } = load();
  const result = evaluate(declaration, {
    today: today(),
    expired: 'warn',
    ...(environments && { environments }),
  });
  const text = resultText(result, { colors: colors(), sourceOf });

  const folder = outputFolder();
  const refused = result.environments.filter(({ findings }) => blocking(findings).length > 0);
  if (refused.length > 0 && reason === undefined) {
    discard(
      folder,
      refused.map(({ name }) => name),
    );
    process.stdout.write(`${text}    nothing written\n`);
    return 1;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- cdktf takes long to load: only to write
  const { synthesize } = require('./cli/synthesize') as typeof Synthesis;
  const differences = synthesize(result, folder, reason);
  if (differences.length > 0) {
    process.stdout.write(`${text}    nothing written\n`);
    process.stderr.write(
      `capacity: what would be deployed is not what was declared:\n${differences.join('\n')}\n`,
    );
    return 1;
  }
  const broken = reason === undefined ? '' : `    BREAK GLASS: ${reason}`;
  process.stdout.write(
    `${text}    wrote ${folder}/    next: cdktf diff ${result.environments[0]!.name}${broken}\n`,
  );
  return 0;
}

orExit(main);
