import { keysOf } from '../paths';
import { CONNECTOR_INSTANCES, CONNECTOR_THROUGHPUT } from './vpc-access';

/** What applying a change of a field does. */
export interface Effect {
  /** Words for a report; capitals where service is interrupted or something is lost. */
  readonly text: string;
  readonly kind: 'in-place' | 'new-revision' | 'restart' | 'replace' | 'outside';
}

const IN_PLACE: Effect = { kind: 'in-place', text: 'in place' };
const NEW_REVISION: Effect = { kind: 'new-revision', text: 'new revision' };
const RESTART: Effect = { kind: 'restart', text: 'RESTARTS the database' };
const REPLACE_CONNECTOR: Effect = {
  kind: 'replace',
  text: 'REPLACES the connector: every service on it loses its private path until it is back; prevent_destroy stops the plan',
};
const REPLACE_CERTIFICATE: Effect = {
  kind: 'replace',
  text: 'REPLACES the certificate: no host has TLS until the new one is active, unless previousCertificateDomains keeps the old one',
};
const REPLACE_REDIS: Effect = {
  kind: 'replace',
  text: 'REPLACES the instance: the cache is lost, and its address changes',
};
const RESET_REDIS: Effect = { kind: 'restart', text: 'RESETS every connection for a minute or two' };
const NOT_DEPLOYED: Effect = { kind: 'in-place', text: 'changes nothing that is deployed' };
const OUTSIDE: Effect = { kind: 'outside', text: 'changed by its owner, outside this stack' };

/** Fields of a service that its revisions do not carry. */
const OF_THE_SERVICE = ['latestTraffic', 'serviceMaxInstances', 'ingress', 'invokers'];

/** Fields of a Redis instance that change nothing which is connected; of the others, all but its size and a newer version replace it. */
const REDIS_IN_PLACE = ['auth', 'deletionProtection', 'owner', 'ownership'];

/**
 * What changing a field of the declaration does when it is applied.
 * Source: hashicorp/google 6.50.0, `ForceNew` and custom diffs of each resource.
 *
 * @param path - field within the environment, such as `services.backend.maxInstances`
 * @param from - value now; `undefined` where it is not written
 * @param to - value after
 */
export function effectOf(path: string, from: unknown, to: unknown): Effect {
  const [area, name, field, detail] = keysOf(path);
  switch (area) {
    case 'services':
      if (field === 'revisions' && path.endsWith('.traffic')) return IN_PLACE;
      return OF_THE_SERVICE.includes(field ?? '') ? IN_PLACE : NEW_REVISION;
    case 'jobs':
      return IN_PLACE;
    case 'databases':
      return ['maxConnections', 'tier', 'edition', 'version', 'flags', 'reserved'].includes(field ?? '') ||
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
    case 'poolers':
    case 'clients':
      return OUTSIDE;
    default:
      return IN_PLACE;
  }
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
