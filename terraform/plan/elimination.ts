import { networkOf, type Reader } from './draft';
import type { Link } from './links';
import { ask, note, type Target } from './report';
import type { Resource } from './resource';
import type { NamedInstance } from './targets';

/**
 * The last way to find the database of a workload that says that it uses one: it is the only one that can be meant.
 * Of several nothing is taken: each of them has a client whose demand is not known.
 *
 * @param hint - what says so, such as `DB_HOST`
 * @param network - that the workload reaches
 */
export function byElimination(
  reader: Reader,
  target: Target,
  resource: Resource,
  hint: string,
  network: string | undefined,
): readonly Link[] {
  const { all, why } = candidates(reader, network);
  const link = (database: Resource | NamedInstance): Link => ({
    database,
    source: `${hint}, ${why}`,
    prefix: '',
  });
  const [first, ...others] = all;
  const says = `${hint} says that it uses a database`;
  if (!first) {
    note(target, resource, `${says}, which this input does not name: a sidecar can`);
    return [{ ...link({ text: `database-of-${reader.keys.of(resource)}` }), source: hint }];
  }
  if (others.length === 0) {
    note(target, resource, `${says}, and ${first.address} is the only one ${why}: taken for it`);
    return [link(first)];
  }
  const names = all.slice(0, MOST_NAMED).map(({ address }) => address);
  const more = all.length > MOST_NAMED ? ` or ${all.length - MOST_NAMED} more` : '';
  ask(
    target,
    resource,
    ['pools'],
    () => `${says}, which could be any of ${names.join(', ')}${more}: a sidecar can say which one`,
  );
  return all.slice(0, MOST_NAMED).map((database) => ({ ...link(database), isUnclear: true }));
}

const MOST_NAMED = 5;

/** Databases and replicas in the same network; else those of which no network is known. */
function candidates(
  reader: Reader,
  network: string | undefined,
): { readonly all: readonly Resource[]; readonly why: string } {
  const byNetwork = (reader.byNetwork ??= networks(reader));
  const near = network === undefined ? [] : (byNetwork.get(network) ?? []);
  return near.length > 0
    ? { all: near, why: 'in its network' }
    : { all: byNetwork.get(undefined) ?? [], why: 'here' };
}

function networks(reader: Reader): ReadonlyMap<string | undefined, readonly Resource[]> {
  const groups = new Map<string | undefined, Resource[]>();
  for (const database of reader.databases.keys()) {
    const network = networkOf(reader, database, 'settings', 'ip_configuration', 'private_network');
    const group = groups.get(network);
    if (group) group.push(database);
    else groups.set(network, [database]);
  }
  return groups;
}
