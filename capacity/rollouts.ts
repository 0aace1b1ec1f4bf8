import type { Fleet, ServiceModel } from './fleets';
import { minus, type Quantity } from './quantity';
import { ceilingsOf, steadyInstances } from './serving';
import { differenceTerm, EXCESS, fleetTerm, type Share, type Term, type TermOwner } from './terms';

/** What a deploy of a service adds on one server, by which deploy it is. */
export interface RolloutTerms {
  /** What the live fleet has more than the new one: it is connected for as long as it is not replaced. */
  readonly excess: readonly Term[];
  /** What this deploy adds to steady. */
  readonly outgoing: readonly Term[];
  /** What a deploy adds after this one, when the declared numbers are live. */
  readonly laterOutgoing: readonly Term[];
  /** What a second deploy adds before the first has drained; empty where the declared interval rules it out. */
  readonly secondOutgoing: readonly Term[];
}

/**
 * The terms of a deploy. All at once adds the outgoing fleet; a candidate adds its floor, and the live fleet keeps the
 * traffic, with what it has more than the new one.
 *
 * @param shares - what a process of a fleet opens to the server
 * @param isOvertaken - whether a second deploy may come before the first has drained
 */
export function rolloutTerms(
  owner: TermOwner,
  service: ServiceModel,
  shares: (fleet: Fleet) => readonly Share[],
  isOvertaken: boolean,
): RolloutTerms {
  const { latest, latestTraffic, outgoing, outgoingBasis } = service;
  const terms = (fleet: Fleet, options: { instances?: Quantity; label?: string }): readonly Term[] =>
    shares(fleet).map((share) => fleetTerm(owner, fleet, share, options));
  const excess = excessTerms(owner, service, shares);
  if (service.rollout === 'candidate') {
    const instances = Math.max(1, latest.floor);
    const candidate = terms(latest, { instances, label: 'candidate at its floor' });
    return {
      excess,
      outgoing: [...excess, ...candidate],
      laterOutgoing: candidate,
      secondOutgoing: isOvertaken ? terms(latest, { instances, label: 'second candidate at its floor' }) : [],
    };
  }
  // What is not live on this server yet is a rollout of 0 instances, which later ones are compared with.
  const isNew = outgoingBasis === 'compared' && shares(outgoing).length === 0;
  const replaced = isNew ? terms(latest, { instances: 0, label: 'outgoing' }) : terms(outgoing, {});
  const later = outgoingBasis === 'assumed-equal' ? replaced : terms(latest, { label: 'outgoing' });
  // Cloud Run starts an instance of a new revision to check it, also of one without traffic and floor.
  const isIdle = latestTraffic === 0 && latest.floor === 0;
  const checked = isIdle ? terms(latest, { instances: 1, label: 'started to be checked' }) : [];
  return {
    excess,
    outgoing: [...replaced, ...checked],
    laterOutgoing: [...later, ...checked],
    secondOutgoing: isOvertaken ? terms(latest, { label: 'outgoing again' }) : [],
  };
}

/** What is steady with the live fleet in place of the new one, and is not without it. */
function excessTerms(
  owner: TermOwner,
  service: ServiceModel,
  shares: (fleet: Fleet) => readonly Share[],
): readonly Term[] {
  const { declared, latest, outgoing } = service;
  if (service.outgoingBasis === 'assumed-equal') return [];
  const live: ServiceModel = { ...service, latest: outgoing };
  const maximum = declared.serviceMaxInstances;
  if (maximum === undefined && isAlike(outgoing, latest, shares)) {
    const [[[, before]], [[, after]]] = [ceilingsOf(live), ceilingsOf(service)];
    const instances = minus(before, after);
    return instances === 0
      ? []
      : shares(outgoing).map((share) => fleetTerm(owner, outgoing, share, { instances, label: EXCESS }));
  }
  // The live ceiling is as it is, whatever the new service-level maximum will be.
  const liveMaximum =
    maximum === undefined || outgoing.instances === 'unlimited' || outgoing.instances === 'unknown'
      ? undefined
      : Math.max(maximum, outgoing.instances);
  const steady = (of: ServiceModel, most: number | undefined): readonly Term[] =>
    [...steadyInstances(of, shares, most)].flatMap(([fleet, instances]) =>
      shares(fleet).map((share) => fleetTerm(owner, fleet, share, { instances })),
    );
  const term = differenceTerm(owner, EXCESS, steady(live, liveMaximum), steady(service, maximum));
  return term.connections === 0 ? [] : [term];
}

/** Whether an instance of one fleet opens what one of the other does, if it opens anything: only their numbers differ then. */
function isAlike(fleet: Fleet, other: Fleet, shares: (fleet: Fleet) => readonly Share[]): boolean {
  const formulas = (of: Fleet): string =>
    shares(of)
      .map(({ formula }) => formula)
      .join();
  return fleet.processes === other.processes && formulas(fleet) === formulas(other);
}
