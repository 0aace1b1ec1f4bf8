import { parseRange } from '../cidr';
import { keysOf } from '../paths';
import { entryOf } from './fact';
import { CONNECTOR_INSTANCES, CONNECTOR_THROUGHPUT } from './vpc-access';

/** What applying a change of a field does. */
export interface Effect {
  /** Words for a report; capitals where service is interrupted or something is lost. */
  readonly text: string;
  readonly kind: 'in-place' | 'new-revision' | 'restart' | 'replace' | 'outside';
}

/** What applying a resource's creation, its adoption, or its removal from the state does. */
export const CREATED: Effect = { kind: 'in-place', text: 'created' };
export const ADOPTED: Effect = { kind: 'in-place', text: 'adopted into the state' };
export const RELEASED: Effect = { kind: 'in-place', text: 'taken out of the state; what is live stays' };

/** What changing one of its fields does. */
export const IN_PLACE: Effect = { kind: 'in-place', text: 'in place' };
export const NEW_REVISION: Effect = { kind: 'new-revision', text: 'new revision' };
export const RESTART: Effect = { kind: 'restart', text: 'RESTARTS the database' };
const REPLACE_CONNECTOR: Effect = {
  kind: 'replace',
  text: 'REPLACES the connector: every service on it loses its private path until it is back; prevent_destroy stops the plan',
};
const REPLACE_CERTIFICATE: Effect = {
  kind: 'replace',
  text: 'REPLACES the certificate: no host has TLS until the new one is active, unless previousCertificateDomains keeps the old one',
};
export const REPLACE_REDIS: Effect = {
  kind: 'replace',
  text: 'REPLACES the instance: the cache is lost, and its address changes',
};
export const RESET_REDIS: Effect = { kind: 'restart', text: 'RESETS every connection for a minute or two' };
export const REPLACE_DATABASE: Effect = {
  kind: 'replace',
  text: 'REPLACES the instance: its data are lost, and a deleted name cannot be used again for about a week',
};
const REPLACE_NETWORK: Effect = {
  kind: 'replace',
  text: 'REPLACES the network, and everything that is in it',
};
export const REPLACE_SERVICE: Effect = {
  kind: 'replace',
  text: 'REPLACES the service: nothing answers until it is back',
};
/** What a change does that only the budget sees. */
export const NOT_DEPLOYED: Effect = { kind: 'in-place', text: 'changes nothing that is deployed' };
/** What leaving a field out does where Terraform then leaves what is live. */
export const KEPT: Effect = { kind: 'in-place', text: 'stays as it is live' };
/** What going back to the live value does. */
export const AS_LIVE: Effect = { kind: 'in-place', text: 'leaves it as it is live' };
export const OUTSIDE: Effect = { kind: 'outside', text: 'changed by its owner, outside this stack' };

/** Fields of a service that its revisions do not carry. */
const OF_THE_SERVICE = ['latestTraffic', 'serviceMaxInstances', 'ingress', 'invokers'];

/** Fields that the budget counts, and that no resource carries. */
const COUNTED_ONLY: Readonly<Record<string, readonly string[]>> = {
  connectors: ['owner', 'ownership'],
  services: ['owner', 'ownership', 'load', 'rollout', 'outgoing'],
  jobs: ['owner', 'ownership', 'during', 'concurrentExecutions'],
  // Reserved slots are counted: Cloud SQL has no flags for them.
  databases: ['owner', 'ownership', 'kept', 'observed', 'reserved'],
  redis: ['owner', 'ownership'],
};

/** Fields that a Cloud SQL instance has from its creation on. */
const OF_A_NEW_DATABASE = ['project', 'region', 'instance', 'replicaOf'];

/** Fields of a Redis instance that change nothing which is connected; of the others, all but its size and a newer version replace it. */
const REDIS_IN_PLACE = ['auth', 'deletionProtection'];

/**
 * What changing a field of the declaration does when it is applied.
 * Source: hashicorp/google 6.50.0, `ForceNew` and custom diffs of each resource.
 *
 * @param path - field within the environment, such as `services.backend.maxInstances`
 * @param from - value now; `undefined` where it is not written
 * @param to - value after
 */
export function effectOf(path: string, from: unknown, to: unknown): Effect {
  const [area = '', name, field, detail] = keysOf(path);
  if (entryOf(COUNTED_ONLY, area)?.includes(field ?? '')) return NOT_DEPLOYED;
  switch (area) {
    case 'services':
      if (field === 'region' || field === 'project') return REPLACE_SERVICE;
      // A revision is made once: only its share of the traffic and its tag change after that.
      if (field === 'revisions')
        return [undefined, 'traffic', 'tag'].includes(keysOf(path)[4]) ? IN_PLACE : NOT_DEPLOYED;
      return OF_THE_SERVICE.includes(field ?? '') ? IN_PLACE : NEW_REVISION;
    case 'jobs':
      return IN_PLACE;
    case 'databases':
      // Without a primary any more, a replica is promoted in place.
      if (OF_A_NEW_DATABASE.includes(field ?? '') && !(field === 'replicaOf' && to === undefined))
        return REPLACE_DATABASE;
      if (field === 'diskGb' && Number(to) < Number(from)) return REPLACE_DATABASE;
      return ['maxConnections', 'tier', 'edition', 'version', 'flags'].includes(field ?? '') ||
        detail === 'pointInTimeRecovery'
        ? RESTART
        : IN_PLACE;
    case 'connectors': {
      const shrinks = typeof from === 'number' && typeof to === 'number' && to < from;
      const fixed = ['region', 'project', 'ipCidrRange', 'subnet', 'throughput'].includes(field ?? '');
      if (neverAccepted(detail ?? field, from))
        return { kind: 'in-place', text: `replaces nothing: the API never accepted ${String(from)}` };
      const replaces = fixed || (shrinks && (field ?? '').endsWith('Instances'));
      return replaces ? REPLACE_CONNECTOR : IN_PLACE;
    }
    case 'loadBalancer':
      if (name === 'timeoutSeconds' || name === 'healthCheck') return NOT_DEPLOYED;
      return name === 'certificateDomains' ? REPLACE_CERTIFICATE : IN_PLACE;
    case 'redis': {
      if (field === 'host') return NEW_REVISION;
      if (REDIS_IN_PLACE.includes(field ?? '')) return IN_PLACE;
      const isDowngrade = field === 'version' && String(to) < String(from);
      return ['memoryGb', 'version'].includes(field ?? '') && !isDowngrade ? RESET_REDIS : REPLACE_REDIS;
    }
    case 'network':
      return networkEffect(path, from, to);
    case 'poolers':
    case 'clients':
      return OUTSIDE;
    default:
      return IN_PLACE;
  }
}

/** What applying a change does, the gentlest first. */
const GENTLEST: readonly Effect['kind'][] = ['in-place', 'outside', 'new-revision', 'restart', 'replace'];

/** Of the effects of changes that are applied together, the one that decides; in place where there is none. */
export function strongest(effects: readonly Effect[]): Effect {
  const [first = IN_PLACE, ...rest] = effects.filter((effect) => effect !== KEPT);
  if (effects.length > 0 && effects.every((effect) => effect === KEPT)) return KEPT;
  return rest.reduce((a, b) => (GENTLEST.indexOf(b.kind) > GENTLEST.indexOf(a.kind) ? b : a), first);
}

/** A range of a network may only grow. */
function networkEffect(path: string, from: unknown, to: unknown): Effect {
  if (!path.endsWith('.ipCidrRange')) return path.includes('.ownership') ? NOT_DEPLOYED : REPLACE_NETWORK;
  const [before, after] = [parseRange(String(from)), parseRange(String(to))];
  if (!before || !after) return REPLACE_NETWORK;
  return after.first <= before.first && after.last >= before.last ? IN_PLACE : REPLACE_NETWORK;
}

/** Whether a connector with this bound cannot exist: then nothing is live that a change could replace. */
function neverAccepted(bound: string | undefined, value: unknown): boolean {
  const { value: instances } = CONNECTOR_INSTANCES;
  const { value: mbps } = CONNECTOR_THROUGHPUT;
  const ranges = new Map([
    ['minInstances', { ...instances.min, step: 1 }],
    ['maxInstances', { ...instances.max, step: 1 }],
    ['minMbps', { ...mbps.min, step: mbps.step }],
    ['maxMbps', { ...mbps.max, step: mbps.step }],
  ]);
  const range = ranges.get(bound ?? '');
  if (!range || typeof value !== 'number') return false;
  return value < range.from || value > range.to || value % range.step !== 0;
}
