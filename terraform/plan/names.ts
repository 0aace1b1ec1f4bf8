import type { Snapshot } from './snapshot';
import { shownText, viewOf, type Resource } from './resource';

/** Keys of what is read, by what it was read of. */
export interface Keys {
  /** The key of a resource in the collection that it is read into. */
  readonly of: (resource: Resource) => string;
}

/** Longest keys: `Name`, and `InstanceName` of databases. */
const LONGEST = 63;
const LONGEST_INSTANCE = 98;

/** A name that a collection of a declaration takes. */
export function slug(text: string, longest = LONGEST): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
  if (plain === '') return 'unnamed';
  return plain in Object.prototype ? `${plain}-1` : plain;
}

/** The name that Google knows a resource by; its address where only an apply tells. */
export function nameOf(resource: Resource): string {
  return viewOf(resource).at('name').known() ?? resource.id;
}

/** Gives each name once: whoever wants one that was given before gets the next number behind it. */
export function uniqueNames(longest = LONGEST): (wanted: string) => string {
  // The last number behind each: counted from 2 each time, thousands of the same name would take forever.
  const given = new Map<string, number>();
  return (wanted) => {
    let name = wanted;
    while (given.has(name)) {
      const number = given.get(wanted)! + 1;
      given.set(wanted, number);
      name = `${wanted.slice(0, longest - 8)}-${number}`;
    }
    given.set(name, 1);
    return name;
  };
}

/**
 * Gives every resource a key: its name, made to one that a declaration takes, and unique in its environment.
 *
 * @param groupOf - what a key must be unique in
 * @param noted - is told what was renamed
 */
export function keysOf(
  { resources }: Snapshot,
  groupOf: (resource: Resource) => string | undefined,
  noted: (note: string) => void,
): Keys {
  const keys = new Map<Resource, string>();
  const uniqueIn = new Map<string, (wanted: string) => string>();
  // By address, so that both states of a plan give one resource the same key.
  for (const resource of [...resources].sort(byAddress)) {
    const group = groupOf(resource);
    if (group === undefined) continue;
    const name = nameOf(resource);
    const longest = resource.type === 'google_sql_database_instance' ? LONGEST_INSTANCE : LONGEST;
    const unique = uniqueIn.get(group) ?? uniqueNames(longest);
    uniqueIn.set(group, unique);
    const key = unique(slug(name, longest));
    keys.set(resource, key);
    const isNamed = viewOf(resource).at('name').known() !== undefined;
    if (key !== name && isNamed)
      noted(`${resource.address}: its name ${quotedName(name)} is written ${key} here`);
  }
  return { of: (resource) => keys.get(resource)! };
}

function byAddress(a: Resource, b: Resource): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function quotedName(name: string): string {
  return `"${shownText(name).slice(0, 60)}"`;
}
