import type { Database, Environment, Keyed } from '../declaration';
import { elsewhere } from './instances';
import { entries, unresolved } from './look-up';
import type { Problem } from './shape-error';
import { quoted, type Path } from './show';

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
