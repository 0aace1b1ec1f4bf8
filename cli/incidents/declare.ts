import type {
  Client,
  Declaration,
  Environment,
  Job,
  Outgoing,
  Pool,
  Pooler,
  Service,
} from '../../capacity/declaration';
import { limitKindOf, limitOf, type LimitKind } from './limit';
import { instancesOf, isFixedHost, isPooler, overshoots } from './platform';
import { poolOf } from './pool';
import { clientLimitOf, clientsOf, routeThrough } from './pooler';
import type { Recorded, RecordedService } from './record';

/** A record as the model takes it. */
export interface Declared {
  readonly declaration: Declaration;
  /** First field that the answer needs and the record lacks; a lower bound stands in for it. */
  readonly missing?: string;
  /** Field whose number would cap the demand, which is an upper bound without it. */
  readonly uncapped?: string;
}

/** What a service becomes, by where it is declared. */
interface Parts {
  readonly services: Record<string, Service>;
  readonly jobs: Record<string, Job>;
  readonly poolers: Record<string, Pooler>;
  readonly clients: Record<string, Client>;
}

/** The name of the one environment. */
export const ENVIRONMENT = 'case';

/** What the model requires of every workload, and no connection rule looks at. */
const WORKLOAD = {
  image: { managedBy: 'declaration', reference: 'recorded' },
  cpu: 1,
  memory: '512Mi',
  egress: { kind: 'none' },
} as const;

/**
 * Declares what a case records: one environment with one database, whose platform stands for Cloud Run,
 * Kubernetes, ECS and hosts alike.
 *
 * - A service's ceiling, processes, pool and connections outside it are its own. The instances that a
 *   rollout adds are the outgoing fleet's; where they are not recorded, the generations say how many, and
 *   else the outgoing fleet is assumed equal. More than the ceiling is read as a live fleet that is larger, which
 *   also counts while another service takes its turn.
 * - The record says how many generations overlap, so a deploy into a rollout is ruled out by the interval.
 * - Only Cloud Run exceeds its ceiling. Poolers and fixed hosts never do: they are poolers and jobs here.
 * - The record says nothing about crash loops: no orphaned connections.
 * - Names are free text, so keys are numbers.
 */
export function declare(recorded: Recorded): Declared {
  const kind = limitKindOf(recorded.limitKind);
  const limit = limitOf(withPoolerLimit(recorded, kind), kind ?? 'server');
  const route = kind === 'server' || kind === 'stated' ? routeThrough(recorded) : 'direct';
  const pooled = typeof route === 'object';
  const parts: Parts = {
    services: {},
    jobs: {},
    poolers: pooled ? { pooler: route.pooler } : {},
    clients: {},
  };
  const missing = recorded.services.map((service, index) => {
    // Behind a pooler whose clients nobody limits, only what goes around it matters.
    if (pooled && recorded.pooler?.maxClientConnections === undefined && service.extraConnections === 0)
      return undefined;
    const add = isPooler(service) && kind !== 'pooler-clients' ? addPooler : addWorkload;
    return add(parts, service, index, recorded, { kind, via: pooled ? route.via : {} });
  });
  addClients(parts, recorded);
  const environment: Environment = {
    project: 'incidents',
    region: 'anywhere',
    state: { backend: 'local' },
    network: { ownership: 'reference', name: 'any', privateServicesAccess: { ownership: 'reference' } },
    databases: { main: { ownership: 'managed', version: 'POSTGRES_17', tier: 'any', ...limit.database } },
    ...parts,
    rollouts: recorded.serialized ? 'one-after-another' : 'together',
    deployIntervalSeconds: 1_000_000,
    assumptions: {
      orphanedConnectionSeconds: 0,
      ...(!overshoots(recorded.platform) && { overshootPercent: 0 }),
    },
  };
  const first = [
    kind === undefined ? 'limit_kind' : limit.missing,
    recorded.services.length === 0 && recorded.otherConnections === 0 ? 'services' : undefined,
    ...missing,
  ].find((path) => path !== undefined);
  return {
    declaration: { schemaVersion: 1, environments: { [ENVIRONMENT]: environment } },
    ...(first !== undefined && { missing: first }),
    ...(route === 'uncapped' && { uncapped: 'pooler_in_front.default_pool_size' }),
  };
}

interface Way {
  readonly kind: LimitKind | undefined;
  readonly via: Partial<Pool>;
}

function addWorkload(
  parts: Parts,
  service: RecordedService,
  index: number,
  { platform }: Recorded,
  { kind, via }: Way,
): string | undefined {
  const instances = instancesOf(service, platform);
  const { pool, atLeast } = poolOf(service, platform);
  const workload = { ...WORKLOAD, processes: service.processes ?? 1, pools: { main: { ...pool, ...via } } };
  const key = String(index);
  if (isFixedHost(platform, service) && instances.count !== 'unlimited') {
    parts.jobs[key] = { ...workload, during: 'always', tasks: instances.count };
  } else {
    const outgoing = outgoingOf(service);
    parts.services[key] = {
      ...workload,
      transport: kind === 'per-instance' ? 'socket' : 'private-ip',
      cpuIdle: false,
      concurrency: 80,
      requestTimeoutSeconds: 300,
      ...(instances.count !== 'unlimited' && { maxInstances: instances.count }),
      ...(outgoing && { outgoing }),
    };
  }
  return missingOf(service, index, { instances: instances.atLeast, pool: atLeast });
}

/** A pooler's replicas are its server side: as many connections as they are configured for, without load too. */
function addPooler(
  parts: Parts,
  service: RecordedService,
  index: number,
  recorded: Recorded,
): string | undefined {
  const { platform, pooler } = recorded;
  const recordedReplicas = instancesOf(service, platform);
  const replicas =
    recordedReplicas.atLeast && pooler?.replicas !== undefined
      ? { count: pooler.replicas, atLeast: false }
      : recordedReplicas;
  const size = service.poolSize ?? pooler?.poolSize;
  // A pooler without a maximum is a fleet without one.
  if (replicas.count === 'unlimited' || size === 'unlimited')
    return addWorkload(parts, service, index, recorded, { kind: 'server', via: {} });
  const each =
    ((size ?? 1) + (service.maxOverflow ?? 0) + service.extraConnections) * (service.processes ?? 1);
  const key = String(index);
  parts.poolers[key] = {
    database: 'main',
    replicas: replicas.count,
    poolSize: each,
    pairs: 1,
    mode: 'session',
    maxClientConnections: clientLimitOf(pooler),
  };
  const extra = service.rolloutExtraInstances ?? ((service.generations ?? 1) - 1) * replicas.count;
  if (extra > 0) parts.clients[`${key}-outgoing`] = client(extra * each, 'outgoing replicas', 'rollout');
  return missingOf(service, index, { instances: replicas.atLeast, pool: size === undefined });
}

function addClients(parts: Parts, recorded: Recorded): void {
  if (recorded.otherConnections > 0)
    parts.clients['others'] = client(recorded.otherConnections, 'other clients');
  if (recorded.rolloutExtraConnections > 0)
    parts.clients['rollout'] = client(recorded.rolloutExtraConnections, 'fixed part of a rollout', 'rollout');
  const [only, ...more] = Object.keys(parts.poolers);
  if (only === undefined || more.length > 0 || !recorded.pooler || Object.keys(parts.services).length > 0)
    return;
  for (const [key, one] of Object.entries(clientsOf(recorded.pooler)))
    parts.clients[key] = { ...one, pooler: only };
}

function client(connections: number, reason: string, during: Client['during'] = 'always'): Client {
  return { database: 'main', connections, reason, owner: 'recorded', during };
}

function outgoingOf({
  rolloutExtraInstances,
  generations,
  maxInstances,
}: RecordedService): Outgoing | undefined {
  const others = generations === undefined ? undefined : Math.max(0, generations - 1);
  const derived =
    others === 0 ? 0 : typeof maxInstances === 'number' && others ? others * maxInstances : undefined;
  const extra = rolloutExtraInstances ?? derived;
  if (extra === undefined) return undefined;
  // Without pools it adds no line to the sum.
  return { maxInstances: extra, ...(extra === 0 && { pools: {} }) };
}

function missingOf(
  { processes }: RecordedService,
  index: number,
  atLeast: { readonly instances: boolean; readonly pool: boolean },
): string | undefined {
  const field = atLeast.pool
    ? 'pool_size'
    : processes === undefined
      ? 'processes_per_instance'
      : atLeast.instances
        ? 'max_instances'
        : undefined;
  return field && `services[${index}].${field}`;
}

/** A session pooler accepts as many clients as it has server connections. */
function withPoolerLimit({ database, pooler }: Recorded, kind: LimitKind | undefined): Recorded['database'] {
  if (kind !== 'pooler-clients' || database.maxConnections !== undefined) return database;
  return { ...database, maxConnections: pooler?.maxClientConnections ?? pooler?.poolSize };
}
