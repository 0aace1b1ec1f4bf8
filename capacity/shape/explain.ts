import type { ErrorObject } from 'ajv';
import { nearest } from './nearest';
import type { Problem } from './shape-error';
import { listed, quoted, shown, type Path } from './show';

/** A JSON Schema, as far as messages need it. */
export interface Schema {
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

type Definitions = Readonly<Record<string, Schema>>;

const TYPES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  boolean: 'true or false',
  number: 'a number',
};

/** What the validator says, in the words of the declaration. */
export function explain(errors: readonly [ErrorObject, ...ErrorObject[]], definitions: Definitions): Problem {
  const error = errors.at(-1)!;
  const path = pathOf(error);
  const schema = error.parentSchema as Schema;
  const params = error.params as Readonly<Record<string, string & number>>;
  switch (error.keyword) {
    case 'propertyNames':
      return wrongName([...path, params['propertyName']!], error.schema as Schema);
    case 'additionalProperties':
      return unknownField(path, params['additionalProperty']!, schema);
    case 'required':
      return missing(path, params['missingProperty']!, schema, error.data as object, definitions);
    case 'discriminator':
      return wrongTag(
        path,
        params['tag']!,
        (error.data as Record<string, unknown>)[params['tag']!],
        schema,
        definitions,
      );
    case 'uniqueItems':
      return {
        path: [...path, Math.max(params['i']!, params['j']!)],
        text: 'is given twice; allowed is once',
      };
    case 'minItems':
    case 'minProperties':
      return { path, text: 'is empty; at least one is needed' };
    case 'enum':
      return { path, text: notOneOf(error.data, schema.enum!) };
    default:
      return {
        path,
        text: given(error.data, allowed(schema, definitions), isOfWrongType(error, schema, definitions)),
      };
  }
}

function wrongName(path: Path, { title }: Schema): Problem {
  const reserved = String(path.at(-1)) in Object.prototype;
  return { path, text: reserved ? 'is a reserved name; choose another' : `is no name; allowed is ${title}` };
}

function unknownField(path: Path, field: string, schema: Schema): Problem {
  const fields = Object.keys(schema.properties ?? {});
  const meant = nearest(field, fields);
  const kind = Object.entries(schema.properties ?? {}).find(
    ([name, each]) => typeof each.const === 'string' && schema.required?.includes(name),
  );
  const where = kind ? ` where ${kind[0]} is ${shown(kind[1].const)}` : '';
  const hint = meant === undefined ? `allowed are ${listed(fields, 'and')}` : `did you mean ${meant}?`;
  return { path: [...path, field], text: `unknown field${where}; ${hint}` };
}

/** A field that is missing is often there, misspelt. */
function missing(path: Path, field: string, schema: Schema, data: object, definitions: Definitions): Problem {
  const properties = schema.properties ?? {};
  const misspelt = Object.keys(data).find((key) => !Object.hasOwn(properties, key) && nearest(key, [field]));
  if (misspelt !== undefined) return unknownField(path, misspelt, schema);
  const needed = properties[field]
    ? allowed(properties[field], definitions)
    : tags(schema, field, definitions);
  return { path: [...path, field], text: `missing; needed is ${needed}` };
}

function notOneOf(value: unknown, values: readonly unknown[]): string {
  const meant = typeof value === 'string' ? nearest(value, values.map(String)) : undefined;
  const hint =
    meant === undefined ? `allowed is ${listed(values.map(shown), 'or')}` : `did you mean ${quoted(meant)}?`;
  return `given ${shown(value)}; ${hint}`;
}

function wrongTag(
  path: Path,
  tag: string,
  value: unknown,
  schema: Schema,
  definitions: Definitions,
): Problem {
  const values = (schema.oneOf ?? []).map((branch) => resolve(branch, definitions).properties?.[tag]?.const);
  return { path: [...path, tag], text: notOneOf(value, values) };
}

function tags({ oneOf = [] }: Schema, tag: string, definitions: Definitions): string {
  const values = oneOf.map((branch) => resolve(branch, definitions).properties?.[tag]?.const);
  return listed(values.map(shown), 'or');
}

function isOfWrongType({ keyword }: ErrorObject, { anyOf }: Schema, definitions: Definitions): boolean {
  if (keyword === 'type') return true;
  const [only, ...others] = forPeople(anyOf) ?? [];
  return only !== undefined && others.length === 0 && resolve(only, definitions).type !== 'string';
}

/** "unknown" is for what is read from Terraform; nobody is told to write it. */
function forPeople(branches: Schema['anyOf']): Schema['anyOf'] {
  return branches?.filter(({ $ref }) => $ref !== '#/definitions/NotKnown');
}

/** A text where a number is needed looks like the number, so its type is said. */
function given(value: unknown, allowedText: string, wrongType: boolean): string {
  const type = wrongType && typeof value === 'string' ? ' (a string)' : '';
  return `given ${shown(value)}${type}; allowed is ${allowedText}`;
}

function allowed(schema: Schema, definitions: Definitions): string {
  const { title, anyOf, const: constant, enum: values, type } = resolve(schema, definitions);
  // A title says what a value is; that of an object is its heading.
  if (title !== undefined && type !== 'object') return title;
  if (values) return listed(values.map(shown), 'or');
  if (constant !== undefined) return shown(constant);
  const branches = forPeople(anyOf);
  if (branches) return branches.map((each) => allowed(each, definitions)).join(' or ');
  return [type ?? 'object']
    .flat()
    .map((each) => TYPES[each] ?? each)
    .join(' or ');
}

function resolve(schema: Schema, definitions: Definitions): Schema {
  if (schema.$ref === undefined) return schema;
  return definitions[schema.$ref.slice('#/definitions/'.length)]!;
}

/** From a JSON pointer. */
function pathOf({ instancePath }: ErrorObject): Path {
  // No name begins with a digit, so digits are an index.
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}
