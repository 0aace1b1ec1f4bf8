/**
 * Runs without the traces that cdktf captures: a whole one with every token, each of its frames looked up in a source
 * map. They are a fifth of a synthesis, for messages that no user of this project sees; errors keep their own.
 */
export function withoutStackTraces<T>(run: () => T): T {
  const capture = Object.getOwnPropertyDescriptor(Error, 'captureStackTrace')!;
  Error.captureStackTrace = () => undefined;
  try {
    return run();
  } finally {
    Object.defineProperty(Error, 'captureStackTrace', capture);
  }
}
