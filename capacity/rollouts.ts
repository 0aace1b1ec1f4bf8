import type { Fleet, ServiceModel } from './fleets';
import { departing } from './live-fleets';
import type { Quantity } from './quantity';
import { ceilingsOf, steadyTerms } from './serving';
import { differenceTerm, fleetTerms, type Share, type Term, type TermOwner } from './terms';

/** What a deploy of a service adds on one server, by which deploy it is. */
export interface RolloutTerms {
  /** What is live of the service more than is declared: it is connected for as long as nothing is replaced. */
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
 * traffic, with what it has more than the new one. Revisions that lose their traffic have to drain either way.
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
  const { latest, outgoingBasis } = service;
  const [[, ceiling]] = ceilingsOf(service);
  const terms = (fleet: Fleet, instances: Quantity, label: string): readonly Term[] =>
    fleetTerms(owner, fleet, shares(fleet), { instances, label });
  const { replaced, revisions, waiting } = departing(owner, service, shares);
  const excess = [...waiting, ...revisions].map((term): Term => ({ ...term, waits: true }));
  if (service.rollout === 'candidate') {
    const floor = Math.max(1, latest.floor);
    const candidate = terms(latest, floor, 'candidate at its floor');
    return {
      excess,
      outgoing: [...excess, ...candidate],
      laterOutgoing: candidate,
      secondOutgoing: isOvertaken ? terms(latest, floor, 'second candidate at its floor') : [],
    };
  }
  // Where nothing is replaced on this server, it is a rollout of 0 instances, which later ones are compared with.
  const own = outgoingBasis === 'compared' && replaced.length === 0 ? terms(latest, 0, 'outgoing') : replaced;
  const later = outgoingBasis === 'assumed-equal' ? own : terms(latest, ceiling, 'outgoing');
  const checked = checkedTerms(owner, service, shares);
  return {
    excess,
    outgoing: [...own, ...revisions, ...checked],
    laterOutgoing: [...later, ...checked],
    secondOutgoing: isOvertaken ? terms(latest, ceiling, 'outgoing again') : [],
  };
}

/** Cloud Run starts an instance of a new revision to check it, also of one without traffic and floor. */
function checkedTerms(
  owner: TermOwner,
  service: ServiceModel,
  shares: (fleet: Fleet) => readonly Share[],
): readonly Term[] {
  const { declared, latest, latestTraffic } = service;
  const maximum = declared.serviceMaxInstances;
  const label = 'started to be checked';
  if (latestTraffic > 0 || latest.floor > 0) return [];
  if (maximum === undefined) return fleetTerms(owner, latest, shares(latest), { instances: 1, label });
  // Under a service-level maximum it takes the place of another instance.
  const checked: Fleet = { ...latest, floor: 1 };
  const sharesOf = (fleet: Fleet): readonly Share[] => shares(fleet === checked ? latest : fleet);
  const steady = (of: ServiceModel): readonly Term[] => steadyTerms(owner, of, sharesOf, maximum);
  const term = differenceTerm(owner, label, steady({ ...service, latest: checked }), steady(service));
  return term.connections === 0 ? [] : [term];
}
