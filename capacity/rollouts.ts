import type { Fleet, ServiceModel } from './fleets';
import { minus, weight, type Quantity } from './quantity';
import { ceilingsOf, steadyInstances } from './serving';
import { differenceTerm, fleetTerm, type Share, type Term, type TermOwner } from './terms';

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
    shares(fleet).map((share) => fleetTerm(owner, fleet, share, { instances, label }));
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
  if (maximum === undefined)
    return shares(latest).map((share) => fleetTerm(owner, latest, share, { instances: 1, label }));
  // Under a service-level maximum it takes the place of another instance.
  const checked: Fleet = { ...latest, floor: 1 };
  const sharesOf = (fleet: Fleet): readonly Share[] => shares(fleet === checked ? latest : fleet);
  const steady = (of: ServiceModel): readonly Term[] =>
    [...steadyInstances(of, sharesOf, maximum)].flatMap(([fleet, instances]) =>
      sharesOf(fleet).map((share) => fleetTerm(owner, fleet, share, { instances })),
    );
  const term = differenceTerm(owner, label, steady({ ...service, latest: checked }), steady(service));
  return term.connections === 0 ? [] : [term];
}

/** What is live of a service and is not declared. */
interface Departing {
  /** The fleet that is replaced, or what it has more than the revision that it stays as. */
  readonly replaced: readonly Term[];
  /** Of earlier revisions, what they have more than they will have. */
  readonly revisions: readonly Term[];
  /** What the fleet that is not replaced yet has more than the declared one. */
  readonly waiting: readonly Term[];
}

function departing(
  owner: TermOwner,
  service: ServiceModel,
  shares: (fleet: Fleet) => readonly Share[],
): Departing {
  const { latest, liveMaximum, outgoing, outgoingBasis } = service;
  const declared = new Map<Fleet, Quantity>(ceilingsOf(service));
  const maximum = service.declared.serviceMaxInstances;
  const termsOf = (fleet: Fleet, instances: Quantity, label = fleet.label): readonly Term[] =>
    shares(fleet).map((share) => fleetTerm(owner, fleet, share, { instances, label }));
  if (outgoingBasis === 'assumed-equal')
    return { replaced: termsOf(outgoing, outgoing.instances), revisions: [], waiting: [] };

  const [own, ...others] = liveFleets(service);
  const live = (counted: readonly LiveFleet[]): ReadonlyMap<Fleet, Quantity> =>
    steadyInstances(
      { ...service, latest: outgoing, latestTraffic: 100, counted: counted.map(({ fleet }) => fleet) },
      shares,
      liveMaximum,
    );
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
  const ending = live(others.filter((other) => !other.stays));
  const full = (fleet: Fleet, of: string): readonly Term[] => termsOf(fleet, ending.get(fleet)!, of);
  const sum = (of: ServiceModel, most: Quantity | undefined): readonly Term[] =>
    [...steadyInstances(of, shares, most)].flatMap(([fleet, count]) => termsOf(fleet, count));
  // Under a maximum fleets have no numbers of their own: what is live, and the live fleet beside what is declared.
  const allAbove = (): Term => {
    const staying = others.filter((other) => other.stays).map(({ fleet }) => fleet);
    const whole = { ...service, latest: outgoing, latestTraffic: 100 };
    const most = typeof outgoing.instances === 'number' ? Math.max(maximum!, outgoing.instances) : undefined;
    const steady = sum(service, maximum);
    const [one, other] = [sum({ ...whole, counted: staying }, liveMaximum), sum(whole, most)].map((terms) =>
      differenceTerm(owner, label, terms, steady),
    ) as [Term, Term];
    return weight(one.connections) > weight(other.connections) ? one : other;
  };
  return {
    replaced:
      own.stays && own.stays !== latest ? above(outgoing, own.stays, label) : full(outgoing, 'outgoing'),
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
