/**
 * Runs without the text of stack traces. cdktf notes a whole trace with every token, each of its frames looked up in
 * a source map: a fifth of a synthesis, for messages that no user of this project sees.
 */
export function withoutStackTraces<T>(run: () => T): T {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  Error.prepareStackTrace = (error) => String(error);
  try {
    return run();
  } finally {
    Object.defineProperty(Error, 'prepareStackTrace', before ?? { value: undefined, configurable: true });
  }
}
