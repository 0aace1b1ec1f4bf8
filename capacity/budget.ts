import type { Claim } from './claims';
import type { Limit } from './limit';
import { momentOf, sumKnown, type Moment, type MomentName } from './moments';
import { sum, type Quantity } from './quantity';
import { textOf, type Term } from './terms';

/** One server's table: its limit, what is kept from it, and the demand of every moment. */
export interface Budget {
  /** `project:region:instance`, `project:region:redis:name`, or the pooler's own id. */
  readonly id: string;
  readonly kind: 'database' | 'pooler-clients' | 'redis-clients';
  /** Key of the database, the pooler or the Redis instance. */
  readonly name: string;
  /** Path within the owning environment, such as `databases.staging-shared-postgres`. */
  readonly path: string;
  /** Environment that reports it. */
  readonly environment: string;
  /** Environments that name it. */
  readonly usedBy: readonly string[];
  readonly owner?: string;
  readonly limit: Limit;
  readonly moments: readonly Moment[];
  /** Moments that were left out, and why. */
  readonly skipped: readonly { readonly name: MomentName; readonly why: string }[];
}

/** Sums the claims on one server into its moments. */
export function momentsOf(
  usable: Quantity,
  claims: readonly Claim[],
  serialized: ReadonlySet<string>,
): Pick<Budget, 'moments' | 'skipped'> {
  const moments: Moment[] = [];
  const skipped: { name: MomentName; why: string }[] = [];
  const steady = claims.flatMap((claim) => claim.steady);
  const add = (name: MomentName, extra: readonly Term[], why: string): void => {
    if (extra.length > 0) moments.push(momentOf(name, usable, [...steady, ...extra]));
    else skipped.push({ name, why });
  };
  const rollingOut = (key: 'outgoing' | 'laterOutgoing' | 'secondOutgoing'): readonly Term[] =>
    largestWhereSerialized(claims, key, serialized);

  moments.push(momentOf('steady', usable, steady));
  const outgoing = rollingOut('outgoing');
  const later = rollingOut('laterOutgoing');
  add('rollout', outgoing, 'no service of this declaration rolls out against it');
  if (differ(outgoing, later)) moments.push(momentOf('later-rollout', usable, [...steady, ...later]));
  const second = rollingOut('secondOutgoing');
  add(
    'redeploy',
    second.length > 0 ? [...later, ...second] : [],
    'the declared interval between deploys outlasts request timeout and idle time, or nothing rolls out',
  );
  add(
    'overshoot',
    claims.flatMap((claim) => claim.overshoot),
    'no instances, or overshootPercent is 0',
  );
  add(
    'migration',
    claims.flatMap((claim) => claim.migration),
    'no migration job or client is declared',
  );
  add(
    'churn',
    claims.flatMap((claim) => claim.orphans),
    'no direct pool, or orphanedConnectionSeconds is 0',
  );
  add(
    'replica-outage',
    claims.flatMap((claim) => claim.fallback),
    'no pool declares a fallback to it',
  );
  return { moments, skipped };
}

/**
 * One environment's services that roll out one after another never overlap: the one that adds most counts, and with it
 * whatever is not known. In this deploy the others may not have been replaced yet.
 */
function largestWhereSerialized(
  claims: readonly Claim[],
  key: 'outgoing' | 'laterOutgoing' | 'secondOutgoing',
  serialized: ReadonlySet<string>,
): readonly Term[] {
  if (serialized.size === 0) return claims.flatMap((claim) => claim[key]);
  const isSerialized = ({ environment, path }: Claim): boolean =>
    serialized.has(environment) && path.startsWith('services.');
  const waiting = ({ excess }: Claim): readonly Term[] => (key === 'outgoing' ? excess : []);
  const size = (claim: Claim): number => {
    const added = sizeOf(claim[key]);
    return added === Infinity ? added : added - sizeOf(waiting(claim));
  };
  const largest = new Map<string, Claim>();
  for (const claim of claims.filter(isSerialized)) {
    const before = largest.get(claim.environment);
    if (!before || size(claim) > size(before)) largest.set(claim.environment, claim);
  }
  return claims.flatMap((claim) =>
    !isSerialized(claim) || largest.get(claim.environment) === claim || claim[key].some(isUnknown)
      ? claim[key]
      : waiting(claim),
  );
}

function sizeOf(terms: readonly Term[]): number {
  const total = sum(terms.map(({ connections }) => connections));
  return total === 'unlimited' ? Infinity : sumKnown(terms);
}

function differ(some: readonly Term[], others: readonly Term[]): boolean {
  const isSame = (one: Term, other: Term): boolean => one === other || textOf(one) === textOf(other);
  return some.length !== others.length || some.some((term, index) => !isSame(term, others[index]!));
}

function isUnknown({ connections }: Term): boolean {
  return connections === 'unknown';
}
