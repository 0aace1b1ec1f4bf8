import { UNKNOWN } from '../capacity/change';
import { escaped } from '../capacity/shape';

const LONGEST = 200;

/** A name of a plan, such as a flag's, on one line. */
export function nameText(name: string): string {
  return escaped(name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);
}

/**
 * A value of a plan as a report may tell it. Values of a container's variables may be secrets: of them only numbers and
 * switches are told.
 *
 * @param attribute - path of the attribute that has it
 * @param other - what is told in its place
 */
export function told(attribute: string, value: unknown, other: string): unknown {
  if (value === undefined || value === UNKNOWN) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return nameText(listText(value));
  const isSwitch = /^(true|false)$/i.test(value);
  return attribute.includes('.env.') && !isSwitch ? other : nameText(value);
}

/** A list of plain values; of anything else only that it is there. */
function listText(value: unknown): string {
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const isPlain = items.every((item) => typeof item === 'string' || typeof item === 'number');
  return items.length > 0 && isPlain ? items.join(', ') : 'a block';
}
