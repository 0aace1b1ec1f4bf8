import type { Claim } from './claims';
import type { Limit } from './limit';
import { heldOf, momentOf, type Moment, type MomentName } from './moments';
import type { Quantity } from './quantity';
import { sizeOf, worstOrder, type Rollout, type RolloutKey } from './rollout-order';
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
  const heldSteady = heldOf(steady);
  const add = (name: MomentName, extra: readonly Term[], why: string, held = heldOf(extra)): void => {
    if (extra.length > 0) moments.push(momentOf(name, usable, [...steady, ...extra], heldSteady + held));
    else skipped.push({ name, why });
  };
  const rollingOut = (key: RolloutKey): Rollout => worstOrder(claims, key, serialized);

  moments.push(momentOf('steady', usable, steady));
  const outgoing = rollingOut('outgoing');
  const later = rollingOut('laterOutgoing');
  add('rollout', outgoing.terms, 'no service of this declaration rolls out against it', outgoing.held);
  if (differ(outgoing.terms, later.terms))
    moments.push(momentOf('later-rollout', usable, [...steady, ...later.terms], heldSteady + later.held));
  const second = rollingOut('secondOutgoing');
  // The first of both is this deploy, or one after it.
  const isUnknown = ({ terms }: Rollout): boolean =>
    terms.some(({ connections }) => connections === 'unknown');
  const isThis =
    isUnknown(outgoing) === isUnknown(later)
      ? sizeOf(outgoing.terms) > sizeOf(later.terms)
      : isUnknown(outgoing);
  const first = isThis ? outgoing : later;
  add(
    'redeploy',
    second.terms.length > 0 ? [...first.terms, ...second.terms] : [],
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

function differ(some: readonly Term[], others: readonly Term[]): boolean {
  const isSame = (one: Term, other: Term): boolean => one === other || textOf(one) === textOf(other);
  return some.length !== others.length || some.some((term, index) => !isSame(term, others[index]!));
}
