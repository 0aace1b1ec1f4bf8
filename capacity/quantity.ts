/** A number of connections or instances that may have no bound, or not be known. */
export type Quantity = number | 'unlimited' | 'unknown';

/**
 * Product. Zero wins over everything; else unlimited, since every known factor is at least one;
 * else unknown.
 */
export function times(...factors: readonly Quantity[]): Quantity {
  if (factors.includes(0)) return 0;
  if (factors.includes('unlimited')) return 'unlimited';
  if (factors.includes('unknown')) return 'unknown';
  return (factors as readonly number[]).reduce((product, factor) => product * factor, 1);
}

/** Sum. Unlimited wins over unknown. */
export function plus(...parts: readonly Quantity[]): Quantity {
  if (parts.includes('unlimited')) return 'unlimited';
  if (parts.includes('unknown')) return 'unknown';
  return (parts as readonly number[]).reduce((sum, part) => sum + part, 0);
}

/** What is certain of a quantity: the number, or 0. */
export function known(quantity: Quantity): number {
  return typeof quantity === 'number' ? quantity : 0;
}

/** For ordering: unlimited is above, unknown below every number. */
export function weight(quantity: Quantity): number {
  if (quantity === 'unlimited') return Infinity;
  return quantity === 'unknown' ? -1 : quantity;
}

/** For reports: `unlimited` and `unknown` as words, in place of a number. */
export function inWords(quantity: Quantity): string {
  return typeof quantity === 'number' ? String(quantity) : quantity;
}
