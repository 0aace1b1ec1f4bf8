/** A number of connections or instances that may have no bound, or not be known. */
export type Quantity = number | 'unlimited' | 'unknown';

/**
 * Product. Zero wins over everything; else unlimited, since every known factor is at least one;
 * else unknown.
 */
export function times(...factors: readonly Quantity[]): Quantity {
  let product: Quantity = 1;
  for (const factor of factors) {
    if (factor === 0) return 0;
    if (factor === 'unlimited' || product === 'unlimited') product = 'unlimited';
    else if (factor === 'unknown' || product === 'unknown') product = 'unknown';
    else product *= factor;
  }
  return product;
}

/** Sum. Unlimited wins over unknown. */
export function plus(...parts: readonly Quantity[]): Quantity {
  return sum(parts);
}

/** Sum of a list, which may be too long to be given as arguments. */
export function sum(parts: readonly Quantity[]): Quantity {
  let total: Quantity = 0;
  for (const part of parts) {
    if (part === 'unlimited') return 'unlimited';
    if (part === 'unknown' || total === 'unknown') total = 'unknown';
    else total += part;
  }
  return total;
}

/** What one quantity is more than another; at least 0. Nothing is more than what has no bound. */
export function minus(quantity: Quantity, other: Quantity): Quantity {
  if (other === 'unlimited') return 0;
  if (quantity === 'unlimited') return 'unlimited';
  return quantity === 'unknown' || other === 'unknown' ? 'unknown' : Math.max(0, quantity - other);
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

/** Sums of fractions without the last binary digits. */
export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
