import type { Cache, Database, Environment, Pool } from '../../capacity/declaration';
import { connectionName } from '../../capacity/limit';
import { resolvePool } from '../../capacity/pools';
import { NOWHERE } from '../../terraform/plan/places';
import type { Reading } from '../../terraform/plan/reading';

/** What Terraform does not say and a human must. */
export interface Question {
  /** Of the field that the answer goes into. */
  readonly path: readonly string[];
  readonly question: string;
  /** An answer as it would stand there, in the place of one. */
  readonly example?: string;
}

/** The questions of one environment, in the order of the draft. */
export function questionsOf(name: string, environment: Environment, reading: Reading): readonly Question[] {
  const asked = [
    ...placeQuestions(environment),
    ...Object.entries(environment.databases ?? {}).flatMap(([key, database]) =>
      databaseQuestions(environment, key, database),
    ),
    ...workloads(environment).flatMap(workloadQuestions),
    ...clientQuestions(environment),
  ];
  // A limit that was observed needs no flag.
  const places = new Set(asked.map(({ path }) => path.join('.').replace(/\.observed$/, '.maxConnections')));
  const unknown = reading.unknowns
    .filter((each) => each.environment === name && !places.has(each.path))
    .map(({ path, address, attribute }): Question => ({
      path: path.split('.'),
      question: `What is it? Only an apply tells ${attribute} of ${address}.`,
    }));
  return [...asked, ...unknown];
}

function placeQuestions({ project, region, network }: Environment): readonly Question[] {
  return [
    ...(project === NOWHERE ? [{ path: ['project'], question: 'Which Google Cloud project is this?' }] : []),
    ...(region === NOWHERE ? [{ path: ['region'], question: 'Which region is this?' }] : []),
    ...(network.name === NOWHERE
      ? [
          {
            path: ['network', 'name'],
            question: 'Which VPC network do the services and the databases share?',
          },
        ]
      : []),
    {
      path: ['state'],
      question:
        'Which bucket shall keep the state? None is read or written while everything is a reference; the name counts from the first deploy on.',
    },
  ];
}

function databaseQuestions(environment: Environment, key: string, database: Database): readonly Question[] {
  const id = connectionName(environment, key, database);
  const isLimitSaid = typeof database.maxConnections === 'number' || database.observed !== undefined;
  const until = database.maxConnections === 'unknown' ? 'not known' : 'inferred from the tier';
  const limit: Question = {
    path: ['databases', key, 'observed'],
    question: `What did SHOW max_connections answer on ${id}, and on which day? Until then the limit is ${until}.`,
    example: "observed: { maxConnections: 100, on: '2026-01-31' },",
  };
  const isUsed = workloads(environment).some(({ pools }) => pools.some(([, pool]) => pool.database === key));
  const services = Object.keys(environment.services ?? {});
  const users: Question = {
    path: ['databases', key],
    question: `Which of ${services.join(', ')} connect to ${id}? No reference, address or connection name leads from one to it. In such a service:`,
    example: `pools: { main: { database: '${key}', driver: 'sqlalchemy', size: 5, maxOverflow: 10 } },`,
  };
  return [...(isLimitSaid ? [] : [limit]), ...(isUsed || services.length === 0 ? [] : [users])];
}

/** Of all databases at once: the answers go into one collection. */
function clientQuestions(environment: Environment): readonly Question[] {
  const counted = new Set(Object.values(environment.clients ?? {}).map(({ database }) => database));
  const keys = Object.keys(environment.databases ?? {}).filter((key) => !counted.has(key));
  if (keys.length === 0) return [];
  const ids = keys.map((key) => connectionName(environment, key, environment.databases![key]!));
  return [
    {
      path: ['clients'],
      question: `Who else connects to ${ids.join(', ')}: services of other repositories, jobs, a BI tool, operators? A client that is not declared is in no sum.`,
      example: `clients: { reporting: { database: '${keys[0]}', connections: 10, reason: 'the BI tool', owner: 'team-data' } },`,
    },
  ];
}

interface Located {
  readonly path: readonly string[];
  readonly processes?: unknown;
  readonly cpu: number;
  readonly pools: readonly (readonly [string, Pool])[];
  readonly caches: readonly (readonly [string, Cache])[];
  readonly hasNoCeiling: boolean;
}

function workloads({ services = {}, jobs = {} }: Environment): readonly Located[] {
  return [
    ...Object.entries(services).map(([key, service]) => ({
      ...located(['services', key], service),
      hasNoCeiling:
        typeof service.maxInstances !== 'number' && typeof service.serviceMaxInstances !== 'number',
    })),
    ...Object.entries(jobs).map(([key, job]) => ({ ...located(['jobs', key], job), hasNoCeiling: false })),
  ];
}

type Clients = Pick<Located, 'processes' | 'cpu'> & {
  readonly pools?: Readonly<Record<string, Pool>>;
  readonly caches?: Readonly<Record<string, Cache>>;
};

function located(
  path: readonly string[],
  { processes, cpu, pools = {}, caches = {} }: Clients,
): Omit<Located, 'hasNoCeiling'> {
  return { path, processes, cpu, pools: Object.entries(pools), caches: Object.entries(caches) };
}

function workloadQuestions(workload: Located): readonly Question[] {
  const { path, processes, pools, caches, hasNoCeiling } = workload;
  if (pools.length + caches.length === 0) return [];
  const [, key] = path;
  return [
    ...(hasNoCeiling
      ? [
          {
            path: [...path, 'maxInstances'],
            question: `How many instances may ${key} have at most? Nothing sets a ceiling.`,
            example: 'maxInstances: 4,',
          },
        ]
      : []),
    ...(typeof processes === 'number'
      ? []
      : [
          {
            path: [...path, 'processes'],
            question: `How many worker processes does one instance of ${key} run? Its start command says it: gunicorn and uvicorn --workers, Puma -w; without any it is 1.`,
            example: 'processes: 1,',
          },
        ]),
    ...pools.flatMap(([name, pool]) => poolQuestions(workload, name, pool)),
    ...caches.flatMap(([name, cache]) => cacheQuestions(workload, name, cache)),
  ];
}

function cacheQuestions({ path }: Located, name: string, { connections, redis }: Cache): readonly Question[] {
  if (typeof connections === 'number') return [];
  return [
    {
      path: [...path, 'caches', name, 'connections'],
      question: `How many connections does one process of ${path[1]} open to ${redis} at most? The pool of its Redis client says it.`,
      example: 'connections: 10,',
    },
  ];
}

function poolQuestions({ path, cpu }: Located, name: string, pool: Pool): readonly Question[] {
  const at = [...path, 'pools', name];
  const { maximum } = resolvePool(name, at.join('.'), pool, { vcpu: cpu, cpuIdle: true });
  if (typeof maximum === 'number') return [];
  if (maximum === 'unlimited')
    return [
      {
        path: [...at, 'maximum'],
        question: `How many connections does a pool of ${path[1]} open at most, in one process? The driver sets no maximum.`,
        example: 'maximum: 10,',
      },
    ];
  return [
    {
      path: [...at, 'driver'],
      question: `Which driver does ${path[1]} connect to ${pool.database} with, and what size of pool does its code set? A driver alone implies its published defaults.`,
      example: "driver: 'sqlalchemy', size: 5, maxOverflow: 10,",
    },
  ];
}
