import type { Fleet, ServiceModel } from './fleets';
import { weight, type Quantity } from './quantity';
import { fleetTerms, perInstance, type Share, type Term, type TermOwner } from './terms';

/**
 * Instances of each fleet in steady. A service-level maximum goes to the fleets with the largest
 * instance demand first: the worst split that it allows.
 *
 * @param maximum - the service-level maximum; all at their own ceilings without one
 */
export function steadyInstances(
  service: ServiceModel,
  shares: (fleet: Fleet) => readonly Share[],
  maximum: Quantity | undefined,
): ReadonlyMap<Fleet, Quantity> {
  const ceilings = ceilingsOf(service);
  if (typeof maximum !== 'number') return new Map(ceilings);
  let left = maximum;
  const worstFirst = [...ceilings].sort(
    ([a], [b]) => weight(perInstance(b, shares(b))) - weight(perInstance(a, shares(a))),
  );
  return new Map(
    worstFirst.map(([fleet, ceiling]) => {
      const taken = typeof ceiling === 'number' ? Math.min(ceiling, left) : left;
      left -= taken;
      return [fleet, taken];
    }),
  );
}

/** The terms of the fleets of a service in steady, with the share of a service-level maximum that each has. */
export function steadyTerms(
  owner: TermOwner,
  service: ServiceModel,
  shares: (fleet: Fleet) => readonly Share[],
  maximum: Quantity | undefined,
): readonly Term[] {
  return [...steadyInstances(service, shares, maximum)].flatMap(([fleet, instances]) =>
    fleetTerms(owner, fleet, shares(fleet), { instances }),
  );
}

/** Most instances of each fleet in steady, each for itself, the latest first; without traffic a fleet keeps its floor. */
export function ceilingsOf(
  service: ServiceModel,
): readonly [latest: readonly [Fleet, Quantity], ...others: (readonly [Fleet, Quantity])[]] {
  const latest = service.latestTraffic > 0 ? service.latest.instances : service.latest.floor;
  return [[service.latest, latest], ...service.counted.map((fleet) => [fleet, fleet.instances] as const)];
}
