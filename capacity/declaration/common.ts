/**
 * A whole number.
 * @asType integer
 * @minimum 0
 * @maximum 1000000
 */
export type Count = number;

/**
 * A number that may have a fraction.
 * @minimum 0
 * @maximum 1000000
 */
export type Amount = number;

/**
 * A calendar day, `YYYY-MM-DD`.
 * @pattern ^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$
 */
export type Day = string;

/**
 * Who changes the resource.
 *
 * - `managed`: this stack creates it and changes it.
 * - `imported`: it exists; the first deploy adopts it into this stack's state, and fields that the
 *   declaration does not name keep their live values.
 * - `reference`: it is someone else's; this stack only names it, and counts it.
 */
export type Ownership = 'managed' | 'imported' | 'reference';
