import { asDeclaration } from '../capacity/shape';
import { counted } from '../capacity/words';
import { draftsOf, draftText, type Draft } from './init/draft';
import { readTerraformFile } from './read-terraform';

/** Options of `capacity init`. */
export interface InitOptions {
  readonly from: string;
  readonly name?: string;
  readonly sidecar?: string;
  readonly format: 'typescript' | 'json';
}

/**
 * Drafts an environment from a plan or a state: alone on stdout. What to do next stands on stderr.
 *
 * @returns the exit status: 0
 * @throws InputError when nothing in the file is understood
 */
export function init({ from, format, ...readOptions }: InitOptions): number {
  const reading = readTerraformFile(from, readOptions);
  const drafts = draftsOf(reading);
  const environments = Object.fromEntries(drafts.map((draft) => [draft.name, draft.environment]));
  const declaration = asDeclaration({ schemaVersion: 1, environments }, from);
  process.stdout.write(
    format === 'json' ? `${JSON.stringify(declaration, null, 2)}\n` : draftText(drafts, from, reading.notes),
  );
  process.stderr.write(`${next(drafts, format)}\n`);
  return 0;
}

function next(drafts: readonly Draft[], format: InitOptions['format']): string {
  const questions = drafts.flatMap((draft) => draft.questions).length;
  const names = drafts.map(({ name }) => name);
  const asked = counted(questions, 'question');
  return format === 'json'
    ? `${asked}, which the draft in TypeScript shows; next: npm run capacity -- check --declaration FILE`
    : `${asked}: see TODO(question); next: save it as environments/${names[0]!}.ts, list ${names.join(', ')} in environments/index.ts, npm run capacity -- check ${names.join(' ')}`;
}
