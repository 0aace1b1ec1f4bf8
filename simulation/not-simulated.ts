import type { Quantity } from '../capacity/quantity';

/** A number that the storm needs has no bound or is not known. The message is one line that says which. */
export class NotSimulated extends RangeError {
  override readonly name = 'NotSimulated';

  /** @param path - within the environment, such as `services.backend.processes` */
  constructor(
    readonly path: string,
    readonly why: string,
  ) {
    super(`${path}: ${why}; a storm can be simulated only with a number`);
  }
}

/**
 * The number of a quantity.
 *
 * @throws NotSimulated where it has none
 */
export function certain(quantity: Quantity, path: string, what: string): number {
  if (typeof quantity === 'number') return quantity;
  throw new NotSimulated(path, `${what} are ${quantity}`);
}
