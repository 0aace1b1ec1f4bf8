/** The input cannot be checked. The message is one line that says what to mend; the exit status is 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
