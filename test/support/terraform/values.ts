import { ExtensionCodec, decode, encode } from '@msgpack/msgpack';

/** A value that only the apply will tell. */
export class Unknown {
  readonly unknown = true;
}
export const UNKNOWN = new Unknown();

/** A value of Terraform's, as a provider meets it. */
export type Value = null | string | number | boolean | Unknown | readonly Value[] | Values;
export interface Values {
  readonly [name: string]: Value;
}

/** A value on the wire. */
export interface DynamicValue {
  readonly msgpack: Uint8Array;
}

// An unknown value is extension 0; with what is known of it ("not null") it is extension 12.
const codec = new ExtensionCodec();
const readUnknown = (): Unknown => UNKNOWN;
codec.register({
  type: 0,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: readUnknown,
});
codec.register({ type: 12, encode: () => null, decode: readUnknown });

export function read({ msgpack }: DynamicValue): Value {
  return decode(msgpack, { extensionCodec: codec }) as Value;
}

export function write(value: Value): DynamicValue {
  return { msgpack: encode(value, { extensionCodec: codec }) };
}

/** Whether a value is an object or a map. */
export function isValues(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** Text of a value that is text, as names and ids are. */
export function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : 'unknown';
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}
