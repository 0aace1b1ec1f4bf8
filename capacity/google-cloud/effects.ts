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
  text: 'REPLACES the connector: every service on it loses its private path until it is back',
};
const OUTSIDE: Effect = { kind: 'outside', text: 'changed by its owner, outside this stack' };

/**
 * What changing a field of the declaration does when it is applied.
 * Source: hashicorp/google 6.50.0, `ForceNew` and custom diffs of each resource.
 *
 * @param path - field within the environment, such as `services.backend.maxInstances`
 * @param from - value now; `undefined` where it is not written
 * @param to - value after
 */
export function effectOf(path: string, from: unknown, to: unknown): Effect {
  const [area, , field, detail] = path.split('.');
  switch (area) {
    case 'services':
      if (field === 'revisions' && path.endsWith('.traffic')) return IN_PLACE;
      return field === 'latestTraffic' || field === 'serviceMaxInstances' ? IN_PLACE : NEW_REVISION;
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
      const replaces = fixed || (shrinks && (field ?? '').endsWith('Instances'));
      return replaces ? REPLACE_CONNECTOR : IN_PLACE;
    }
    case 'poolers':
    case 'clients':
      return OUTSIDE;
    default:
      return IN_PLACE;
  }
}
