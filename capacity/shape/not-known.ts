import type { Environment, Job, Service } from '../declaration';
import { entries } from './look-up';
import type { Problem } from './shape-error';
import type { Path } from './show';

/** Numbers that are `unknown` in an environment that was not read from Terraform: there, people write numbers. */
export function* findNotKnown(environment: Environment, path: Path): Iterable<Problem> {
  if (environment.origin === 'terraform') return;
  for (const [key, { maxConnections }] of entries(environment.databases))
    yield* notKnown(maxConnections, [...path, 'databases', key, 'maxConnections']);
  for (const [key, { ipCidrRange }] of entries(environment.network.subnets))
    yield* notKnown(ipCidrRange, [...path, 'network', 'subnets', key, 'ipCidrRange']);
  for (const collection of ['services', 'jobs'] as const)
    for (const [key, workload] of entries<Service | Job>(environment[collection])) {
      const at = [...path, collection, key];
      for (const [name, { connections }] of entries(workload.caches))
        yield* notKnown(connections, [...at, 'caches', name, 'connections']);
      if ('concurrency' in workload) yield* inService(workload, at);
    }
}

function* inService({ maxInstances, outgoing, revisions }: Service, path: Path): Iterable<Problem> {
  yield* notKnown(maxInstances, [...path, 'maxInstances']);
  yield* notKnown(outgoing?.maxInstances, [...path, 'outgoing', 'maxInstances']);
  for (const [key, own] of entries(revisions))
    yield* notKnown(own.maxInstances, [...path, 'revisions', key, 'maxInstances']);
}

function* notKnown(value: unknown, path: Path): Iterable<Problem> {
  if (value === 'unknown')
    yield { path, text: 'given "unknown"; allowed only in an environment with origin "terraform"' };
}
