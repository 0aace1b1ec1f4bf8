import schema from '../../../capacity/declaration.schema.json';
import { WHOLE } from '../../support/whole-declaration';

interface Schema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Every schema of an object, with where it stands. */
function objects(value: unknown, at = ''): (readonly [at: string, schema: Schema])[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, child]) => objects(child, `${at}/${key}`));
  return 'type' in value && value.type === 'object' ? [[at, value as Schema], ...inside] : inside;
}

const all = objects(schema);

test('every property has a description that is a sentence', () => {
  const properties = all.flatMap(([at, { properties = {} }]) =>
    Object.entries(properties).map(([name, { description = '' }]) => [`${at}/${name}`, description]),
  );
  expect(properties.length).toBeGreaterThan(150);
  expect(properties.filter(([, description]) => !/^.{3,}[.)]$/s.test(description!))).toEqual([]);
});

test('no object takes fields that are not declared', () => {
  const open = all.filter(([, each]) => !('oneOf' in each) && each.additionalProperties === undefined);
  expect(open).toEqual([]);
});

test('every collection says which names it takes', () => {
  const collections = all.filter(([, each]) => typeof each.additionalProperties === 'object');
  expect(collections.length).toBeGreaterThan(12);
  expect(collections.filter(([, each]) => !('propertyNames' in each))).toEqual([]);
});

test('the whole declaration of the tests has every field', () => {
  const used = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      used.add(key);
      collect(child);
    }
  };
  collect(WHOLE);
  const fields = all.flatMap(([, { properties = {} }]) => Object.keys(properties));
  // What is read from Terraform says so; a declaration of people does not.
  expect(fields.filter((field) => !used.has(field))).toEqual(['origin']);
});
