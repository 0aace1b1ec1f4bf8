import type { Declaration, Environment } from '../../capacity/declaration';
import { getPath } from '../../capacity/paths';
import { ShapeError } from '../../capacity/shape';
import { nearest } from '../../capacity/shape/nearest';
import { firstOf } from '../../capacity/words';
import { isObject, own } from '../json';
import type { Sidecar, SidecarEnvironment } from '../sidecar';
import type { ReadFrom, Reading } from './reading';
import type { Question } from './report';

/** Collections of which a sidecar only says more about what was read. */
const READ = ['services', 'jobs', 'databases', 'connectors', 'redis'] as const;

/**
 * Lays a sidecar over what was read.
 *
 * @param file - what messages call the sidecar
 * @param questions - notes of the reading that it may answer
 * @throws ShapeError where it names what was not read
 */
export function withSidecar(
  reading: Reading,
  { environments = {} }: Sidecar,
  file: string,
  questions: readonly Question[] = [],
): Reading {
  const said: ReadFrom[] = [];
  for (const [name, environment] of Object.entries(environments)) {
    checkNames(reading, name, environment, file);
    for (const [path, value] of leaves(environment, ''))
      if (value !== undefined) said.push({ environment: name, path, source: file });
  }
  const isSaid = ({ environment, path }: { readonly environment: string; readonly path: string }): boolean =>
    said.some((each) => each.environment === environment && each.path === path);
  const after = overlaid(reading.after, environments, true);
  return {
    ...reading,
    after,
    notes: openNotes(reading.notes, questions, after),
    ...(reading.before && { before: overlaid(reading.before, environments, false) }),
    unknowns: reading.unknowns.filter((unknown) => !isSaid(unknown)),
    readFrom: [...reading.readFrom.filter((each) => !isSaid(each)), ...said],
  };
}

/** Notes without the questions that are answered. */
function openNotes(
  notes: readonly string[],
  questions: readonly Question[],
  { environments }: Declaration,
): readonly string[] {
  const asked = new Map(questions.map((question) => [question.noteOf(question.missing), question]));
  return notes.flatMap((note) => {
    const question = asked.get(note);
    if (!question) return [note];
    const workload = getPath(environments[question.environment], question.path);
    const missing = question.missing.filter((field) => !isAnswered(field, getPath(workload, field)));
    return missing.length > 0 ? [question.noteOf(missing)] : [];
  });
}

/** A number of processes; a pool or a cache of which a number or the library is known, or that is none. */
function isAnswered(field: string, value: unknown): boolean {
  if (field === 'processes') return isNumber(value);
  if (field === 'pools') return !isObject(value) || Object.values(value).every(isSized);
  return value === undefined || isSized(value);
}

function isSized(value: unknown): boolean {
  const numbers = ['size', 'maximum', 'connections'].map((name) => own(value, name));
  return numbers.some(isNumber) || own(value, 'driver') !== undefined;
}

function isNumber(count: unknown): boolean {
  return typeof count === 'number' || count === 'unlimited';
}

function checkNames(
  { after, before }: Reading,
  name: string,
  environment: SidecarEnvironment,
  file: string,
): void {
  const known = own(after.environments, name) as Environment | undefined;
  if (!known) throw unknownName(file, `environments.${name}`, name, Object.keys(after.environments));
  const old = own(before?.environments, name) as Environment | undefined;
  for (const collection of READ) {
    const keys = new Set([...Object.keys(known[collection] ?? {}), ...Object.keys(old?.[collection] ?? {})]);
    for (const key of Object.keys(environment[collection] ?? {}))
      if (!keys.has(key))
        throw unknownName(file, `environments.${name}.${collection}.${key}`, key, [...keys]);
  }
}

const MOST_NAMES = 8;

function unknownName(file: string, path: string, name: string, known: readonly string[]): ShapeError {
  const meant = nearest(name, known);
  const all = known.length === 0 ? 'none was read' : `read were ${firstOf(known, MOST_NAMES)}`;
  return new ShapeError(
    file,
    path,
    `is nothing that was read; ${meant === undefined ? all : `did you mean ${meant}?`}`,
  );
}

function overlaid(
  declaration: Declaration,
  sidecar: Readonly<Record<string, SidecarEnvironment>>,
  isAfter: boolean,
): Declaration {
  const environments = Object.entries(declaration.environments).map(([name, environment]) => {
    const said = own(sidecar, name) as SidecarEnvironment | undefined;
    return [name, said ? environmentWith(environment, said, isAfter) : environment] as const;
  });
  return { ...declaration, environments: Object.fromEntries(environments) };
}

/** What was read stays where the sidecar says nothing of it; of what is not there it says nothing either. */
function environmentWith(environment: Environment, said: SidecarEnvironment, isAfter: boolean): Environment {
  const merged: Record<string, unknown> = { ...environment };
  for (const [field, value] of Object.entries(said)) {
    if (!(READ as readonly string[]).includes(field)) merged[field] = value;
    else {
      const items = (own(environment, field) ?? {}) as Readonly<Record<string, unknown>>;
      merged[field] = Object.fromEntries(
        Object.entries(items).map(([key, item]) => [
          key,
          withPools(mergedWith(item, own(value, key)), own(value, key), environment),
        ]),
      );
    }
  }
  if (!isAfter) {
    // Clients of a database that was not there yet were not there either.
    for (const field of ['clients', 'poolers'] as const) merged[field] = ofKnown(merged[field], environment);
  }
  return merged as unknown as Environment;
}

/** A pool that the sidecar adds goes to the only database, where there is one; one of which it says 0 is none. */
function withPools(item: unknown, said: unknown, { databases = {} }: Environment): unknown {
  const pools = own(item, 'pools');
  if (!isObject(item) || !isObject(pools)) return item;
  const [only, ...others] = Object.keys(databases);
  const usual = only === undefined || others.length > 0 ? {} : { database: only };
  const entries = Object.entries(pools)
    .filter(([key]) => own(own(own(said, 'pools'), key), 'maximum') !== 0)
    .map(([key, pool]) => [key, isObject(pool) ? { ...usual, ...pool } : pool] as const);
  const { pools: _, ...rest } = item;
  return entries.length > 0 ? { ...rest, pools: Object.fromEntries(entries) } : rest;
}

function ofKnown(items: unknown, { databases = {} }: Environment): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries((items ?? {}) as Readonly<Record<string, unknown>>).filter(([, item]) =>
      Object.hasOwn(databases, String(own(item, 'database'))),
    ),
  );
}

/** Fields of the other win; objects are merged, lists replaced. */
function mergedWith(value: unknown, other: unknown): unknown {
  if (other === undefined) return value;
  if (
    !isObject(value) ||
    !isObject(other) ||
    own(value, 'kind') !== (own(other, 'kind') ?? own(value, 'kind'))
  )
    return other;
  const merged: Record<string, unknown> = { ...value };
  for (const [key, inner] of Object.entries(other)) merged[key] = mergedWith(own(value, key), inner);
  return merged;
}

function* leaves(value: unknown, path: string): Iterable<readonly [path: string, value: unknown]> {
  if (!isObject(value) || Object.keys(value).length === 0) yield [path, value];
  else
    for (const [key, inner] of Object.entries(value))
      yield* leaves(inner, path === '' ? key : `${path}.${key}`);
}
