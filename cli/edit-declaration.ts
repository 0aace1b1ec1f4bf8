import type { Declaration } from '../capacity/declaration';
import { asDeclaration, escaped } from '../capacity/shape';
import { InputError } from './input-error';
import { orInputError } from './read-declaration';

/** An edit on the command line: where, and the new value; `undefined` where the field is taken away. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
}

type Fields = Record<string, unknown>;

/**
 * Reads `path=value`. The value is JSON, else a text; `null` takes the field away.
 *
 * @throws InputError when there is no path
 */
export function readSetting(text: string): Setting {
  const at = text.indexOf('=');
  const path = text.slice(0, at).trim();
  if (at < 0 || path === '' || path.split('.').includes(''))
    throw new InputError(
      `--set: given ${JSON.stringify(text)}; allowed is path=value, such as services.backend.maxInstances=12`,
    );
  const value = text.slice(at + 1).trim();
  return { path, value: valueOf(value) };
}

/**
 * Edits environments of a declaration, and checks its shape again.
 *
 * @param environments - names of those that are edited
 * @throws InputError when a path leads nowhere, or to a value of a wrong shape
 */
export function withSettings(
  declaration: Declaration,
  environments: readonly string[],
  settings: readonly Setting[],
): Declaration {
  if (settings.length === 0) return declaration;
  const edited = structuredClone(declaration) as unknown as { environments: Record<string, Fields> };
  for (const name of environments)
    for (const setting of settings) set(edited.environments[name]!, name, setting);
  return orInputError(() => asDeclaration(edited, '--set'));
}

function valueOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value ?? undefined;
  } catch {
    return text;
  }
}

function set(environment: Fields, name: string, { path, value }: Setting): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  let fields = environment;
  keys.forEach((key, depth) => {
    const inner = own(fields, key);
    if (isFields(inner)) {
      fields = inner;
      return;
    }
    // Sections may be left out; what a collection is keyed by exists or does not.
    if (inner !== undefined || depth === 1) throw nowhere(name, path, keys.slice(0, depth), fields);
    fields = define(fields, key, {});
  });
  if (value === undefined) Reflect.deleteProperty(fields, last);
  else define(fields, last, value);
}

/** Sets a field of the object itself, whatever its name is. */
function define<T>(fields: Fields, key: string, value: T): T {
  Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
  return value;
}

function nowhere(environment: string, path: string, parents: readonly string[], fields: Fields): InputError {
  const parent = parents.length === 0 ? environment : `${environment}.${parents.join('.')}`;
  return new InputError(
    `--set: given ${escaped(path)}, which leads nowhere; ${parent} has ${Object.keys(fields).join(', ') || 'nothing'}`,
  );
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
