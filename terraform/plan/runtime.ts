import type { Cache, Image, Workload } from '../../capacity/declaration';
import { containersOf, type Container } from './container';
import { redisKey, type Draft, type Reader } from './draft';
import { slug } from './names';
import { egressOf, type Access } from './network';
import { cpuOf, memoryOf } from './quantities';
import { ask, countOf, isFrom, isNotKnown, note, type Target } from './report';
import { declaredText, type Resource } from './resource';
import { hostIn } from './targets';
import { clientsOf } from './workload';
import { UNKNOWN, type View } from './view';

/** What a service and a job have in common, as Terraform says it. */
export interface Runtime {
  readonly resource: Resource;
  /** Where the containers are. */
  readonly template: View;
  readonly access: Access;
  /** Each names databases of mounted sockets. */
  readonly sockets: readonly View[];
}

/** Cloud Run's defaults: https://docs.cloud.google.com/run/docs/configuring/services/cpu, …/memory-limits. */
const DEFAULT_CPU = 1;
const DEFAULT_MEMORY = '512Mi';

/** Reads what a service and a job have in common. */
export function readWorkload(
  reader: Reader,
  draft: Draft,
  target: Target,
  { resource, template, access, sockets }: Runtime,
): { readonly workload: Workload; readonly container: Container | undefined } {
  const containers = containersOf(template);
  // The one that takes the requests; the others stand beside it.
  const container = containers.find(({ view }) => view.at('ports').list().length > 0) ?? containers[0];
  const { egress, network } = egressOf(reader, draft, target, access);
  if (network !== undefined) draft.networks.add(network);
  const clients = clientsOf(reader, draft, target, resource, containers, sockets, network);
  const caches = containers.reduce<Record<string, Cache>>(
    (all, each) => ({ ...all, ...cachesOf(reader, draft, target, resource, each, all) }),
    {},
  );
  const usesSocket =
    sockets.length > 0 || containers.some(({ words }) => words.some((word) => word.includes('/cloudsql/')));
  return {
    container,
    workload: {
      image: imageOf(container),
      cpu: cpuAt(target, container),
      memory: memoryAt(target, container),
      ...(clients.processes !== undefined && { processes: clients.processes }),
      ...optional('pools', clients.pools),
      ...optional('caches', caches),
      ...(usesSocket && Object.keys(clients.pools).length > 0 && { transport: 'socket' as const }),
      egress,
    },
  };
}

function optional<K extends string, T>(
  key: K,
  items: Readonly<Record<string, T>>,
): Partial<Record<K, Readonly<Record<string, T>>>> {
  return Object.keys(items).length === 0 ? {} : ({ [key]: items } as Record<K, Readonly<Record<string, T>>>);
}

function imageOf(container: Container | undefined): Image {
  return { managedBy: 'declaration', reference: declaredText(container?.image ?? 'unknown') };
}

function cpuAt(target: Target, container: Container | undefined): number {
  const view = container?.view.at('resources', 'limits', 'cpu');
  const text = view?.text();
  if (view && text === UNKNOWN) isNotKnown(target, 'cpu', view);
  if (!view || typeof text !== 'string') return DEFAULT_CPU;
  const cpu = cpuOf(text);
  if (cpu === undefined || cpu > 1_000_000)
    note(target, view.resource, `cpu ${declaredText(text)} is no number of vCPUs`);
  return cpu === undefined || cpu > 1_000_000 ? DEFAULT_CPU : cpu;
}

function memoryAt(target: Target, container: Container | undefined): string {
  const view = container?.view.at('resources', 'limits', 'memory');
  const text = view?.text();
  if (view && text === UNKNOWN) isNotKnown(target, 'memory', view);
  if (!view || typeof text !== 'string') return DEFAULT_MEMORY;
  const memory = memoryOf(text);
  if (memory === undefined)
    note(target, view.resource, `memory ${declaredText(text)} is no amount such as 512Mi`);
  return memory ?? DEFAULT_MEMORY;
}

const REDIS = 'google_redis_instance';
const ADDRESS = /(^|_)(REDIS|CACHE|CELERY|BROKER)(_|$)|REDIS_?(HOST|URL|ADDR|ADDRESS)$/;

/** Redis instances that a container's variables lead to. */
function cachesOf(
  reader: Reader,
  draft: Draft,
  target: Target,
  resource: Resource,
  { variables }: Container,
  known: Readonly<Record<string, Cache>>,
): Readonly<Record<string, Cache>> {
  const caches: Record<string, Cache> = {};
  const used = new Set(Object.values(known).map(({ redis }) => redis));
  const found = [...variables.values()].flatMap(({ name, view, text }) => {
    if (!ADDRESS.test(name) && text !== undefined) return [];
    const host = text === undefined ? undefined : hostIn(text);
    const all =
      host === undefined ? reader.targets.references.of(view).resources : reader.targets.named(REDIS, host);
    return all.filter(({ type }) => type === REDIS).map((redis) => ({ name, redis }));
  });
  const hosts = new Map(found.map(({ name, redis }) => [redis, name]));
  for (const { name, redis } of found.filter(
    (each) => hosts.get(each.redis) === each.name || each.name.endsWith('HOST'),
  )) {
    const key = redisKey(reader, draft, redis);
    if (key === undefined || used.has(key)) continue;
    used.add(key);
    const prefix = /^(.*)_?REDIS_(?:HOST|URL)$/.exec(name)?.[1]?.replace(/_$/, '') ?? '';
    const count = countFrom(variables.get(`${prefix === '' ? '' : `${prefix}_`}REDIS_MAX_CONNECTIONS`)?.text);
    const cache = hosts.size === 1 ? 'main' : prefix === '' ? key : slug(prefix);
    caches[cache] = { redis: key, connections: count ?? 'unknown' };
    isFrom(target, `caches.${cache}.redis`, `${name} of ${resource.address}`);
    if (count !== undefined)
      isFrom(target, `caches.${cache}.connections`, `REDIS_MAX_CONNECTIONS of ${resource.address}`);
    else
      ask(
        target,
        resource,
        [`caches.${cache}`],
        () => `nothing says how many connections a process opens to ${redis.address}: a sidecar can`,
      );
  }
  return caches;
}

function countFrom(text: string | undefined): number | undefined {
  return text === undefined ? undefined : countOf(text);
}
