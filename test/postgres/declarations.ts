import type { Declaration, Environment, Pool } from '../../capacity/declaration';
import { declare, ENVIRONMENT, SERVICE, withFields } from '../support/declare';

/** A declaration, and what is said of it: which rule refuses it, if any. */
export interface Case {
  readonly what: string;
  readonly declaration: Declaration;
  readonly refusedBy?: string;
}

const IDS = {
  steady: 'connections/steady-budget',
  rollout: 'connections/rollout-budget',
  migration: 'connections/migration-budget',
} as const;

const pool = (size: number, maxOverflow: number, rest: Partial<Pool> = {}): Pool => ({
  database: 'main',
  driver: 'sqlalchemy',
  size,
  maxOverflow,
  ...rest,
});

/** `limit` less what is reserved (3 + 2, from 100 on 3 + 4) and kept is usable. */
const limits = (limit: number, kept: number): Record<string, unknown> => ({
  'databases.main.maxConnections': limit,
  'databases.main.kept': { connections: kept, reason: 'operators' },
});

const api = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [`services.api.${field}`, value]));

const job = (tasks: number, parallelism: number): Record<string, unknown> => ({
  'jobs.migrate': {
    owner: 'team-api',
    image: SERVICE.image,
    cpu: 1,
    memory: '512Mi',
    processes: 1,
    egress: SERVICE.egress,
    during: 'migration',
    tasks,
    parallelism,
    pools: { main: pool(2, 0) },
  },
});

/** Another environment's service on the same instance, which it only names. */
function withNeighbor(declaration: Declaration, maxInstances: number): Declaration {
  const { test } = declaration.environments;
  const neighbor: Environment = {
    ...ENVIRONMENT,
    state: { backend: 'gcs', bucket: 'example-state', prefix: 'neighbor' },
    network: { ownership: 'reference', name: 'vpc', privateServicesAccess: { ownership: 'reference' } },
    connectors: { path: { ...ENVIRONMENT.connectors.path, ownership: 'reference' } },
    databases: { main: { ...test!.databases!['main']!, ownership: 'reference' } },
    services: { web: { ...SERVICE, maxInstances, pools: { main: pool(3, 2) } } },
  };
  return { ...declaration, environments: { ...declaration.environments, neighbor } };
}

const of = (...fields: readonly Readonly<Record<string, unknown>>[]): Declaration =>
  withFields(Object.assign({}, ...fields) as Record<string, unknown>, declare(ENVIRONMENT));

const strict = { rolloutOver: 'error' };
const split = (maxInstances: number): Record<string, unknown> =>
  api({
    maxInstances: 3,
    'pools.main': pool(2, 1),
    latestTraffic: 50,
    revisions: { 'api-00041': { traffic: 50, maxInstances } },
  });
const hikari = (size: number): Record<string, unknown> =>
  api({ maxInstances: 3, 'pools.main': pool(size, 0, { driver: 'hikaricp', opens: 'eager' }) });
const timed = (cpuIdle: boolean): Record<string, unknown> =>
  api({
    cpuIdle,
    'pools.main': pool(8, 0, { driver: 'node-postgres', opens: 'lazy', idleTimeoutSeconds: 10 }),
  });
const reserved = (superuser: number): Record<string, unknown> => ({
  'databases.main.reserved': { superuser, roles: 3, cloudSqlAdmin: 6 },
});

export const CASES: readonly Case[] = [
  {
    what: 'one pool, both fleets of a rollout to the last connection',
    declaration: of(limits(25, 2), strict, api({ maxInstances: 3, 'pools.main': pool(2, 1) })),
  },
  {
    what: 'the same with one connection more kept',
    declaration: of(limits(25, 3), strict, api({ maxInstances: 3, 'pools.main': pool(2, 1) })),
    refusedBy: IDS.rollout,
  },
  {
    what: 'several pools a process, one with a connection outside of it, and two processes',
    declaration: of(
      limits(60, 3),
      api({ processes: 2, 'pools.main': pool(2, 1), 'pools.events': pool(1, 0, { outsidePool: 1 }) }),
    ),
  },
  {
    what: 'several processes that nobody multiplied',
    declaration: of(limits(50, 3), api({ processes: 3, maxInstances: 4, 'pools.main': pool(2, 2) })),
    refusedBy: IDS.steady,
  },
  {
    what: 'reserved slots of every kind, to the last connection',
    declaration: of(limits(40, 2), strict, reserved(5)),
  },
  {
    what: 'the same with one slot more reserved',
    declaration: of(limits(40, 2), strict, reserved(6)),
    refusedBy: IDS.rollout,
  },
  { what: 'a rollout of eager pools that fits', declaration: of(limits(35, 3), hikari(4)) },
  {
    what: 'a rollout of eager pools: both fleets hold everything',
    declaration: of(limits(35, 3), hikari(5)),
    refusedBy: IDS.rollout,
  },
  {
    what: 'a rollout of lazy pools that close what is idle',
    declaration: of(limits(30, 3), timed(false)),
  },
  {
    what: 'a rollout of lazy pools whose timers have no CPU',
    declaration: of(limits(30, 3), timed(true)),
    refusedBy: IDS.rollout,
  },
  {
    what: 'a migration job during steady',
    declaration: of(limits(25, 2), api({ 'pools.main': pool(3, 1) }), job(4, 2), {
      'clients.operator': {
        database: 'main',
        connections: 1,
        reason: 'the operator of the migration',
        owner: 'team-data',
        during: 'migration',
      },
    }),
  },
  {
    what: 'a migration job whose tasks all run at the same time',
    declaration: of(limits(25, 2), api({ 'pools.main': pool(3, 1) }), job(6, 0)),
    refusedBy: IDS.migration,
  },
  {
    what: 'a second environment on the same database',
    declaration: withNeighbor(of(limits(50, 3), api({ 'pools.main': pool(3, 1) })), 2),
  },
  {
    what: 'a second environment that grows',
    declaration: withNeighbor(of(limits(50, 3), api({ 'pools.main': pool(3, 1) })), 6),
    refusedBy: IDS.rollout,
  },
  { what: 'a revision split, to the last connection', declaration: of(limits(25, 2), split(3)) },
  {
    what: 'a revision split of one instance more',
    declaration: of(limits(25, 2), split(4)),
    refusedBy: IDS.steady,
  },
  {
    what: 'an outgoing fleet with larger pools than the new one',
    declaration: of(
      limits(45, 3),
      strict,
      api({
        maxInstances: 3,
        'pools.main': pool(2, 1),
        outgoing: { maxInstances: 3, pools: { main: pool(6, 4) } },
      }),
    ),
    refusedBy: IDS.rollout,
  },
  {
    what: 'clients from outside, always and during a rollout',
    declaration: of(limits(120, 3), strict, api({ maxInstances: 5, 'pools.main': pool(6, 2) }), {
      'clients.bi': { database: 'main', connections: 20, reason: 'the BI tool', owner: 'team-bi' },
      'clients.check': {
        database: 'main',
        connections: 10,
        reason: 'the smoke test of a deploy',
        owner: 'team-api',
        during: 'rollout',
      },
    }),
  },
  {
    what: 'a candidate at its floor',
    declaration: of(limits(25, 2), strict, api({ rollout: 'candidate', 'pools.main': pool(4, 2) })),
  },
  {
    what: 'a candidate beside a live fleet larger than the new one',
    declaration: of(
      limits(30, 2),
      strict,
      api({ rollout: 'candidate', 'pools.main': pool(2, 1), outgoing: { maxInstances: 6 } }),
    ),
  },
  {
    what: 'the same with one connection more kept',
    declaration: of(
      limits(30, 5),
      strict,
      api({ rollout: 'candidate', 'pools.main': pool(2, 1), outgoing: { maxInstances: 6 } }),
    ),
    refusedBy: IDS.rollout,
  },
  {
    what: 'two services that roll out one after another, each smaller than it is live',
    declaration: of(
      limits(45, 4),
      strict,
      { rollouts: 'one-after-another' },
      api({ 'pools.main': pool(2, 1), outgoing: { maxInstances: 5 } }),
      {
        'services.web': {
          ...SERVICE,
          maxInstances: 2,
          outgoing: { maxInstances: 4 },
          pools: { main: pool(2, 1) },
        },
      },
    ),
  },
  {
    what: 'two services that roll out one after another',
    declaration: of(
      limits(32, 3),
      strict,
      { rollouts: 'one-after-another' },
      api({ 'pools.main': pool(2, 1) }),
      {
        'services.web': { ...SERVICE, maxInstances: 3, pools: { main: pool(2, 1) } },
      },
    ),
  },
];
