import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createGenerator, type SchemaGenerator } from 'ts-json-schema-generator';
import { ASSUMPTIONS } from '../../capacity/google-cloud/assumptions';
import { MARGINS } from '../../capacity/margins';

const root = path.join(__dirname, '..', '..');

/** Where the published schemas lie. */
export const SCHEMA_FILE = path.join(root, 'capacity', 'declaration.schema.json');
export const REPORT_SCHEMA_FILE = path.join(root, 'review', 'report.schema.json');

/** A JSON Schema, as far as this file looks into it. */
interface Schema {
  description?: string;
  default?: unknown;
  type?: string | string[];
  enum?: unknown[];
  $ref?: string;
  properties?: Record<string, Schema>;
  propertyNames?: Schema;
  items?: Schema;
  uniqueItems?: boolean;
  definitions?: Record<string, Schema>;
  [keyword: string]: unknown;
}

/** The schema of a declaration as the types have it. */
export function generateSchema(): unknown {
  const schema = schemaOf('Declaration');
  visit(schema, describeDefault);
  visit(schema, typeNames);
  visit(schema, typeItems);
  describeTable(schema, 'Environment', 'assumptions', ASSUMPTIONS);
  describeTable(schema, 'Monitoring', 'margins', MARGINS);
  return { title: 'Capacity declaration', ...schema };
}

/** The schema of the JSON report as the types have it; the declaration in it has the schema of declarations. */
export function generateReportSchema(): unknown {
  const { definitions = {}, ...top } = schemaOf('Report');
  top.properties!['declaration'] = {
    description: top.properties!['declaration']!.description!,
    $ref: '../capacity/declaration.schema.json',
  };
  const used = new Set<string>();
  const follow = (value: unknown): void => {
    visit(value, ({ $ref }) => {
      const name = decodeURIComponent($ref ?? '').replace('#/definitions/', '');
      if (!definitions[name] || used.has(name)) return;
      used.add(name);
      follow(definitions[name]);
    });
  };
  follow(top);
  const kept = Object.entries(definitions).filter(([name]) => used.has(name));
  return { title: 'Capacity report', ...top, definitions: Object.fromEntries(kept) };
}

/** Where the published schema of sidecars lies. */
export const SIDECAR_SCHEMA_FILE = path.join(root, 'terraform', 'sidecar.schema.json');

/** The schema of a sidecar as the types have it. */
export function generateSidecarSchema(): unknown {
  const schema = schemaOf('Sidecar');
  visit(schema, describeDefault);
  visit(schema, typeNames);
  visit(schema, typeItems);
  describeTable(schema, 'SidecarEnvironment', 'assumptions', ASSUMPTIONS);
  return { title: 'Capacity sidecar', ...schema };
}

/** The files of the types, read once for all of them. */
let generator: SchemaGenerator | undefined;

function schemaOf(type: 'Declaration' | 'Report' | 'Sidecar'): Schema {
  generator ??= createGenerator({
    path: path.join(root, '{capacity/declaration/index,review/report,terraform/sidecar}.ts'),
    tsconfig: path.join(root, 'tsconfig.json'),
    topRef: false,
    skipTypeCheck: true,
    discriminatorType: 'open-api',
  });
  // The generator shares objects between places; a copy does not.
  return JSON.parse(JSON.stringify(generator.createSchema(type))) as Schema;
}

/** `@default` is a sentence for people ("the key"); only a value that the field accepts is one for machines. */
function describeDefault(schema: Schema): void {
  if (!('default' in schema)) return;
  const { default: value } = schema;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  schema.description = `${schema.description ?? ''} Default: ${text}.`.trim();
  if (typeof value === 'string' && !schema.enum?.includes(value)) delete schema.default;
}

/** Names are texts: without a type, a validator would have to guess it from the pattern. */
function typeNames({ propertyNames }: Schema): void {
  if (propertyNames) propertyNames.type = 'string';
}

/** Texts that may not repeat: with a type, the validator compares them in linear time. */
function typeItems({ items, uniqueItems }: Schema): void {
  if (items && uniqueItems) items.type = 'string';
}

/** Assumptions and margins are documented where they are defined, as data. */
function describeTable(
  schema: Schema,
  type: string,
  field: string,
  table: Readonly<Record<string, { readonly what: string; readonly unit: string; readonly value: number }>>,
): void {
  const fields = schema.definitions?.[type]?.properties?.[field]?.properties ?? {};
  for (const [name, { what, unit, value }] of Object.entries(table))
    Object.assign(fields[name] ?? {}, { description: `${what} Default: ${value} ${unit}.` });
}

function visit(value: unknown, change: (schema: Schema) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) change(value as Schema);
  for (const child of Object.values(value)) visit(child, change);
}

if (require.main === module) {
  writeFileSync(SCHEMA_FILE, JSON.stringify(generateSchema(), null, 2));
  writeFileSync(REPORT_SCHEMA_FILE, JSON.stringify(generateReportSchema(), null, 2));
  writeFileSync(SIDECAR_SCHEMA_FILE, JSON.stringify(generateSidecarSchema(), null, 2));
}
