import type { EnvironmentResult } from '../capacity/evaluate';
import type { EnvironmentModel } from '../capacity/model';
import { once } from '../capacity/once';
import { sum, times, type Quantity } from '../capacity/quantity';
import { connectorMbps, startingInstances } from '../capacity/network-path';
import type { Review } from './review';

/** A capacity beside the connections of a database: what it was, and what it is after the change. */
export interface CapacityChange {
  readonly environment: string;
  /** Path of what has it, such as `connectors.path`. */
  readonly subject: string;
  /** `throughput at its minimum`. */
  readonly what: string;
  /** `Mbps`; empty for a count of what `what` names. */
  readonly unit: string;
  /** Absent where there was none, or nobody chose one. */
  readonly before?: Quantity;
  /** Absent where there is none any more, or nobody chooses one. */
  readonly after?: Quantity;
  /** After − before; absent unless both are numbers. */
  readonly change?: number;
}

/** Every capacity that a change raises, lowers, adds or takes away; none without a base. */
export const capacityChanges = once(({ result, before }: Review): readonly CapacityChange[] => {
  if (!before) return [];
  const live = new Map(before.environments.map((environment) => [environment.name, environment]));
  return result.environments.flatMap((environment) => {
    const base = live.get(environment.name);
    return changed(environment.name, base ? capacitiesOf(base) : new Map(), capacitiesOf(environment));
  });
});

interface Capacity {
  readonly subject: string;
  readonly what: string;
  readonly unit: string;
  readonly value: Quantity | undefined;
}

type Capacities = ReadonlyMap<string, Capacity>;

function changed(environment: string, before: Capacities, after: Capacities): readonly CapacityChange[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key): CapacityChange[] => {
    const [was, now] = [before.get(key), after.get(key)];
    const { subject, what, unit } = (now ?? was)!;
    const [from, to] = [was?.value, now?.value];
    if (from === to) return [];
    return [
      {
        environment,
        subject,
        what,
        unit,
        ...(from !== undefined && { before: from }),
        ...(to !== undefined && { after: to }),
        ...(typeof from === 'number' && typeof to === 'number' && { change: to - from }),
      },
    ];
  });
}

function capacitiesOf({ budgets, compared: model }: EnvironmentResult): Capacities {
  const redis = budgets
    .filter(({ kind }) => kind === 'redis-clients')
    .flatMap(({ path, limit, moments }): Capacity[] => [
      { subject: path, what: 'clients it takes', unit: '', value: limit.connections },
      // Not the demand, which is only what is certain of the sum.
      ...moments.map(({ name, terms }) => ({
        subject: path,
        what: `clients, ${name}`,
        unit: '',
        value: sum(terms.map(({ connections }) => connections)),
      })),
    ]);
  const all = [...connectorCapacities(model), ...serviceCapacities(model), ...jobCapacities(model), ...redis];
  return new Map(all.map((capacity) => [`${capacity.subject}\n${capacity.what}`, capacity]));
}

function connectorCapacities({ declared }: EnvironmentModel): readonly Capacity[] {
  return Object.entries(declared.connectors ?? {}).flatMap(([name, connector]) => {
    const subject = `connectors.${name}`;
    const { min, max } = connectorMbps(connector);
    return [
      { subject, what: 'throughput at its minimum', unit: 'Mbps', value: min },
      { subject, what: 'throughput at its maximum', unit: 'Mbps', value: max },
      { subject, what: 'instances at least', unit: '', value: connector.minInstances },
      { subject, what: 'instances at most', unit: '', value: connector.maxInstances },
    ];
  });
}

function serviceCapacities({ services, startup }: EnvironmentModel): readonly Capacity[] {
  return services.flatMap((service) => {
    const { path: subject, declared, latest } = service;
    const instances = startingInstances(service);
    const budget = startup.get(service.name);
    return [
      { subject, what: 'instances at least', unit: '', value: latest.floor },
      { subject, what: 'instances at most', unit: '', value: instances },
      { subject, what: 'requests at the same time', unit: '', value: times(instances, declared.concurrency) },
      { subject, what: 'startup: connect time-out', unit: 's', value: budget?.connectTimeout.seconds },
      { subject, what: 'startup: database deadline', unit: 's', value: budget?.databaseDeadline.seconds },
      { subject, what: 'startup: probe window', unit: 's', value: budget?.probe.windowSeconds },
    ];
  });
}

function jobCapacities({ jobs }: EnvironmentModel): readonly Capacity[] {
  return jobs.map(({ path, concurrentExecutions, parallelTasks }) => ({
    subject: path,
    what: 'tasks at the same time',
    unit: '',
    value: concurrentExecutions * parallelTasks,
  }));
}
