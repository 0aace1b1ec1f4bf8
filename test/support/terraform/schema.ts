import { App, ComplexList, ComplexObject, StringMap, TerraformStack, type TerraformElement } from 'cdktf';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A type as Terraform writes it: `"string"`, `["list", "string"]`, `["list", ["object", {…}]]`. */
export type Type = string | readonly [string, Type | Readonly<Record<string, Type>>];

/** One argument or exported value of a resource. */
export interface Attribute {
  readonly type: Type;
  /** A configuration may set it. */
  readonly settable: boolean;
  readonly required: boolean;
}

/** A block inside a resource. */
export interface NestedBlock {
  readonly nesting: 'single' | 'list' | 'set';
  readonly required: boolean;
  /** At most one; the generated code knows no other number. */
  readonly one: boolean;
  readonly block: Block;
}

/** The schema of a resource, of a data source, or of a block in one. */
export interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

/** How the generated getters read an attribute, and the type that says so. */
const READERS: Readonly<Record<string, Type>> = {
  getStringAttribute: 'string',
  getNumberAttribute: 'number',
  getBooleanAttribute: 'bool',
  getListAttribute: ['list', 'string'],
  getNumberListAttribute: ['list', 'number'],
  getStringMapAttribute: ['map', 'string'],
  getNumberMapAttribute: ['map', 'number'],
  getBooleanMapAttribute: ['map', 'bool'],
  getAnyMapAttribute: ['map', 'string'],
};

type Prototype = Readonly<Record<string, PropertyDescriptor>>;
type Element = new (scope: unknown, id: string, config: object) => TerraformElement;

const library = dirname(require.resolve('@cdktf/provider-google/package.json'));
const modules = new Set(readdirSync(join(library, 'lib')));

/** Whether the generated code has this resource (`google_…`) or data source (`data.google_…`). */
export function isGenerated(name: string): boolean {
  return modules.has(moduleOf(name));
}

/** The schema of a resource (`google_…`) or of a data source (`data.google_…`). */
export function schemaOf(name: string): Block {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only the types that are asked for
  const exported = require(join(library, 'lib', moduleOf(name))) as Readonly<Record<string, unknown>>;
  const type = name.replace(/^data\./, '');
  const generated = Object.values(exported).find(
    (value) => (value as Element & { tfResourceType?: string }).tfResourceType === type,
  );
  return blockOf(new (generated as Element)(new TerraformStack(new App(), 'schema'), 'element', {}));
}

function moduleOf(name: string): string {
  const data = name.startsWith('data.');
  const words = data ? name.slice('data.'.length) : name.replace(/^google_/, '');
  return `${data ? 'data-' : ''}${words.replaceAll('_', '-')}`;
}

function blockOf(element: object): Block {
  const attributes: Record<string, Attribute> = {};
  const blocks: Record<string, NestedBlock> = {};
  const prototype: Prototype = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(element) as object);
  for (const [property, descriptor] of Object.entries(prototype)) {
    if (!descriptor.get || property === 'internalValue') continue;
    const suffix = property[0]!.toUpperCase() + property.slice(1);
    const settable = descriptor.set !== undefined || `put${suffix}` in prototype;
    const required = settable && !(`reset${suffix}` in prototype);
    const read: [string, Type][] = [];
    const value: unknown = descriptor.get.call(recorder(element, read));
    if (read.length > 0) {
      const [name, type] = read[0]!;
      const isSet = descriptor.get.toString().includes('Fn.tolist');
      attributes[name] = { type: isSet ? ['set', 'string'] : type, settable, required };
    } else if (value instanceof StringMap) {
      attributes[nameOf(value)] = { type: ['map', 'string'], settable, required };
    } else if (value instanceof ComplexObject || value instanceof ComplexList) {
      const nested = nestedOf(value, required);
      if (settable) blocks[nameOf(value)] = nested;
      else attributes[nameOf(value)] = { type: typeOf(nested), settable, required };
    }
  }
  return { attributes, blocks };
}

/** An element that notes which attribute a getter asks it for. */
function recorder(element: object, read: [string, Type][]): object {
  const readers = Object.entries(READERS).map(([method, type]) => [
    method,
    {
      value: (name: string): readonly string[] => {
        read.push([name, type]);
        return [];
      },
    },
  ]);
  return Object.create(element, Object.fromEntries(readers) as PropertyDescriptorMap) as object;
}

/** cdktf knows the attribute's name, and keeps it protected. */
function nameOf(nested: StringMap | ComplexObject | ComplexList): string {
  return (nested as unknown as { terraformAttribute: string }).terraformAttribute;
}

function nestedOf(nested: ComplexObject | ComplexList, required: boolean): NestedBlock {
  if (nested instanceof ComplexList) {
    const { wrapsSet, get } = nested as unknown as { wrapsSet: boolean; get: (index: number) => object };
    return { nesting: wrapsSet ? 'set' : 'list', required, one: false, block: blockOf(get.call(nested, 0)) };
  }
  // A block of a list that takes at most one has an index; `timeouts` has none.
  const { complexObjectIndex } = nested as unknown as { complexObjectIndex?: number };
  const single = complexObjectIndex === undefined;
  return { nesting: single ? 'single' : 'list', required, one: !single, block: blockOf(nested) };
}

/** What only the provider sets is a list of objects, not blocks. */
function typeOf({ nesting, block }: NestedBlock): Type {
  const nested = Object.entries(block.attributes).map(([name, { type }]) => [name, type] as const);
  const object: Type = ['object', Object.fromEntries(nested)];
  return nesting === 'single' ? object : [nesting, object];
}
