import type { Declaration, Environment, Ownership } from '../declaration';
import { databaseServer, redisServer } from '../servers';
import { entries } from './look-up';
import type { Problem } from './shape-error';
import { pathText, quoted, type Path } from './show';

/** What databases and Redis instances have in common. */
interface Instance {
  readonly ownership: Ownership;
  readonly project?: string;
  readonly region?: string;
}

/** A stack creates in its own project and region only. */
export function* elsewhere(environment: Environment, instance: Instance, path: Path): Iterable<Problem> {
  if (instance.ownership === 'reference') return;
  for (const field of ['project', 'region'] as const) {
    const given = instance[field];
    if (given !== undefined && given !== environment[field])
      yield {
        path: [...path, field],
        text: `given ${quoted(given)}; allowed is the environment's ${quoted(environment[field])}, or ownership "reference"`,
      };
  }
}

/** Instances with more than one owner, or with two keys in one environment. */
export function* findSharedInstances({ environments }: Declaration): Iterable<Problem> {
  const owners = new Map<string, Path>();
  for (const [name, environment] of Object.entries(environments)) {
    const keys = new Map<string, Path>();
    for (const [instance, path, ownership] of instancesOf(environment, ['environments', name])) {
      const twin = keys.get(instance);
      if (twin)
        yield { path, text: `is instance ${quoted(instance)}, as ${pathText(twin)} is; allowed is one key` };
      keys.set(instance, path);
      if (ownership === 'reference') continue;
      const owner = owners.get(instance);
      if (owner)
        yield {
          path: [...path, 'ownership'],
          text: `given ${quoted(ownership)}; ${pathText(owner)} owns the instance, and allowed is "reference"`,
        };
      owners.set(instance, path);
    }
  }
}

function* instancesOf(
  environment: Environment,
  path: Path,
): Iterable<readonly [instance: string, path: Path, ownership: Ownership]> {
  for (const [key, { ownership }] of entries(environment.databases))
    yield [databaseServer(environment, key), [...path, 'databases', key], ownership];
  for (const [key, { ownership }] of entries(environment.redis))
    yield [redisServer(environment, key), [...path, 'redis', key], ownership];
}
