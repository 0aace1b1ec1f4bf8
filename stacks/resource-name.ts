import { createHash } from 'node:crypto';

/** Compute Engine's names. */
const MAX_LENGTH = 63;
const HASH_LENGTH = 8;

/** A name of at most 63 characters; what does not fit is replaced by a hash, so that two long names stay apart. */
export function resourceName(...parts: readonly string[]): string {
  const name = parts.join('-');
  return name.length <= MAX_LENGTH ? name : withHash(name, name);
}

/** A name that ends in a hash of what it stands for: another content is another resource. */
export function withHash(name: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, MAX_LENGTH - HASH_LENGTH - 1).replace(/-+$/, '')}-${hash}`;
}
