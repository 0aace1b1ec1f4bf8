import type { ResolvedCache } from './caches';
import type { Fleet } from './fleets';
import type { ResolvedPool } from './pools';
import { inWords, known, minus, plus, sum, times, type Quantity } from './quantity';

/** One client's line of a sum. */
export interface Term {
  /** Environment that declares the client. */
  readonly environment: string;
  /** Path of the client within its environment, such as `services.backend`. */
  readonly path: string;
  /** Which of the client's fleets: `revision latest`, `outgoing`. */
  readonly label: string;
  /** Counts that multiply the share, such as 4 instances and 2 processes. */
  readonly factors: readonly Quantity[];
  /** What each of them counts, in the singular. */
  readonly nouns: readonly string[];
  /** Connections of one process, spelled out: `5 + 5`. */
  readonly share: string;
  /** The same as one number. */
  readonly each: Quantity;
  readonly connections: Quantity;
  /** Part of it that stays open without demand. */
  readonly held: Quantity;
  /** A live fleet's, which it keeps until its service is replaced. */
  readonly waits?: true;
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

const FLEET_NOUNS = ['instance', 'process'] as const;

/** Makes the term of so many instances of a fleet, for one share. */
export function fleetTerm(
  owner: TermOwner,
  fleet: Fleet,
  share: Share,
  options: { readonly instances?: Quantity; readonly label?: string } = {},
): Term {
  const instances = options.instances ?? fleet.instances;
  const label = options.label ?? fleet.label;
  const part = partOf(fleet, share);
  // Spelled out, and so in claims: a spread in front of more fields is slow, and there are many terms.
  return {
    environment: owner.environment,
    path: owner.path,
    label: part === '' ? label : `${label} ${part}`,
    factors: [instances, fleet.processes],
    nouns: FLEET_NOUNS,
    share: share.formula,
    each: share.perProcess,
    connections: times(instances, fleet.processes, share.perProcess),
    held: times(instances, fleet.processes, share.heldPerProcess),
  };
}

/** Makes the terms of so many instances of a fleet, one for each share. */
export function fleetTerms(
  owner: TermOwner,
  fleet: Fleet,
  shares: readonly Share[],
  options?: { readonly instances?: Quantity; readonly label?: string },
): readonly Term[] {
  return shares.map((share) => fleetTerm(owner, fleet, share, options));
}

/** Which of several pools or caches a share is of; empty where there is one. */
export function partOf({ pools, caches }: Pick<Fleet, 'pools' | 'caches'>, share: Share): string {
  if (share.kind === 'pool') return pools.length > 1 ? `pool ${share.pool.name}` : '';
  return caches.length > 1 ? `cache ${share.cache.name}` : '';
}

/** Makes the term of a client whose number is declared as such. */
export function fixedTerm(owner: TermOwner, label: string, connections: number): Term {
  return {
    ...owner,
    label,
    factors: [],
    nouns: [],
    share: String(connections),
    each: connections,
    connections,
    held: connections,
  };
}

/** Makes the term of what some terms are more than others. */
export function differenceTerm(
  owner: TermOwner,
  label: string,
  terms: readonly Term[],
  others: readonly Term[],
): Term {
  const all = (of: readonly Term[]): Quantity => sum(of.map((term) => term.connections));
  const certain = (of: readonly Term[]): number => of.reduce((total, term) => total + certainOf(term), 0);
  const held = (of: readonly Term[]): Quantity => sum(of.map((term) => term.held));
  const connections = minus(all(terms), all(others));
  const isKnown = typeof all(others) === 'number';
  return {
    ...owner,
    label,
    factors: [],
    nouns: [],
    share: `${inWords(all(terms))} − ${inWords(all(others))}`,
    each: connections === 'unknown' && isKnown ? Math.max(0, certain(terms) - certain(others)) : connections,
    connections,
    held: minus(held(terms), held(others)),
  };
}

/** Connections that come with each one more of what has no bound. A live fleet that waits is nobody's to bound. */
export function growthOf(terms: readonly Term[]): number {
  return terms
    .filter(({ connections, waits }) => connections === 'unlimited' && !waits)
    .map(({ factors, each }) => [...factors, each].filter((factor) => typeof factor === 'number'))
    .reduce((all, numbers) => all + numbers.reduce((product, number) => product * number, 1), 0);
}

/**
 * What is certain of a term: its number; where nothing is unknown of it but the processes, the number with one an
 * instance, since an instance runs at least one; else 0.
 */
export function certainOf({ connections, each, factors, nouns }: Term): number {
  if (connections !== 'unknown') return known(connections);
  const least = factors.map((count, index) =>
    count === 'unknown' && nouns[index] === 'process' ? 1 : count,
  );
  return known(times(...least, each));
}

/** A term's number in words: `at least 112` where only a part of it is certain. */
export function sumText(term: Term): string {
  const certain = certainOf(term);
  return term.connections === 'unknown' && certain > 0 ? `at least ${certain}` : inWords(term.connections);
}

/** `4 × 2 × (5 + 5)`. */
export function formulaOf({ factors, share }: Pick<Term, 'factors' | 'share'>): string {
  return product(factors.map(inWords), share);
}

/** The whole line: `services.backend revision latest: 4 instances × 2 processes × (5 + 5) = 80`. */
export function textOf(term: Term): string {
  const { path, label, factors, nouns, share } = term;
  const spelled = product(
    factors.map((count, index) => spell(count, nouns[index]!)),
    share,
  );
  const isSpelledOut = spelled !== inWords(term.connections);
  return `${[path, label].filter(Boolean).join(' ')}: ${spelled}${isSpelledOut ? ` = ${sumText(term)}` : ''}`;
}

/** Demand of one instance of a fleet on the shares' server. */
export function perInstance(fleet: Fleet, shares: readonly Share[]): Quantity {
  return plus(...shares.map((share) => times(fleet.processes, share.perProcess)));
}

function product(factors: readonly string[], share: string): string {
  const last = factors.length > 0 && share.includes('+') ? `(${share})` : share;
  return [...factors, last].join(' × ');
}

function spell(count: Quantity, noun: string): string {
  const plural = noun.endsWith('s') ? `${noun}es` : `${noun}s`;
  return `${inWords(count)} ${count === 1 ? noun : plural}`;
}
