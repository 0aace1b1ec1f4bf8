import type { ResolvedCache } from './caches';
import type { Fleet } from './fleets';
import type { ResolvedPool } from './pools';
import { inWords, plus, times, type Quantity } from './quantity';

/** One client's line of a sum. */
export interface Term {
  /** Environment that declares the client. */
  readonly environment: string;
  /** Path of the client within its environment, such as `services.backend`. */
  readonly path: string;
  /** Which of the client's fleets: `revision latest`, `outgoing`. */
  readonly label: string;
  /** `4 × 2 × (5 + 5)`. */
  readonly formula: string;
  /** The whole line: `services.backend revision latest: 4 instances × 2 processes × (5 + 5) = 80`. */
  readonly text: string;
  readonly connections: Quantity;
  /** Part of it that stays open without demand. */
  readonly held: Quantity;
}

/** What one process opens to one server. */
interface ProcessShare {
  readonly perProcess: Quantity;
  readonly heldPerProcess: Quantity;
  readonly formula: string;
}

/** The part of a pool that goes to one server: a database, or the client side of a pooler. */
export interface PoolShare extends ProcessShare {
  readonly kind: 'pool';
  readonly pool: ResolvedPool;
  readonly openedAtStart: Quantity;
}

/** A cache's connections to a Redis instance. */
export interface CacheShare extends ProcessShare {
  readonly kind: 'cache';
  readonly cache: ResolvedCache;
}

/** The part of a client that goes to one server. */
export type Share = PoolShare | CacheShare;

/** Who a term belongs to. */
export interface TermOwner {
  readonly environment: string;
  readonly path: string;
}

/** Makes the term of so many instances of a fleet, for one share. */
export function fleetTerm(
  owner: TermOwner,
  fleet: Fleet,
  share: Share,
  options: { readonly instances?: Quantity; readonly label?: string } = {},
): Term {
  const instances = options.instances ?? fleet.instances;
  return makeTerm(owner, {
    label: [options.label ?? fleet.label, partOf(fleet, share)].filter(Boolean).join(' '),
    factors: [
      [instances, 'instance'],
      [fleet.processes, 'process'],
    ],
    share: share.formula,
    connections: times(instances, fleet.processes, share.perProcess),
    held: times(instances, fleet.processes, share.heldPerProcess),
  });
}

/** Which of several pools or caches a share is of; empty where there is one. */
export function partOf({ pools, caches }: Pick<Fleet, 'pools' | 'caches'>, share: Share): string {
  if (share.kind === 'pool') return pools.length > 1 ? `pool ${share.pool.name}` : '';
  return caches.length > 1 ? `cache ${share.cache.name}` : '';
}

/** Makes a term from its factors and the share that they multiply. */
export function makeTerm(
  owner: TermOwner,
  parts: {
    readonly label: string;
    readonly factors: readonly (readonly [Quantity, string])[];
    readonly share: string;
    readonly connections: Quantity;
    readonly held: Quantity;
  },
): Term {
  const { label, connections, held } = parts;
  const share = parts.share.includes('+') ? `(${parts.share})` : parts.share;
  const spelled = parts.factors.map(([count, noun]) => spell(count, noun)).concat(share);
  return {
    ...owner,
    label,
    formula: parts.factors
      .map(([count]) => inWords(count))
      .concat(share)
      .join(' × '),
    text: `${[owner.path, label].filter(Boolean).join(' ')}: ${spelled.join(' × ')} = ${inWords(connections)}`,
    connections,
    held,
  };
}

/** Makes the term of a client whose number is declared as such. */
export function fixedTerm(owner: TermOwner, label: string, connections: number): Term {
  return {
    ...owner,
    label,
    formula: String(connections),
    text: `${owner.path} ${label}: ${connections}`,
    connections,
    held: connections,
  };
}

/** Demand of one instance of a fleet on the shares' server. */
export function perInstance(fleet: Fleet, shares: readonly Share[]): Quantity {
  return plus(...shares.map((share) => times(fleet.processes, share.perProcess)));
}

function spell(count: Quantity, noun: string): string {
  const plural = noun.endsWith('s') ? `${noun}es` : `${noun}s`;
  return `${inWords(count)} ${count === 1 ? noun : plural}`;
}
