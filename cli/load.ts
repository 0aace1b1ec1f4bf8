import { join } from 'node:path';
import { isatty } from 'node:tty';
import type { Declaration } from '../capacity/declaration';
import { asDeclaration } from '../capacity/shape';
import type * as Environments from '../environments';
import type { TextStyle } from '../review/finding-text';
import { failureIn } from './failure';
import { InputError } from './input-error';
import { withKnownRules } from './known-rules';
import { readDeclaration } from './read-declaration';

/** A declaration, and where a reader finds its numbers. */
export interface Loaded {
  readonly declaration: Declaration;
  readonly sourceOf: TextStyle['sourceOf'];
}

/**
 * Loads a JSON declaration, or the environments of this project.
 *
 * @throws InputError when it cannot be read or its shape is wrong
 */
export function load(file?: string): Loaded {
  if (file !== undefined) {
    return {
      declaration: withKnownRules(readDeclaration(file), file),
      sourceOf: (environment) => ({ file, prefix: `environments.${environment}.` }),
    };
  }
  return {
    declaration: withKnownRules(asDeclaration(ownDeclaration(), 'environments'), 'environments'),
    sourceOf: (environment) => ({ file: `environments/${environment}.ts`, prefix: '' }),
  };
}

/** The environments of this project. What is wrong in their files reaches the user as one line. */
function ownDeclaration(): unknown {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only here its errors can be caught
    return (require('../environments') as typeof Environments).declaration;
  } catch (error) {
    throw new InputError(failureIn(join(__dirname, '..'), 'environments', error));
  }
}

/** Today, for acknowledgements that end. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/**
 * Colours only for a terminal: a pipe, and so a pull request or a log, gets plain text. So does a terminal that has
 * none, and whoever asks for none (no-color.org).
 */
export function colors(): boolean {
  const { NO_COLOR = '', TERM } = process.env;
  return NO_COLOR === '' && TERM !== 'dumb' && isatty(1);
}
