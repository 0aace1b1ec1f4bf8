import type { Claim } from './claims';
import { heldOf, sumKnown } from './moments';
import { sum } from './quantity';
import type { RolloutTerms } from './rollouts';
import type { Term } from './terms';

/** Which deploy rolls out. */
export type RolloutKey = Exclude<keyof RolloutTerms, 'excess'>;

/** What rolling out adds to steady on a server, in the worst order. */
export interface Rollout {
  readonly terms: readonly Term[];
  /** Most of it that stays open without demand; in an order of its own, where that is another one. */
  readonly held: number;
}

/**
 * What rolling out adds. Services of one environment that roll out one after another never overlap: the one that adds
 * most counts, and with it whatever is not known. In this deploy the others may not have been replaced yet.
 *
 * @param serialized - environments whose services roll out one after another
 */
export function worstOrder(
  claims: readonly Claim[],
  key: RolloutKey,
  serialized: ReadonlySet<string>,
): Rollout {
  const terms = inOrder(claims, key, serialized, sizeOf);
  return { terms, held: heldOf(serialized.size === 0 ? terms : inOrder(claims, key, serialized, heldOf)) };
}

/** The certain part of a sum; what has no bound is larger than any. */
export function sizeOf(terms: readonly Term[]): number {
  const total = sum(terms.map(({ connections }) => connections));
  return total === 'unlimited' ? Infinity : sumKnown(terms);
}

function inOrder(
  claims: readonly Claim[],
  key: RolloutKey,
  serialized: ReadonlySet<string>,
  size: (terms: readonly Term[]) => number,
): readonly Term[] {
  if (serialized.size === 0) return claims.flatMap((claim) => claim[key]);
  const isSerialized = ({ environment, path }: Claim): boolean =>
    serialized.has(environment) && path.startsWith('services.');
  const waiting = ({ excess }: Claim): readonly Term[] => (key === 'outgoing' ? excess : []);
  const adds = (claim: Claim): number => {
    const added = size(claim[key]);
    return added === Infinity ? added : added - size(waiting(claim));
  };
  const largest = new Map<string, Claim>();
  for (const claim of claims.filter(isSerialized)) {
    const before = largest.get(claim.environment);
    if (!before || adds(claim) > adds(before)) largest.set(claim.environment, claim);
  }
  return claims.flatMap((claim) =>
    !isSerialized(claim) ||
    largest.get(claim.environment) === claim ||
    claim[key].some(({ connections }) => connections === 'unknown')
      ? claim[key]
      : waiting(claim),
  );
}
