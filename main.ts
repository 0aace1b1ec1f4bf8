import { evaluate, isRefused } from './capacity/evaluate';
import { orExit } from './cli/exit';
import { colors, load, today } from './cli/load';
import { discard, discardUndeclared, makeOutputFolder, outputFolder } from './cli/output';
import { breakGlassReason, comparedBase, selectedEnvironments } from './cli/selection';
import type * as Synthesis from './cli/synthesize';
import { resultText } from './review/text';

/** cdktf's entry. Whatever fails, nothing stays that could be applied as what this run would have written. */
export function main(argv: readonly string[]): number {
  let selected: readonly string[] | undefined;
  try {
    selected = selectedEnvironments(argv);
    return synthesizeSelected(selected);
  } catch (error) {
    discard(outputFolder(), selected);
    throw error;
  }
}

/** Evaluates first; prints every finding once; writes only what nothing blocks. */
function synthesizeSelected(environments: readonly string[] | undefined): number {
  const reason = breakGlassReason();
  const base = comparedBase();
  const { declaration, sourceOf } = load();
  const result = evaluate(declaration, {
    today: today(),
    expired: 'warn',
    ...(environments && { environments }),
    ...(base && { base }),
  });
  const text = resultText(result, { colors: colors(), sourceOf });

  const folder = outputFolder();
  const refused = result.environments.filter(isRefused);
  if (refused.length > 0 && reason === undefined) {
    discard(
      folder,
      refused.map(({ name }) => name),
    );
    process.stdout.write(`${text}    nothing written\n`);
    return 1;
  }
  makeOutputFolder(folder);
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
  if (!environments) {
    discardUndeclared(
      folder,
      result.environments.map(({ name }) => name),
    );
  }
  const broken = reason === undefined ? '' : `    BREAK GLASS: ${reason}`;
  process.stdout.write(
    `${text}    wrote ${folder}/    next: cdktf diff ${result.environments[0]!.name}${broken}\n`,
  );
  return 0;
}

if (require.main === module) orExit(() => main(process.argv.slice(2)));
