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
  const rollouts = environments.map((environment) => rolloutOf(environment, database));
  return {
    before: rollouts.flatMap(({ before }) => before),
    after: rollouts.flatMap(({ after }) => after),
  };
}

/** A number, where it is written out. */
type Written = number | 'unknown' | undefined;

function steadyOf(environment: Environment, database: string): readonly Process[] {
  return [
    ...besideLatest(environment, database),
    ...entries(environment.services).flatMap(([name, service]) => latestOf(name, service, database)),
  ];
}

function besideLatest(environment: Environment, database: string): readonly Process[] {
  const revisions = entries(environment.services).flatMap(([name, service]) =>
    entries(service.revisions).flatMap(([revision, own]) =>
      fleet(`${name} ${revision}`, service, database, {
        pools: own.pools ?? service.pools,
        processes: own.processes ?? service.processes,
        instances: own.traffic > 0 ? (own.maxInstances ?? service.maxInstances) : (own.minInstances ?? 0),
      }),
    ),
  );
  return [
    ...outsideOf(environment, database, 'always'),
    ...jobsOf(environment, database, 'always'),
    ...revisions,
  ];
}

function latestOf(name: string, service: Service, database: string): readonly Process[] {
  const { pools, processes, maxInstances, minInstances, latestTraffic } = service;
  const instances = latestTraffic === 0 ? minInstances : maxInstances;
  return fleet(`${name} latest`, service, database, { pools, processes, instances });
}

function liveOf(name: string, service: Service, database: string): readonly Process[] {
  const { pools, processes, maxInstances, outgoing } = service;
  return fleet(`${name} outgoing`, service, database, {
    pools: outgoing?.pools ?? pools,
    processes: outgoing?.processes ?? processes,
    instances: outgoing?.maxInstances ?? maxInstances,
  });
}

/**
 * The worst of a deploy: the services that roll out, all or one of them, have both fleets, or the live one and a
 * candidate; one that does not, or not yet, has the larger of both.
 */
function rolloutOf(environment: Environment, database: string): Present {
  const services = entries(environment.services);
  const takeTurns = environment.rollouts === 'one-after-another';
  const turns = takeTurns ? services.map((service) => [service]) : [services];
  const worst = turns.map((rolling) => {
    const isRolling = new Set(rolling.map(([name]) => name));
    const each = services.map(([name, service]): Present => {
      const [latest, live] = [latestOf(name, service, database), liveOf(name, service, database)];
      const staying = connectionsOf(live) > connectionsOf(latest) ? live : latest;
      if (!isRolling.has(name)) return { before: [], after: staying };
      return service.rollout === 'candidate'
        ? { before: staying, after: candidateOf(name, service, database) }
        : { before: live, after: latest };
    });
    return { before: each.flatMap(({ before }) => before), after: each.flatMap(({ after }) => after) };
  });
  const demand = ({ before, after }: Present): number => connectionsOf([...before, ...after]);
  const worstTurn = worst.reduce((most, turn) => (demand(turn) > demand(most) ? turn : most), {
    before: [],
    after: [],
  });
  return {
    before: [...worstTurn.before, ...outsideOf(environment, database, 'rollout')],
    after: [...worstTurn.after, ...besideLatest(environment, database)],
  };
}

function candidateOf(name: string, service: Service, database: string): readonly Process[] {
  const { pools, processes, minInstances } = service;
  const instances = Math.max(1, minInstances ?? 0);
  return fleet(`${name} candidate`, service, database, { pools, processes, instances });
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
