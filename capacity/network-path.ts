import type { Connector, Egress, Environment } from './declaration';
import { atMost, type ServiceModel } from './fleets';
import type { Assumptions } from './google-cloud/assumptions';
import { DIRECT_VPC_DELAY } from './google-cloud/cloud-run';
import { entryOf } from './google-cloud/fact';
import { CONNECTOR_MACHINE_TYPES } from './google-cloud/vpc-access';
import { OPENS_AT_ONCE } from './google-cloud/opens-at-once';
import type { ResolvedPool } from './pools';
import { ceilingsOf } from './serving';
import { inWords, known, plus, times, toMilliseconds, type Quantity } from './quantity';

/**
 * What the network warm-up of a path rests on.
 *
 * - `immediate`: no VPC egress, or a connector whose minimum carries the startup burst
 * - `scaling`: a connector whose minimum does not carry it
 * - `unknown`: a connector whose minimum, or whose burst, is not known
 * - `direct-vpc`: Direct VPC egress
 */
export type NetworkBasis = 'immediate' | 'scaling' | 'unknown' | 'direct-vpc';

/** How long the way to a database takes to carry a first connection. */
export interface Network {
  readonly seconds: number;
  readonly basis: NetworkBasis;
  readonly text: string;
}

/** Mbps that all services of a connector send when every instance starts at once, by connector. */
export function startupBursts(
  services: readonly ServiceModel[],
  assumptions: Assumptions,
): ReadonlyMap<string, Quantity> {
  const bursts = new Map<string, Quantity>();
  for (const service of services) {
    const { egress } = service.declared;
    if (egress.kind !== 'connector') continue;
    const { connector } = egress;
    const mbps = times(startingInstances(service), assumptions.startupMbpsPerInstance);
    bursts.set(connector, plus(bursts.get(connector) ?? 0, mbps));
  }
  return bursts;
}

/** Instances that a service has at most: those of all revisions, up to a service-level maximum. */
export function startingInstances(service: ServiceModel): Quantity {
  const ceilings = ceilingsOf(service).map(([, instances]) => instances);
  return atMost(plus(...ceilings), service.declared.serviceMaxInstances);
}

/**
 * Mbps that a connector carries at its minimum and at its maximum; `undefined` where that is not known: its size
 * is not given, is given twice (the API refuses both), or is of a machine type that does not exist.
 */
export function connectorMbps(connector: Connector): { readonly min?: number; readonly max?: number } {
  const { throughput, minInstances, maxInstances } = connector;
  const each = entryOf(CONNECTOR_MACHINE_TYPES.value, connector.machineType ?? 'e2-micro');
  const twice = throughput !== undefined && (minInstances !== undefined || maxInstances !== undefined);
  if (each === undefined || twice) return {};
  if (throughput) return { min: throughput.minMbps, max: throughput.maxMbps };
  const total = (instances: number | undefined): number | undefined =>
    instances === undefined ? undefined : each * instances;
  return { min: total(minInstances), max: total(maxInstances) };
}

/** A scaling connector's delay is nobody's number; Direct VPC's is, unless an environment knows better. */
export function certainSeconds({ basis, seconds }: Pick<Network, 'basis' | 'seconds'>): number {
  if (basis === 'unknown') return seconds;
  return basis === 'direct-vpc' ? Math.min(DIRECT_VPC_DELAY.value, seconds) : 0;
}

/** How long the way of a service takes to carry its first connection, and why. */
export function networkWarmUp(
  environment: Environment,
  egress: Egress,
  bursts: ReadonlyMap<string, Quantity>,
  assumptions: Assumptions,
): Network {
  if (egress.kind === 'none') return { seconds: 0, basis: 'immediate', text: 'no VPC egress' };
  if (egress.kind === 'direct-vpc') {
    const seconds = assumptions.directVpcWarmUpSeconds;
    const text = `Direct VPC egress warms up in ${seconds} s (assumption)`;
    return { seconds, basis: 'direct-vpc', text };
  }
  const burst = bursts.get(egress.connector) ?? 0;
  const connector = environment.connectors?.[egress.connector];
  const min = connector && connectorMbps(connector).min;
  if (min !== undefined && typeof burst === 'number' && burst <= min) {
    return {
      seconds: 0,
      basis: 'immediate',
      text: `${egress.connector} carries the startup burst of ${burst} Mbps at its minimum of ${min} Mbps`,
    };
  }
  const seconds = assumptions.connectorScalingSeconds;
  const burstText = `a startup burst of ${inWords(burst)} Mbps`;
  if (min === undefined || typeof burst !== 'number') {
    const carries =
      min === undefined ? 'what it carries at its minimum is not known' : `its minimum carries ${min} Mbps`;
    const text = `${egress.connector} may have to scale for ${burstText}, ${carries}: ${seconds} s (assumption)`;
    return { seconds, basis: 'unknown', text };
  }
  return {
    seconds,
    basis: 'scaling',
    text: `${egress.connector} must scale for ${burstText}, its minimum carries ${min} Mbps: ${seconds} s (assumption)`,
  };
}

/** Connections that a pool opens before its process is ready: a lazy one opens a single one, to prove the database. */
export function openedAtStart({ maximum, openedAtStart: opened }: ResolvedPool): number {
  return maximum === 0 ? 0 : Math.max(1, known(opened));
}

/** Connections that a pool opens at the same time while it starts. */
export function openedAtOnce({ declared, opens }: ResolvedPool): number {
  if (opens === 'lazy' || declared.driver === undefined) return 1;
  return OPENS_AT_ONCE[declared.driver]?.value ?? 1;
}

/**
 * Longest that a start waits in the line of a connector, besides the time that the connector needs to scale: all
 * instances on it open their connections, and it carries so many handshakes at the same time. 0 where nobody waits,
 * and where its size is not known: that is the warm-up.
 *
 * @param onConnector - the services on it
 * @param key - of the connector
 */
export function lineSeconds(
  environment: Environment,
  onConnector: readonly ServiceModel[],
  key: string,
  { basis }: Pick<Network, 'basis'>,
  { connectionSeconds, startupMbpsPerInstance }: Assumptions,
): number {
  const declared = environment.connectors?.[key];
  const { min, max } = declared ? connectorMbps(declared) : {};
  const mbps = basis === 'immediate' ? min : basis === 'scaling' ? max : undefined;
  if (mbps === undefined || startupMbpsPerInstance === 0) return 0;
  const slots = Math.max(1, Math.floor(mbps / startupMbpsPerInstance));
  let handshakes = 0;
  let atOnce = 0;
  for (const service of onConnector) {
    const { latest } = service;
    const processes = known(times(startingInstances(service), latest.processes));
    for (const pool of latest.pools) {
      const opened = openedAtStart(pool);
      handshakes += processes * (opened + pool.outsidePool);
      atOnce += processes * Math.min(opened, openedAtOnce(pool));
    }
  }
  return atOnce <= slots ? 0 : toMilliseconds((handshakes * connectionSeconds) / slots);
}
