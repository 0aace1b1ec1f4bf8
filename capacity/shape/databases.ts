import type { Database, Declaration, Environment, Keyed } from '../declaration';
import { connectionName } from '../limit';
import { entries, unresolved } from './look-up';
import type { Problem } from './shape-error';
import { pathText, quoted, type Path } from './show';

/** Replicas of replicas that the model follows; Cloud SQL allows four. */
const LONGEST_CHAIN = 100;

/** Flags that are fields, since the budget needs them. */
const FIELDS: Readonly<Record<string, string>> = {
  max_connections: 'maxConnections',
  superuser_reserved_connections: 'reserved.superuser',
  reserved_connections: 'reserved.roles',
};

/** What is wrong with the databases of one environment, seen alone. */
export function* findInDatabases(environment: Environment, path: Path): Iterable<Problem> {
  const { databases } = environment;
  for (const [key, database] of entries(databases)) {
    const at = [...path, 'databases', key];
    yield* elsewhere(environment, database, at);
    for (const flag of Object.keys(database.flags ?? {}))
      if (Object.hasOwn(FIELDS, flag))
        yield {
          path: [...at, 'flags', flag],
          text: `is no other flag; it has a field of its own, ${FIELDS[flag]}`,
        };
    yield* unresolved(databases, 'databases', database.replicaOf, [...at, 'replicaOf']);
    yield* circle(databases!, key, [...at, 'replicaOf']);
  }
}

/** A stack creates in its own project and region only. */
function* elsewhere(environment: Environment, database: Database, path: Path): Iterable<Problem> {
  if (database.ownership === 'reference') return;
  for (const field of ['project', 'region'] as const) {
    const given = database[field];
    if (given !== undefined && given !== environment[field])
      yield {
        path: [...path, field],
        text: `given ${quoted(given)}; allowed is the environment's ${quoted(environment[field])}, or ownership "reference"`,
      };
  }
}

function* circle(databases: Keyed<string, Database>, start: string, path: Path): Iterable<Problem> {
  const first = databases[start]!.replicaOf;
  const seen = new Set([start]);
  for (let key = first; key !== undefined; key = databases[key]?.replicaOf) {
    if (key === start) {
      const text = seen.size === 1 ? 'the instance itself' : 'a replica of it in turn';
      yield { path, text: `given ${quoted(first!)}, ${text}; allowed is its primary` };
    }
    if (seen.has(key)) return;
    if (seen.add(key).size > LONGEST_CHAIN) {
      yield { path, text: `begins a chain of more than ${LONGEST_CHAIN} replicas` };
      return;
    }
  }
}

/** Instances with more than one owner, or with two keys in one environment. */
export function* findSharedInstances({ environments }: Declaration): Iterable<Problem> {
  const owners = new Map<string, Path>();
  for (const [name, environment] of Object.entries(environments)) {
    const keys = new Map<string, Path>();
    for (const [key, database] of entries(environment.databases)) {
      const path = ['environments', name, 'databases', key];
      const instance = connectionName(environment, key, database);
      const twin = keys.get(instance);
      if (twin)
        yield { path, text: `is instance ${quoted(instance)}, as ${pathText(twin)} is; allowed is one key` };
      keys.set(instance, path);
      if (database.ownership === 'reference') continue;
      const owner = owners.get(instance);
      if (owner)
        yield {
          path: [...path, 'ownership'],
          text: `given ${quoted(database.ownership)}; ${pathText(owner)} owns the instance, and allowed is "reference"`,
        };
      owners.set(instance, path);
    }
  }
}
