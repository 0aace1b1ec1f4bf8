import type { Environment, Job, Redis, Service } from '../declaration';
import { elsewhere } from './instances';
import { entries, unresolved } from './look-up';
import type { Problem } from './shape-error';
import { quoted, type Path } from './show';

/** What is wrong with the Redis instances of one environment, seen alone. */
export function* findInRedis(environment: Environment, path: Path): Iterable<Problem> {
  for (const [key, redis] of entries(environment.redis)) {
    const at = [...path, 'redis', key];
    yield* elsewhere(environment, redis, at);
    yield* typedHost(redis, at);
  }
}

/** The address of an instance of this stack is the resource's own. Whether a typed one can work is a rule's matter. */
function* typedHost({ host, ownership }: Redis, path: Path): Iterable<Problem> {
  if (host !== undefined && ownership !== 'reference')
    yield { path: [...path, 'host'], text: `given ${quoted(host)}; allowed only with ownership "reference"` };
}

/** What is wrong with the caches of a service, of its other revisions, of its outgoing fleet, or of a job. */
export function* findInCaches(
  { redis }: Environment,
  workload: Service | Job,
  path: Path,
): Iterable<Problem> {
  const inCaches = function* (caches: Service['caches'], at: Path): Iterable<Problem> {
    for (const [key, cache] of entries(caches))
      yield* unresolved(redis, 'redis', cache.redis, [...at, 'caches', key, 'redis']);
  };
  yield* inCaches(workload.caches, path);
  if (!('concurrency' in workload)) return;
  for (const [key, revision] of entries(workload.revisions))
    yield* inCaches(revision.caches, [...path, 'revisions', key]);
  yield* inCaches(workload.outgoing?.caches, [...path, 'outgoing']);
}
