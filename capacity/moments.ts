import { known, sum, type Quantity } from './quantity';
import { certainOf, type Term } from './terms';

/** The named worst cases. `later-rollout` is the rollout of a deploy after this one, where it differs. */
export type MomentName =
  | 'steady'
  | 'rollout'
  | 'later-rollout'
  | 'redeploy'
  | 'overshoot'
  | 'migration'
  | 'churn'
  | 'replica-outage';

/** `unknown` is never shown as `fits`. */
export type Verdict = 'fits' | 'over' | 'unknown';

/** A worst case, summed. */
export interface Moment {
  readonly name: MomentName;
  /** Sum of what is certain of the terms. */
  readonly demand: number;
  readonly verdict: Verdict;
  /** usable − demand; `undefined` unless the verdict rests on numbers alone. */
  readonly left?: number;
  /** Part of the demand that stays open without load. */
  readonly held: number;
  readonly terms: readonly Term[];
}

/** Sums the terms of a moment and compares them with what is usable. */
export function momentOf(
  name: MomentName,
  usable: Quantity,
  terms: readonly Term[],
  held = heldOf(terms),
): Moment {
  const demand = sumKnown(terms);
  const total = sum(terms.map((term) => term.connections));
  return {
    name,
    demand,
    verdict: verdictOf(total, demand, usable),
    ...(typeof total === 'number' && typeof usable === 'number' && { left: usable - total }),
    held,
    terms,
  };
}

/** The moment of a budget; `undefined` where it does not apply. */
export function momentNamed(
  { moments }: { readonly moments: readonly Moment[] },
  name: MomentName,
): Moment | undefined {
  return moments.find((moment) => moment.name === name);
}

/** Whether nothing bounds what a moment needs. */
export function isUnlimited({ terms }: Pick<Moment, 'terms'>): boolean {
  return terms.some(({ connections }) => connections === 'unlimited');
}

/** Whether its sum is a number: every term has a bound, and is known. */
export function hasSum({ terms }: Pick<Moment, 'terms'>): boolean {
  return terms.every(({ connections }) => typeof connections === 'number');
}

/** A moment's demand: `at least 12` where a part of it is not known, `12 + unlimited` where one has no bound. */
export function demandInWords(moment: Pick<Moment, 'demand' | 'terms'>): string {
  const { demand } = moment;
  if (isUnlimited(moment)) return `${demand} + unlimited`;
  return hasSum(moment) ? String(demand) : `at least ${demand}`;
}

/** Sum of what stays open without demand. */
export function heldOf(terms: readonly Term[]): number {
  return terms.reduce((sum, { held }) => sum + known(held), 0);
}

/** Sum of what is certain of the terms. */
export function sumKnown(terms: readonly Term[]): number {
  return terms.reduce((certain, term) => certain + certainOf(term), 0);
}

/** A demand without bound is over every limit; a certain part that is over decides, whatever the rest is. */
export function verdictOf(total: Quantity, certain: number, usable: Quantity): Verdict {
  if (total === 'unlimited') return 'over';
  if (usable === 'unlimited') return total === 'unknown' ? 'unknown' : 'fits';
  if (usable === 'unknown') return total === 0 ? 'fits' : 'unknown';
  if (certain > usable) return 'over';
  return total === 'unknown' ? 'unknown' : 'fits';
}
