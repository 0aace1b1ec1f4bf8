import type { Environment, Job, Pool, Service } from '../declaration';
import { entries, throughPooler, unresolved } from './look-up';
import type { Problem } from './shape-error';
import { quoted, type Path } from './show';

/** What is wrong with the pools of a service, of its other revisions, of its outgoing fleet, or of a job. */
export function* findInPools(
  environment: Environment,
  workload: Service | Job,
  path: Path,
): Iterable<Problem> {
  yield* inPools(environment, workload.pools, path);
  if (!('concurrency' in workload)) return;
  for (const [key, revision] of entries(workload.revisions))
    yield* inPools(environment, revision.pools, [...path, 'revisions', key]);
  yield* inPools(environment, workload.outgoing?.pools, [...path, 'outgoing']);
}

function* inPools(environment: Environment, pools: Service['pools'], path: Path): Iterable<Problem> {
  for (const [key, pool] of entries(pools)) yield* inPool(environment, pool, [...path, 'pools', key]);
}

function* inPool(environment: Environment, pool: Pool, path: Path): Iterable<Problem> {
  const { database, fallback, maximum, maxOverflow, pooler, size, via = 'direct' } = pool;
  const { databases } = environment;
  yield* unresolved(databases, 'databases', database, [...path, 'database']);
  yield* unresolved(databases, 'databases', fallback, [...path, 'fallback']);
  if (fallback === database)
    yield {
      path: [...path, 'fallback'],
      text: `given ${quoted(fallback)}, the database of the pool; allowed is another one`,
    };

  if (via === 'pgbouncer' && pooler === undefined)
    yield { path: [...path, 'pooler'], text: 'missing; needed with via "pgbouncer" is the key of a pooler' };
  if (via !== 'pgbouncer' && pooler !== undefined)
    yield { path: [...path, 'pooler'], text: `given ${quoted(pooler)}; allowed only with via "pgbouncer"` };
  yield* throughPooler(environment, database, pooler, [...path, 'pooler']);
  if (via === 'managed-pooler' && !databases?.[database]?.managedPooling)
    yield {
      path: [...path, 'via'],
      text: `given "managed-pooler"; database ${quoted(database)} declares no managedPooling`,
    };

  for (const [name, value] of Object.entries({ size, maxOverflow }))
    if (value !== undefined && maximum !== undefined)
      yield { path: [...path, 'maximum'], text: `given beside ${name}; allowed is one of the two` };
}
