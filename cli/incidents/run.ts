import { Command, CommanderError, Option } from 'commander';
import { InputError } from '../input-error';
import { readText } from '../read-declaration';
import { answerOf } from './answer';
import { BadCases, readCases } from './read';
import { answered, incidentsJson, incidentsText, printable } from './report';

/** Where a command writes to. */
export interface Streams {
  readonly stdout: { readonly write: (text: string) => unknown };
  readonly stderr: { readonly write: (text: string) => unknown };
}

/**
 * Answers public incidents from what was declared, beside what happened.
 *
 * @returns the exit status: 0 when every case was read and answered, whatever the answers; 2 when the file
 *   could not be read as cases
 */
export function runIncidents(argv: readonly string[], { stdout, stderr }: Streams): number {
  const program = new Command('incidents')
    .description('Answer a file of public incidents from the declared capacity alone')
    .argument('<file>', 'cases as JSON, such as test/fixtures/incidents/cases.json')
    .addOption(
      new Option('--format <format>', 'form of the report').choices(['text', 'json']).default('text'),
    )
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    })
    .exitOverride();
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    // Commander has printed its own line; asking for help is no failure.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const [file] = program.args as [string];
  try {
    const cases = readCases(parse(readText(file)));
    const answers = cases.map((one) => answered(one, answerOf(one.recorded)));
    const { format } = program.opts<{ readonly format: 'text' | 'json' }>();
    stdout.write(`${format === 'json' ? incidentsJson(answers) : incidentsText(answers)}\n`);
    return 0;
  } catch (error) {
    const why = error instanceof InputError ? error.message : `${file}: ${messageOf(error)}`;
    stderr.write(`incidents: ${printable(why)}\n`);
    return 2;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new BadCases(`not JSON: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return String((error as { readonly message?: unknown } | undefined)?.message ?? error);
}
