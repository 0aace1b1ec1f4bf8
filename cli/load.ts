import { isatty } from 'node:tty';
import type { Declaration } from '../capacity/declaration';
import { asDeclaration } from '../capacity/shape';
import type * as Environments from '../environments';
import type { TextStyle } from '../review/finding-text';
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
      declaration: readDeclaration(file),
      sourceOf: (environment) => ({ file, prefix: `environments.${environment}.` }),
    };
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an error in it must reach the user as one line
  const { declaration } = require('../environments') as typeof Environments;
  return {
    declaration: asDeclaration(declaration, 'environments'),
    sourceOf: (environment) => ({ file: `environments/${environment}.ts`, prefix: '' }),
  };
}

/** Today, for acknowledgements that end. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Colours only for a terminal: a pipe, and so a pull request or a log, gets plain text. */
export function colors(): boolean {
  return isatty(1);
}
