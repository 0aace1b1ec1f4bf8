/**
 * A field of an object or of a list, never one that every object has. Those are functions, which JSON has none of;
 * asking for an own field is slower, and a plan has millions.
 */
export function own(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (key === '__proto__' && !Object.hasOwn(value, key)) return undefined;
  const field = (value as Readonly<Record<string | number, unknown>>)[key];
  return typeof field === 'function' ? undefined : field;
}

/** A JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list; anything else is an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
