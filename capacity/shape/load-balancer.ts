import type { Environment } from '../declaration';
import { entries, unresolved } from './look-up';
import type { Problem } from './shape-error';
import type { Path } from './show';

/** Hosts and paths that are routed to services that are not declared. */
export function* findUnrouted({ loadBalancer, services }: Environment, path: Path): Iterable<Problem> {
  for (const [host, { service, paths }] of entries(loadBalancer?.hosts)) {
    const at = [...path, 'loadBalancer', 'hosts', host];
    yield* unresolved(services, 'services', service, [...at, 'service']);
    for (const [url, key] of entries(paths))
      yield* unresolved(services, 'services', key, [...at, 'paths', url]);
  }
}
