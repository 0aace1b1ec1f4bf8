import type { Revision, Service } from '../../capacity/declaration';
import { ingressOf } from '../attributes/cloud-run';
import type { Container } from './container';
import { draftOf, type Draft, type Mutable, type Reader } from './draft';
import { slug } from './names';
import { clientSettings } from './own-settings';
import { secondsOf } from './quantities';
import { countAt, isFrom, isNotKnown, note, type Target } from './report';
import { declaredText, viewOf, type Resource } from './resource';
import { readWorkload, type Runtime } from './runtime';
import { UNKNOWN, type View } from './view';

type Draftable = Mutable<Service>;

/** Cloud Run's defaults: website/docs/r/cloud_run_v2_service.html.markdown of the provider, and run/docs/configuring. */
const DEFAULTS = { concurrency: 80, concurrencyBelowOneCpu: 1, timeoutSeconds: 300 };

/** Reads a service of Cloud Run's second API. */
export function readService(reader: Reader, resource: Resource): void {
  const draft = draftOf(reader, resource);
  const target = targetOf(reader, draft, resource);
  const view = viewOf(resource);
  const template = view.at('template');
  const { workload, container } = readWorkload(reader, draft, target, runtimeOf(resource, template));
  const service: Draftable = {
    ...workload,
    ...base(target, workload.cpu, template.at('max_instance_request_concurrency'), template.at('timeout')),
    cpuIdle: idleOf(container),
    startupCpuBoost: container?.view.at('resources', 'startup_cpu_boost').flag() === true,
  };
  const ingress = ingressOf(view.at('ingress').known());
  if (ingress) service.ingress = ingress;
  scale(target, service, {
    max: template.at('scaling', 'max_instance_count'),
    min: [template.at('scaling', 'min_instance_count'), view.at('scaling', 'min_instance_count')],
    serviceMax: view.at('scaling', 'max_instance_count'),
    manual:
      view.at('scaling', 'scaling_mode').known() === 'MANUAL'
        ? view.at('scaling', 'manual_instance_count')
        : undefined,
  });
  addTraffic(target, service, view.at('traffic'), 'revision');
  finish(reader, draft, target, resource, service, container);
}

/** Reads a worker pool: a service that takes no requests. */
export function readWorkerPool(reader: Reader, resource: Resource): void {
  const draft = draftOf(reader, resource);
  const target = targetOf(reader, draft, resource);
  const view = viewOf(resource);
  const template = view.at('template');
  const { workload, container } = readWorkload(reader, draft, target, runtimeOf(resource, template));
  const service: Draftable = {
    ...workload,
    concurrency: 1,
    requestTimeoutSeconds: LONGEST_REQUEST,
    cpuIdle: false,
  };
  isFrom(
    target,
    'requestTimeoutSeconds',
    'the longest of a service: a worker pool has requests of no length',
  );
  const scaling = view.at('scaling');
  const isAutomatic = scaling.at('scaling_mode').known() === 'AUTOMATIC';
  scale(target, service, {
    max: scaling.at('max_instance_count'),
    min: [scaling.at('min_instance_count')],
    // Manual is the default of worker pools.
    manual: isAutomatic ? undefined : scaling.at('manual_instance_count'),
  });
  finish(reader, draft, target, resource, service, container);
}

const LONGEST_REQUEST = 3600;

/** The path of a workload in the declaration. */
export function targetOf(
  { keys, report }: Reader,
  { name }: Draft,
  resource: Resource,
  collection = 'services',
): Target {
  return { report, environment: name, path: `${collection}.${keys.of(resource)}` };
}

/** What runs, as services, worker pools and jobs of the second API write it. */
export function runtimeOf(resource: Resource, template: View): Runtime {
  const access = template.at('vpc_access');
  return {
    resource,
    template,
    access: {
      ...(access.at('connector').isSet && { connector: { view: access.at('connector') } }),
      ...interfacesOf(access.at('network_interfaces')),
      traffic: access.at('egress').known(),
    },
    sockets: socketsOf(template),
  };
}

/** Places that name the databases of mounted sockets. */
function socketsOf(template: View): readonly View[] {
  return template
    .at('volumes')
    .list()
    .map((volume) => volume.at('cloud_sql_instance', 'instances'))
    .flatMap((instances) =>
      Array.isArray(instances.value) ? instances.list() : instances.isSet ? [instances] : [],
    );
}

/** The one network interface that Direct VPC egress has. */
function interfacesOf(view: View): Pick<Runtime['access'], 'network' | 'subnetwork'> {
  const [network, subnetwork] = [view.at('network'), view.at('subnetwork')];
  return {
    ...(network.isSet && { network: { view: network } }),
    ...(subnetwork.isSet && { subnetwork: { view: subnetwork } }),
  };
}

/** Concurrency and time-out, with the product's defaults where they are not written. */
export function base(
  target: Target,
  cpu: number,
  concurrency: View,
  timeout: View,
): Pick<Service, 'concurrency' | 'requestTimeoutSeconds'> {
  const written = countAt(target, 'concurrency', concurrency);
  const text = timeout.text();
  if (text === UNKNOWN) isNotKnown(target, 'requestTimeoutSeconds', timeout);
  const seconds = typeof text === 'string' ? secondsOf(text) : undefined;
  if (typeof text === 'string' && seconds === undefined)
    note(target, timeout.resource, `timeout ${declaredText(text)} is no time such as 300s`);
  const standard = cpu < 1 ? DEFAULTS.concurrencyBelowOneCpu : DEFAULTS.concurrency;
  return {
    concurrency: typeof written === 'number' && written > 0 ? written : standard,
    requestTimeoutSeconds: seconds ?? DEFAULTS.timeoutSeconds,
  };
}

/** Where the bounds of the instances are written. */
export interface Scaling {
  readonly max: View;
  readonly min: readonly View[];
  readonly serviceMax?: View;
  readonly manual?: View | undefined;
}

/** Adds the bounds of the instances. 0 is what an API says where nothing is set. */
export function scale(target: Target, service: Draftable, { max, min, serviceMax, manual }: Scaling): void {
  if (manual) {
    const count = countAt(target, 'maxInstances', manual);
    service.maxInstances = count ?? 'unknown';
    if (typeof count === 'number') service.minInstances = count;
    isFrom(target, 'maxInstances', `manual_instance_count of ${manual.resource.address}`);
    return;
  }
  const ceiling = countAt(target, 'maxInstances', max);
  if (ceiling !== undefined && ceiling !== 0) service.maxInstances = ceiling;
  const all = serviceMax && countAt(target, 'serviceMaxInstances', serviceMax);
  if (typeof all === 'number' && all > 0) service.serviceMaxInstances = all;
  else if (all === 'unknown') service.maxInstances ??= 'unknown';
  const floors = min.flatMap((view) => {
    const floor = countAt(target, 'minInstances', view);
    return typeof floor === 'number' ? [floor] : [];
  });
  if (floors.length > 0) service.minInstances = Math.max(...floors);
  // A number of resources that nobody can count has instances that nobody can count.
  if (max.resource.isRepeated) {
    service.maxInstances = 'unknown';
    note(target, max.resource, 'stands for several by count or for_each: how many only a plan tells');
  }
}

/** Tag of a candidate that gets its traffic after it has proven itself. */
const CANDIDATE = 'candidate';

/**
 * Adds the split of the traffic. Cloud Run has 100 percent; another sum is said, and every revision counts.
 *
 * @param revisionName - attribute that names the revision of an entry; without it, the entry is of the latest one
 */
export function addTraffic(target: Target, service: Draftable, traffic: View, revisionName: string): void {
  const entries = traffic.list().map((entry) => {
    const percent = countAt(target, 'traffic', entry.at('percent'));
    return {
      revision: entry.at(revisionName).known(),
      percent: typeof percent === 'number' ? Math.min(percent, 100) : 0,
      tag: entry.at('tag').known(),
    };
  });
  const sum = entries.reduce((all, { percent }) => all + percent, 0);
  const others = new Map<string, Mutable<Revision>>();
  let latest = 0;
  for (const { percent, revision, tag } of entries) {
    if (revision === undefined) {
      latest += percent;
      if (tag === CANDIDATE) service.rollout = 'candidate';
      continue;
    }
    const key = slug(revision);
    const entry = others.get(key) ?? { traffic: 0 };
    entry.traffic += percent;
    if (tag !== undefined && slug(tag) === tag) entry.tag = tag;
    others.set(key, entry);
  }
  if (others.size === 0) return;
  if (sum !== 100) {
    target.report.notes.add(
      `${target.path} of ${target.environment}: its traffic adds up to ${sum} %, and the API takes 100; every revision counts`,
    );
    const share = Math.floor(100 / (others.size + 1));
    for (const entry of others.values())
      entry.traffic = Math.max(Math.min(1, entry.traffic), Math.min(entry.traffic, share));
  } else service.latestTraffic = latest;
  service.revisions = Object.fromEntries(others);
}

/** Beside limits, CPU is allocated always unless it is said otherwise. */
function idleOf(container: Container | undefined): boolean {
  const resources = container?.view.at('resources');
  const idle = resources?.at('cpu_idle').flag();
  if (typeof idle === 'boolean') return idle;
  return !(resources?.isSet && resources.at('limits').isSet);
}

/** Adds what a container says of the start and of its client, and puts the service into its environment. */
export function finish(
  reader: Reader,
  draft: Draft,
  target: Target,
  resource: Resource,
  service: Draftable,
  container: Container | undefined,
): void {
  const key = reader.keys.of(resource);
  const port = container && countAt(target, 'port', container.view.at('ports', 'container_port'));
  if (typeof port === 'number') service.port = port;
  Object.assign(service, clientSettings(target, container));
  draft.services.set(key, service);
  reader.read.set(resource, { environment: draft.name, subject: target.path });
}
