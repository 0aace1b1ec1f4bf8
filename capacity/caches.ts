import type { Cache, Environment } from './declaration';
import { resolveRedis, type ResolvedRedis } from './google-cloud/memorystore';

/** A cache with the instance that it connects to. */
export interface ResolvedCache {
  readonly name: string;
  /** Path within the environment, such as `services.backend.caches.sessions`. */
  readonly path: string;
  readonly declared: Cache;
  readonly redis: ResolvedRedis;
}

/** Resolves the caches of a service, a revision or a job. */
export function resolveCaches(
  { redis }: Environment,
  path: string,
  caches: Readonly<Record<string, Cache>> | undefined,
): readonly ResolvedCache[] {
  return Object.entries(caches ?? {}).map(([name, declared]) => ({
    name,
    path: `${path}.caches.${name}`,
    declared,
    redis: resolveRedis(redis![declared.redis]!),
  }));
}
