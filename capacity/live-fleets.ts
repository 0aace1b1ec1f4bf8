import type { Fleet, ServiceModel } from './fleets';
import { minus, weight, type Quantity } from './quantity';
import { ceilingsOf, steadyInstances, steadyTerms } from './serving';
import { differenceTerm, fleetTerms, type Share, type Term, type TermOwner } from './terms';

/** A live fleet, and the declared one that it goes on as, if any: a candidate's traffic, or a revision, stays. */
export interface LiveFleet {
  readonly fleet: Fleet;
  readonly stays: Fleet | undefined;
}

/** The live fleets of a service, the one that a deploy replaces first. */
export function liveFleets(service: ServiceModel): readonly [LiveFleet, ...LiveFleet[]] {
  const { counted, latest, liveRevisions, outgoing, outgoingBasis, rollout } = service;
  const isLive = ({ label }: Fleet): boolean => liveRevisions.some((fleet) => fleet.label === label);
  // A revision that the base does not name was its latest one, which is not replaced then.
  const pinned = outgoingBasis === 'compared' ? counted.find((fleet) => !isLive(fleet)) : undefined;
  return [
    { fleet: outgoing, stays: pinned ?? (rollout === 'candidate' ? latest : undefined) },
    ...liveRevisions.map((fleet) => ({
      fleet,
      stays: counted.find(({ label }) => label === fleet.label),
    })),
  ];
}

/** What is live of a service and is not declared. */
export interface Departing {
  /** The fleet that is replaced, or what it has more than the revision that it stays as. */
  readonly replaced: readonly Term[];
  /** Of earlier revisions, what they have more than they will have. */
  readonly revisions: readonly Term[];
  /** What the fleet that is not replaced yet has more than the declared one. */
  readonly waiting: readonly Term[];
}

/**
 * The terms of what is live of a service on one server and is not declared.
 *
 * @param shares - what a process of a fleet opens to the server
 */
export function departing(
  owner: TermOwner,
  service: ServiceModel,
  shares: (fleet: Fleet) => readonly Share[],
): Departing {
  const { latest, liveMaximum, outgoing, outgoingBasis } = service;
  const termsOf = (fleet: Fleet, instances: Quantity, label = fleet.label): readonly Term[] =>
    fleetTerms(owner, fleet, shares(fleet), { instances, label });
  if (outgoingBasis === 'assumed-equal')
    return { replaced: termsOf(outgoing, outgoing.instances), revisions: [], waiting: [] };

  const declared = new Map<Fleet, Quantity>(ceilingsOf(service));
  const maximum = service.declared.serviceMaxInstances;
  const [own, ...others] = liveFleets(service);
  const live: ServiceModel = { ...service, latest: outgoing, latestTraffic: 100 };
  const isStaying = ({ stays }: LiveFleet): boolean => stays !== undefined;
  const fleetsOf = (all: readonly LiveFleet[]): readonly Fleet[] => all.map(({ fleet }) => fleet);
  const ending = { ...live, counted: fleetsOf(others.filter((other) => !isStaying(other))) };
  const instances = steadyInstances(ending, shares, liveMaximum);
  const full = (fleet: Fleet, label: string): readonly Term[] => termsOf(fleet, instances.get(fleet)!, label);
  const above = (fleet: Fleet, stays: Fleet, label: string): readonly Term[] => {
    const is = declared.get(stays)!;
    if (isAlike(fleet, stays, shares)) {
      const more = minus(fleet.instances, is);
      return more === 0 ? [] : termsOf(fleet, more, label);
    }
    return unlessNothing(differenceTerm(owner, label, termsOf(fleet, fleet.instances), termsOf(stays, is)));
  };
  const stays = own.stays ?? latest;
  const label = `outgoing above ${stays.label}`;
  // Under a maximum fleets have no numbers of their own: what is live, or the live fleet beside what is declared.
  const allAbove = (): Term => {
    const steady = steadyTerms(owner, service, shares, maximum);
    const staying = { ...live, counted: fleetsOf(others.filter(isStaying)) };
    const most = typeof outgoing.instances === 'number' ? Math.max(maximum!, outgoing.instances) : undefined;
    const wasLive = differenceTerm(owner, label, steadyTerms(owner, staying, shares, liveMaximum), steady);
    const beside = differenceTerm(owner, label, steadyTerms(owner, live, shares, most), steady);
    return weight(wasLive.connections) > weight(beside.connections) ? wasLive : beside;
  };
  return {
    replaced: own.stays && own.stays !== latest ? above(outgoing, stays, label) : full(outgoing, 'outgoing'),
    revisions: others.flatMap((other) => {
      const of = `outgoing ${other.fleet.label}`;
      if (!other.stays) return full(other.fleet, of);
      // A service-level maximum bounds what stays.
      return maximum === undefined ? above(other.fleet, other.stays, of) : [];
    }),
    waiting: maximum === undefined ? above(outgoing, stays, label) : unlessNothing(allAbove()),
  };
}

function unlessNothing(term: Term): readonly Term[] {
  return term.connections === 0 && term.held === 0 ? [] : [term];
}

/** Whether an instance of one fleet opens and holds what one of the other does: only their numbers differ then. */
function isAlike(fleet: Fleet, other: Fleet, shares: (fleet: Fleet) => readonly Share[]): boolean {
  const all = (of: Fleet): string =>
    shares(of)
      .map(({ formula, heldPerProcess }) => `${formula}/${heldPerProcess}`)
      .join();
  return fleet.processes === other.processes && all(fleet) === all(other);
}
