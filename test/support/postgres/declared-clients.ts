import type { Environment, Job, Pool, Service } from '../../../capacity/declaration';

/** A pool of one process, as declared. */
export interface DeclaredPool {
  readonly size: number;
  readonly maxOverflow: number;
  readonly outsidePool: number;
  /** What the process still has open when it has had nothing to do for long. */
  readonly idle: 'all' | 'none';
}

/** One process of a client, or a client whose number alone is declared. */
export interface Process {
  readonly client: string;
  readonly pools: readonly DeclaredPool[];
  /** It has work as long as it is there: a job, an outside client. */
  readonly isBusy: boolean;
}

/** Who is connected at a moment: those who run anyway, then those who come with it. */
export interface Present {
  readonly before: readonly Process[];
  readonly after: readonly Process[];
}

/** Moments that can block a deploy. */
export type BlockingMoment = 'steady' | 'rollout' | 'migration';

/**
 * The processes that the environments of one database run at a moment, read from the declaration alone: the model has
 * no part in it, so that its sums can be compared with what these processes really open. Every number must be written
 * out; poolers and service-level maxima are not known here.
 */
export function presentAt(
  moment: BlockingMoment,
  environments: readonly Environment[],
  database: string,
): Present {
  const of = (list: (environment: Environment) => readonly Process[]): readonly Process[] =>
    environments.flatMap(list).map((process) => process);
  const steady = of((environment) => steadyOf(environment, database));
  if (moment === 'steady') return { before: [], after: steady };
  if (moment === 'migration') {
    const migration = of((environment) => [
      ...jobsOf(environment, database, 'migration'),
      ...outsideOf(environment, database, 'migration'),
    ]);
    return { before: steady, after: migration };
  }
  const outgoing = of((environment) => [
    ...outgoingOf(environment, database),
    ...outsideOf(environment, database, 'rollout'),
  ]);
  return { before: outgoing, after: steady };
}

/** A number, where it is written out. */
type Written = number | 'unknown' | undefined;

function steadyOf(environment: Environment, database: string): readonly Process[] {
  const services = entries(environment.services).flatMap(([name, service]) => {
    const { pools, processes, maxInstances, revisions, latestTraffic } = service;
    const latest = latestTraffic === 0 ? service.minInstances : maxInstances;
    return [
      ...fleet(`${name} latest`, service, database, { pools, processes, instances: latest }),
      ...entries(revisions).flatMap(([revision, own]) =>
        fleet(`${name} ${revision}`, service, database, {
          pools: own.pools ?? pools,
          processes: own.processes ?? processes,
          instances: own.traffic > 0 ? (own.maxInstances ?? maxInstances) : (own.minInstances ?? 0),
        }),
      ),
    ];
  });
  return [
    ...outsideOf(environment, database, 'always'),
    ...jobsOf(environment, database, 'always'),
    ...services,
  ];
}

/** What a deploy adds: the old fleets, or a candidate of each; of services that take turns, the largest. */
function outgoingOf(environment: Environment, database: string): readonly Process[] {
  const fleets = entries(environment.services).map(([name, service]) => {
    const { pools, processes, maxInstances, minInstances, outgoing } = service;
    return service.rollout === 'candidate'
      ? fleet(`${name} candidate`, service, database, {
          pools,
          processes,
          instances: Math.max(1, minInstances ?? 0),
        })
      : fleet(`${name} outgoing`, service, database, {
          pools: outgoing?.pools ?? pools,
          processes: outgoing?.processes ?? processes,
          instances: outgoing?.maxInstances ?? maxInstances,
        });
  });
  if (environment.rollouts !== 'one-after-another') return fleets.flat();
  return fleets.reduce(
    (largest, each) => (connectionsOf(each) > connectionsOf(largest) ? each : largest),
    [],
  );
}

/** The most that these processes open. */
export function connectionsOf(processes: readonly Process[]): number {
  return processes
    .flatMap(({ pools }) => pools)
    .reduce((sum, { size, maxOverflow, outsidePool }) => sum + size + maxOverflow + outsidePool, 0);
}

function fleet(
  client: string,
  { cpuIdle = true }: Service,
  database: string,
  own: Pick<Service, 'pools'> & { readonly processes: Written; readonly instances: Written },
): readonly Process[] {
  const pools = poolsOf(own.pools, database, cpuIdle);
  return repeat(given(own.instances) * given(own.processes), { client, pools, isBusy: false });
}

function jobsOf(environment: Environment, database: string, during: Job['during']): readonly Process[] {
  return entries(environment.jobs)
    .filter(([, job]) => job.during === during)
    .flatMap(([client, job]) => {
      const tasks = job.tasks ?? 1;
      const atOnce = Math.min(job.parallelism || tasks, tasks) * (job.concurrentExecutions ?? 1);
      const pools = poolsOf(job.pools, database, false);
      return repeat(atOnce * given(job.processes), { client, pools, isBusy: true });
    });
}

function outsideOf(environment: Environment, database: string, during: string): readonly Process[] {
  return entries(environment.clients)
    .filter(([, client]) => client.database === database && (client.during ?? 'always') === during)
    .map(([client, { connections }]) => ({
      client,
      pools: [{ size: connections, maxOverflow: 0, outsidePool: 0, idle: 'all' }],
      isBusy: true,
    }));
}

function poolsOf(pools: Service['pools'], database: string, cpuIdle: boolean): readonly DeclaredPool[] {
  return entries(pools)
    .filter(([, pool]) => pool.database === database)
    .map(([, pool]) => ({
      size: given(pool.size),
      maxOverflow: pool.maxOverflow ?? 0,
      outsidePool: pool.outsidePool ?? 0,
      idle: closesAll(pool, cpuIdle) ? 'none' : 'all',
    }));
}

/** An idle time-out closes what nobody uses, if it has the CPU for its timers, and nothing is kept open by choice. */
function closesAll({ idleTimeoutSeconds = 0, opens }: Pool, cpuIdle: boolean): boolean {
  return idleTimeoutSeconds > 0 && !cpuIdle && opens === 'lazy';
}

function given(value: Written): number {
  if (typeof value !== 'number') throw new Error('a number of this declaration is not written out');
  return value;
}

function entries<T>(collection: Readonly<Record<string, T>> | undefined): readonly (readonly [string, T])[] {
  return Object.entries(collection ?? {});
}

function repeat<T>(count: number, item: T): readonly T[] {
  return Array.from({ length: count }, () => item);
}
