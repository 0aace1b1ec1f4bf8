import { orExit } from '../../cli/exit';
import { main } from '../../main';
import { captured } from './captured';
import { OutputFolder } from './output-folder';
import { declareOwn, OWN } from './own-environments';
import type { Outcome } from './program';

/** `npm run synth` in this process, where it takes no second to start. */
export class SynthHere extends OutputFolder {
  /** Synthesizes a declaration as if it stood in `environments/`. */
  synth(
    declaration = OWN,
    variables: Readonly<Record<string, string>> = {},
    ...args: readonly string[]
  ): Outcome {
    const [before, { env }] = [process.cwd(), process];
    process.chdir(this.folder);
    process.env = { PATH: env['PATH'], ...variables };
    declareOwn(declaration);
    try {
      return captured(() => {
        orExit(() => main(args));
      });
    } finally {
      declareOwn(OWN);
      process.env = env;
      process.chdir(before);
    }
  }
}
