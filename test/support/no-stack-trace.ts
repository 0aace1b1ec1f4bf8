/** In place of the module with which cdktf notes a stack trace with every token: most of a synthesis under jest. */
export function captureStackTrace(): readonly string[] {
  return [];
}
