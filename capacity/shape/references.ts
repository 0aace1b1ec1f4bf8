import type { Client, Connector, Egress, Environment, Job, Pooler, Service } from '../declaration';
import { entries, throughPooler, unresolved } from './look-up';
import { findInPools } from './pools';
import { findInCaches } from './redis';
import type { Problem } from './shape-error';
import type { Path } from './show';

/** References of one environment to what it does not declare. */
export function* findUnresolved(environment: Environment, path: Path): Iterable<Problem> {
  for (const [key, connector] of entries(environment.connectors))
    yield* inConnector(environment, connector, [...path, 'connectors', key]);
  for (const [key, pooler] of entries(environment.poolers))
    yield* inPooler(environment, pooler, [...path, 'poolers', key]);
  for (const [key, client] of entries(environment.clients))
    yield* inClient(environment, client, [...path, 'clients', key]);
  for (const collection of ['services', 'jobs'] as const)
    for (const [key, workload] of entries<Service | Job>(environment[collection])) {
      const at = [...path, collection, key];
      yield* inEgress(environment, workload.egress, [...at, 'egress']);
      yield* findInPools(environment, workload, at);
      yield* findInCaches(environment, workload, at);
    }
}

function* inConnector(environment: Environment, connector: Connector, path: Path): Iterable<Problem> {
  const { ipCidrRange, ownership, subnet } = connector;
  if (ipCidrRange !== undefined && subnet !== undefined)
    yield { path: [...path, 'subnet'], text: 'given beside ipCidrRange; allowed is one of the two' };
  const isNamed = ipCidrRange !== undefined || subnet !== undefined;
  if (ownership !== 'reference' && environment.origin !== 'terraform' && !isNamed)
    yield {
      path,
      text: `ipCidrRange or subnet is missing; a connector that is ${ownership} needs one of the two`,
    };
  yield* unresolved(environment.network.subnets, 'subnets', subnet, [...path, 'subnet']);
}

function* inPooler({ databases }: Environment, { database }: Pooler, path: Path): Iterable<Problem> {
  yield* unresolved(databases, 'databases', database, [...path, 'database']);
}

function* inClient(environment: Environment, { database, pooler }: Client, path: Path): Iterable<Problem> {
  yield* unresolved(environment.databases, 'databases', database, [...path, 'database']);
  yield* throughPooler(environment, database, pooler, [...path, 'pooler']);
}

function* inEgress(environment: Environment, egress: Egress, path: Path): Iterable<Problem> {
  if (egress.kind === 'connector')
    yield* unresolved(environment.connectors, 'connectors', egress.connector, [...path, 'connector']);
  if (egress.kind === 'direct-vpc')
    yield* unresolved(environment.network.subnets, 'subnets', egress.subnet, [...path, 'subnet']);
}
