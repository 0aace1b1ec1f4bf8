import type { Dependencies } from '../dependencies';
import { isObject, listOf, own } from '../json';
import { keptFields, mayKeep } from '../kept';
import type { PlannedChange } from './reading';
import { shownText } from './resource';

/** In place of a value that Terraform marks as sensitive. */
const SENSITIVE = '(sensitive)';

/** Blocks below which nothing is looked for any more. */
const DEEPEST = 30;

/** What a plan knows of a resource beside its change. */
export interface PlaceOfChange {
  readonly environment: string;
  readonly subject: string;
}

/**
 * The resources that a plan changes, and those whose live values its configuration does not write any more.
 * Reading a data source is no change.
 *
 * @param placeOf - where a resource was read to, by its address
 * @param writtenOf - attributes that the configuration writes, by address
 * @param dependsOn - what the live resources depend on
 */
export function plannedChanges(
  changes: unknown,
  placeOf: (address: string) => PlaceOfChange | undefined,
  writtenOf: (change: unknown) => ReadonlySet<string> | undefined,
  dependsOn: Dependencies = new Map(),
): readonly PlannedChange[] {
  return listOf(changes).flatMap((each): readonly PlannedChange[] => {
    const change = own(each, 'change');
    const [address, type] = [own(each, 'address'), own(each, 'type')];
    const actions = listOf(own(change, 'actions')).filter((action) => typeof action === 'string');
    const isImport = isObject(own(change, 'importing'));
    const isNothing = actions.every((action) => action === 'no-op' || action === 'read');
    const isTouched = !isNothing || isImport;
    if (typeof address !== 'string' || typeof type !== 'string' || !(isTouched || mayKeep(type))) return [];
    const place = placeOf(address);
    const written = writtenOf(each);
    const planned: PlannedChange = {
      address: shownText(address),
      type: shownText(type),
      ...(place && { environment: place.environment, subject: place.subject }),
      actions,
      isImport,
      before: blockOf(own(change, 'before'), own(change, 'before_sensitive')),
      after: blockOf(own(change, 'after'), own(change, 'after_sensitive')),
      afterUnknown: blockOf(own(change, 'after_unknown'), undefined) ?? {},
      replacePaths: listOf(own(change, 'replace_paths')).map((path) =>
        listOf(path).filter((step) => typeof step === 'string' || typeof step === 'number'),
      ),
      ...(dependsOn.has(address) && { dependsOn: dependsOn.get(address)! }),
      ...(written && { written }),
    };
    // Leaving a value out that stays live is an empty plan, and a change of the code all the same.
    return isTouched || keptFields(planned, '').length > 0 ? [planned] : [];
  });
}

/** A resource's values without those that are sensitive. */
function blockOf(values: unknown, sensitive: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(values)) return undefined;
  return (hasTrue(sensitive, 0) ? masked(values, sensitive, 0) : values) as Readonly<Record<string, unknown>>;
}

function hasTrue(mask: unknown, depth: number): boolean {
  if (mask === true || depth > DEEPEST) return true;
  if (typeof mask !== 'object' || mask === null) return false;
  for (const key in mask) if (hasTrue(own(mask, key), depth + 1)) return true;
  return false;
}

function masked(value: unknown, mask: unknown, depth: number): unknown {
  if (mask === true || depth > DEEPEST) return value === null || value === undefined ? value : SENSITIVE;
  if (typeof mask !== 'object' || mask === null) return value;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => masked(each, own(mask, index), depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, masked(inner, own(mask, key), depth + 1)]),
  );
}
