import { escaped, pathText, type Path } from './show';

/** One thing that is wrong with a declaration's shape, in one line. */
export interface Problem {
  /** Where in the declaration; empty for the whole of it. */
  readonly path: Path;
  /** What was given, and what is allowed. */
  readonly text: string;
}

/** The shape of a declaration is wrong. The message is one line: source, path, what was given, what is allowed. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';

  /**
   * @param source - what the declaration was read from
   * @param path - `environments.staging.services.backend`, or `3:14` in a text that is not JSON
   */
  constructor(
    readonly source: string,
    readonly path: string,
    readonly problem: string,
  ) {
    super([escaped(source), path, problem].filter(Boolean).join(': '));
  }
}

/** The error of a problem. */
export function shapeError(source: string, { path, text }: Problem): ShapeError {
  return new ShapeError(source, pathText(path), text);
}
