import type { Connector, Egress, Redis } from '../../capacity/declaration';
import { lastSegment } from '../resources';
import {
  connectorKey,
  isCidr,
  networkOf,
  referenceKey,
  type Draft,
  type Mutable,
  type Reader,
} from './draft';
import { slug } from './names';
import { countAt, isFrom, isNotKnown, note, type Target } from './report';
import { declaredText, viewOf, type Resource } from './resource';
import type { View } from './view';

/** Reads a Serverless VPC Access connector. */
export function readConnector(
  reader: Reader,
  target: Target,
  resource: Resource,
  draft: Draft,
): Mutable<Connector> {
  const view = viewOf(resource);
  const connector: Mutable<Connector> = { ownership: resource.mode === 'data' ? 'reference' : 'managed' };
  const machineType = view.at('machine_type').known();
  if (machineType !== undefined) connector.machineType = declaredText(machineType);
  const bounds = (['min', 'max'] as const).map((end) => ({
    instances: sizeAt(target, `${end}Instances`, view.at(`${end}_instances`)),
    mbps: sizeAt(target, `throughput.${end}Mbps`, view.at(`${end}_throughput`)),
  }));
  const [min, max] = bounds as [(typeof bounds)[0], (typeof bounds)[0]];
  // What one bound is without the other cannot be said: a connector without any is one of unknown size.
  if ([min.instances, max.instances].includes('unknown') || [min.mbps, max.mbps].includes('unknown'))
    connector.ownership = connector.ownership === 'managed' ? 'imported' : connector.ownership;
  else if (min.instances !== undefined || max.instances !== undefined) {
    if (typeof min.instances === 'number') connector.minInstances = min.instances;
    if (typeof max.instances === 'number') connector.maxInstances = max.instances;
  } else if (typeof min.mbps === 'number' || typeof max.mbps === 'number')
    connector.throughput = {
      ...(typeof min.mbps === 'number' && { minMbps: min.mbps }),
      ...(typeof max.mbps === 'number' && { maxMbps: max.mbps }),
    };
  const range = view.at('ip_cidr_range').known();
  const subnet = view.at('subnet', 'name');
  if (range !== undefined && isCidr(range)) connector.ipCidrRange = range;
  else if (subnet.isSet) connector.subnet = subnetKey(reader, draft, subnet);
  return connector;
}

/** The provider writes 0 for a bound that is not set. */
function sizeAt(target: Target, field: string, view: View): number | 'unknown' | undefined {
  const size = countAt(target, field, view);
  return size === 0 ? undefined : size;
}

const NO_RANGE = 'unknown';

/** The key of a subnet in the environment of who uses it. */
export function subnetKey({ targets, report }: Reader, draft: Draft, view: View): string {
  const [resource] = targets.of(view, 'google_compute_subnetwork');
  const text = view.known();
  const name =
    (resource && viewOf(resource).at('name').known()) ??
    (text && lastSegment(text)) ??
    resource?.name ??
    'unknown';
  const range = resource && viewOf(resource).at('ip_cidr_range').known();
  const ipCidrRange = range !== undefined && isCidr(range) ? range : NO_RANGE;
  const key = referenceKey(draft, draft.subnets, `subnet ${resource?.id ?? name}`, [
    slug(name),
    { ownership: resource?.mode === 'managed' ? 'managed' : 'reference', ipCidrRange },
  ]);
  if (ipCidrRange === NO_RANGE)
    report.notes.add(
      `subnet ${key} of ${draft.name}: its range is not in this plan, so its addresses are not counted`,
    );
  return key;
}

/** A place that names something, or a text that does. */
export interface Named {
  readonly view: View;
  readonly text?: string;
}

/** How a workload reaches the network, as Terraform says it. */
export interface Access {
  readonly connector?: Named;
  readonly network?: Named;
  readonly subnetwork?: Named;
  readonly traffic?: string | undefined;
}

/** The way into the network of a workload, and which network that is. */
export function egressOf(
  reader: Reader,
  draft: Draft,
  target: Target,
  access: Access,
): { readonly egress: Egress; readonly network?: string } {
  const traffic =
    access.traffic === undefined
      ? {}
      : ({ traffic: /all/i.test(access.traffic) ? 'all-traffic' : 'private-ranges-only' } as const);
  const { connector, network, subnetwork } = access;
  if (connector) {
    const { key, resource } = connectorOf(reader, draft, target, connector);
    const inNetwork =
      resource &&
      (networkOf(reader, resource, 'network') ??
        subnetNetwork(reader, viewOf(resource).at('subnet', 'name')));
    return {
      egress: { kind: 'connector', connector: key, ...traffic },
      ...(inNetwork && { network: inNetwork }),
    };
  }
  const way = subnetwork ?? network;
  if (!way) return { egress: { kind: 'none' } };
  const subnet = way.text === undefined ? subnetKey(reader, draft, way.view) : textSubnet(draft, way.text);
  const inNetwork =
    (network && lastName(reader, network, 'google_compute_network')) ??
    (subnetwork && subnetNetwork(reader, subnetwork.view));
  return { egress: { kind: 'direct-vpc', subnet, ...traffic }, ...(inNetwork && { network: inNetwork }) };
}

function connectorOf(
  reader: Reader,
  draft: Draft,
  target: Target,
  { view, text }: Named,
): { readonly key: string; readonly resource?: Resource } {
  const found = reader.targets.of(view, 'google_vpc_access_connector');
  const [resource] = found;
  if (found.length > 1)
    note(
      target,
      view.resource,
      `its connector could be any of ${found.map(({ address }) => address).join(', ')}`,
    );
  const key = resource && connectorKey(reader, draft, resource);
  if (key !== undefined) return { key, resource };
  const path = text ?? view.known();
  if (path === undefined) {
    isNotKnown(target, 'egress.connector', view);
    const entry: Connector = { ownership: 'reference' };
    return {
      key: referenceKey(draft, draft.connectors, `unknown ${target.path}`, ['unknown-connector', entry]),
    };
  }
  const [, project, region, name = path] =
    /^(?:.*\/)?projects\/([^/]+)\/locations\/([^/]+)\/connectors\/([^/]+)$/.exec(path) ?? [];
  if (project !== undefined && project !== draft.place.project) draft.hostProject = project;
  const entry: Connector = {
    ownership: 'reference',
    ...(project !== undefined && { project: declaredText(project) }),
    ...(region !== undefined && { region: declaredText(region) }),
  };
  return { key: referenceKey(draft, draft.connectors, `connector ${path}`, [slug(name), entry]) };
}

function subnetNetwork(reader: Reader, view: View): string | undefined {
  const [subnet] = reader.targets.of(view, 'google_compute_subnetwork');
  return subnet && networkOf(reader, subnet, 'network');
}

function lastName({ targets }: Reader, { view, text }: Named, type: string): string | undefined {
  const known = text ?? view.known();
  if (known !== undefined) return lastSegment(known);
  const [resource] = targets.of(view, type);
  return resource && (viewOf(resource).at('name').known() ?? resource.id);
}

function textSubnet(draft: Draft, text: string): string {
  const name = lastSegment(text);
  return referenceKey(draft, draft.subnets, `subnet ${name}`, [
    slug(name),
    { ownership: 'reference', ipCidrRange: NO_RANGE },
  ]);
}

/** The API makes the newest version where none is written; from Redis 7 on all of them take as many clients. */
const NEWEST_REDIS = 'REDIS_7_X';

/** Reads a Memorystore for Redis instance. Nothing where its size is not known: then its clients cannot be counted. */
export function readRedis(target: Target, resource: Resource): Mutable<Redis> | undefined {
  const view = viewOf(resource);
  const memoryGb = countAt(target, 'memoryGb', view.at('memory_size_gb'));
  const version = view.at('redis_version').known();
  const tier = view.at('tier').known();
  const mode = view.at('connect_mode').known();
  const tls = view.at('transit_encryption_mode').known();
  const auth = view.at('auth_enabled').flag();
  if (typeof memoryGb !== 'number') {
    note(target, resource, 'its size is not known, so its clients are not counted');
    return undefined;
  }
  const isVersion = version !== undefined && /^REDIS_[4-9]_(\d|X)$/.test(version);
  if (!isVersion) isFrom(target, 'version', 'the newest one, which the API makes where none is written');
  return {
    ownership: resource.mode === 'data' ? 'reference' : 'managed',
    memoryGb,
    version: isVersion ? version : NEWEST_REDIS,
    tier: tier === 'STANDARD_HA' ? 'STANDARD_HA' : 'BASIC',
    connectMode: mode === 'PRIVATE_SERVICE_ACCESS' ? 'private-service-access' : 'direct-peering',
    transitEncryption: tls === 'SERVER_AUTHENTICATION',
    auth: auth === true,
  };
}
