import type { Service } from '../../declaration';
import type { Knob, Violation } from '../../finding';
import type { Fleet, ServiceModel } from '../../fleets';
import type { EnvironmentModel } from '../../model';
import { momentNamed } from '../../moments';
import type { ResolvedPool } from '../../pools';
import { plus, times } from '../../quantity';
import type { Rule } from '../rule';
import { deployedJobs, deployedServices } from '../workloads';

const MOST_INSTANCES = 1000;
const MOST_CONNECTIONS = 1000;

export const poolFloor: Rule = {
  id: 'connections/pool-floor',
  severity: 'error',
  summary: 'The pools are large enough for the declared load and for nested checkouts.',
  why: 'a request waits for a connection until the pool time-out, while the database is idle',
  check: (environment) => [
    ...deployedServices(environment).flatMap((service) => [
      ...service.latest.pools.flatMap((pool) => poolViolations(service.declared.owner, pool, service)),
      ...loadViolations(service),
    ]),
    ...poolerViolations(environment),
    ...deployedJobs(environment).flatMap((job) =>
      job.pools.flatMap((pool) => poolViolations(job.declared.owner, pool)),
    ),
  ],
};

/** A pool that can never serve a request is an error; one that may deadlock under concurrency warns. */
function poolViolations(
  owner: string | undefined,
  pool: ResolvedPool,
  service?: ServiceModel,
): readonly Violation[] {
  const { name, path, declared, maximum, formulaInPool } = pool;
  if (typeof maximum !== 'number') return [];
  const perRequest = declared.connectionsPerRequest ?? 1;
  const requests = requestsPerProcess(service);
  const needed = requests * (perRequest - 1) + 1;
  const common = { subject: path, at: { path: `${path}.size`, value: pool.size }, owner };
  if (maximum < perRequest) {
    const headline = `a request needs ${perRequest} of pool ${name}, which has ${formulaOf(formulaInPool, maximum)}`;
    return [{ ...common, headline, excess: perRequest - maximum, knobs: raisePool(pool) }];
  }
  if (maximum >= needed) return [];
  return [
    {
      ...common,
      severity: 'warning',
      headline: `${requests} requests of a process that need ${perRequest} of pool ${name} each can deadlock below ${requests} × (${perRequest} − 1) + 1 = ${needed}; it has ${formulaOf(formulaInPool, maximum)}`,
      why: 'every request holds some connections and waits for one more, which only the others could return',
      excess: needed - maximum,
      knobs: raisePool(pool),
    },
  ];
}

/** Little's law: requests a second × seconds with a connection = connections in use, on average. */
function loadViolations({ path, declared, latest, latestTraffic }: ServiceModel): readonly Violation[] {
  const { load } = declared;
  const inOne = times(latest.processes, plus(...latest.pools.map(({ maximum }) => maximum)));
  const most = times(latest.instances, inOne);
  if (!load || latest.pools.length === 0 || typeof most !== 'number') return [];
  const seconds = load.databaseSeconds ?? load.requestSeconds;
  const inUse = Math.round(load.requestsPerSecond * seconds * 10 * latestTraffic) / 1000;
  if (inUse <= most) return [];
  const share = latestTraffic === 100 ? '' : ` × ${latestTraffic} %`;
  return [
    {
      subject: path,
      at: { path: `${path}.maxInstances`, value: latest.instances },
      owner: declared.owner,
      headline: `${load.requestsPerSecond} requests/s × ${seconds} s with a connection${share} = ${inUse} in use; the pools have ${poolsText(latest)} = ${most}`,
      excess: inUse - most,
      knobs: [
        { path: `${path}.maxInstances`, from: declared.maxInstances, to: { raiseTo: MOST_INSTANCES } },
        ...latest.pools.flatMap(raisePool),
      ],
    },
  ];
}

/** A PgBouncer's server side takes the load of all services behind it; in session mode each client holds one of it. */
function poolerViolations({ declared, services, budgets, name }: EnvironmentModel): readonly Violation[] {
  return Object.entries(declared.poolers ?? {}).flatMap(([key, pooler]): readonly Violation[] => {
    const path = `poolers.${key}`;
    const side = budgets
      .flatMap((budget) => momentNamed(budget, 'steady')!.terms)
      .find((term) => term.environment === name && term.path === path && term.label === 'server side');
    const own = budgets.find((budget) => budget.path === path && budget.environment === name);
    const clients = own && momentNamed(own, 'steady');
    if (typeof side?.connections !== 'number' || !clients) return [];
    const most = side.connections;
    const behind = services.filter(({ latest: { pools } }) =>
      pools.some(({ declared: pool }) => pool.pooler === key),
    );
    const inUse = behind.reduce((sum, { declared: { load } }) => sum + inUseOf(load), 0);
    const [needs, text] =
      pooler.mode === 'session'
        ? [clients.demand, `${clients.demand} clients at steady, each with a session of its own`]
        : [inUse, `the load of ${behind.map((service) => service.name).join(' + ')} = ${inUse} in use`];
    if (needs <= most) return [];
    return [
      {
        subject: path,
        at: { path: `${path}.poolSize`, value: pooler.poolSize },
        owner: pooler.owner,
        headline: `${text}; the server side has ${most}`,
        why: 'clients wait for a server connection until their time-out, while the database is idle',
        excess: needs - most,
        knobs: [{ path: `${path}.poolSize`, from: pooler.poolSize, to: { raiseTo: MOST_CONNECTIONS } }],
      },
    ];
  });
}

/** Requests a second × seconds with a connection; 0 where no load is declared. */
function inUseOf(load: Service['load']): number {
  if (!load) return 0;
  return Math.round(load.requestsPerSecond * (load.databaseSeconds ?? load.requestSeconds) * 1000) / 1000;
}

function requestsPerProcess(service: ServiceModel | undefined): number {
  const processes = service?.latest.processes;
  if (!service || typeof processes !== 'number' || processes === 0) return 1;
  return Math.ceil(service.declared.concurrency / processes);
}

function poolsText({ instances, processes, pools }: Fleet): string {
  const sum = pools.map(({ formulaInPool }) => formulaInPool).join(' + ');
  return `${instances} × ${processes} × ${sum.includes('+') ? `(${sum})` : sum}`;
}

function formulaOf(formula: string, maximum: number): string {
  return formula.includes('+') ? `${formula} = ${maximum}` : formula;
}

function raisePool({ path, declared, size, maximum }: ResolvedPool): readonly Knob[] {
  const [field, from] = declared.maximum === undefined ? ['size', size] : ['maximum', maximum];
  return typeof from === 'number'
    ? [{ path: `${path}.${field}`, from, to: { raiseTo: MOST_CONNECTIONS } }]
    : [];
}
