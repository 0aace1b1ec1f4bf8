import { textOf } from '../../../../capacity/terms';
import { ENVIRONMENT, findingsOf, headlinesOf, SERVICE, withFields } from '../../../support/declare';

const RULE = 'connections/socket-limit';

/** One instance on a database with room for all of it. */
const socket = (fields: Readonly<Record<string, unknown>>) =>
  withFields({
    'databases.main.tier': 'db-custom-4-15360',
    'databases.main.maxConnections': 500,
    'services.api.transport': 'socket',
    'services.api.maxInstances': 1,
    ...fields,
  });
const pool = (maximum: number) => ({ 'services.api.pools.main': { database: 'main', maximum } });

test.each([
  [99, []],
  [100, []],
  [101, ['an instance opens 101 connections to main through the socket, which takes 100']],
])('a pool of %d', (maximum, headlines) => {
  expect(headlinesOf(RULE, socket(pool(maximum)))).toEqual(headlines);
});

test('sums processes, pools and what lies outside them', () => {
  const declaration = socket({
    'services.api.processes': 2,
    'services.api.pools.main': { database: 'main', driver: 'sqlalchemy', size: 30, maxOverflow: 10 },
    'services.api.pools.listen': { database: 'main', size: 10, outsidePool: 1 },
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding).toMatchObject({
    severity: 'error',
    subject: 'services.api',
    owner: 'team-api',
    excess: 2,
    headline: 'an instance opens 102 connections to main through the socket, which takes 100',
  });
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest pool main: 1 instance × 2 processes × (30 + 10) = 80',
    'services.api revision latest pool listen: 1 instance × 2 processes × (10 + 1) = 22',
  ]);
  expect(finding!.fixes.map(({ path, from, to }) => [path, from, to])).toEqual([
    ['services.api.pools.main.size', 30, 29],
    ['services.api.pools.main.maxOverflow', 10, 9],
    ['services.api.pools.listen.size', 10, 9],
    ['services.api.transport', 'socket', 'private-ip'],
  ]);
});

test('counts each database for itself', () => {
  const declaration = socket({
    ...pool(60),
    'databases.second': { ...ENVIRONMENT.databases.main, maxConnections: 100 },
    'services.api.pools.second': { database: 'second', maximum: 60 },
  });
  expect(headlinesOf(RULE, declaration)).toEqual([]);
});

test('a revision with larger pools counts', () => {
  const declaration = socket({
    'services.api.revisions': {
      old: { traffic: 0, minInstances: 1, pools: { main: { database: 'main', maximum: 101 } } },
    },
  });
  expect(headlinesOf(RULE, declaration)).toEqual([
    'an instance opens 101 connections to main through the socket, which takes 100',
  ]);
});

test('a task of a job counts', () => {
  const job = {
    image: SERVICE.image,
    cpu: 1,
    memory: '512Mi',
    during: 'migration',
    tasks: 2,
    processes: 1,
    transport: 'socket',
    pools: { main: { database: 'main', maximum: 101 } },
    egress: SERVICE.egress,
  };
  expect(headlinesOf(RULE, socket({ 'jobs.load': job }))).toEqual([
    'a task opens 101 connections to main through the socket, which takes 100',
  ]);
});

test('a pool behind PgBouncer does not use the socket, what keeps a session does', () => {
  const declaration = socket({
    'poolers.bouncer': {
      database: 'main',
      replicas: 1,
      poolSize: 20,
      maxClientConnections: 1000,
      mode: 'transaction',
    },
    'services.api.pools.main': {
      database: 'main',
      maximum: 200,
      outsidePool: 2,
      via: 'pgbouncer',
      pooler: 'bouncer',
    },
  });
  expect(headlinesOf(RULE, declaration)).toEqual([]);
});

test('says so where it cannot be known or has no bound', () => {
  expect(headlinesOf(RULE, socket({ 'services.api.processes': undefined }))).toEqual([
    'cannot be known: an instance opens unknown connections to main through the socket, which takes 100',
  ]);
  expect(
    headlinesOf(RULE, socket({ 'services.api.pools.main': { database: 'main', driver: 'django' } })),
  ).toEqual(['an instance opens connections without bound to main through the socket, which takes 100']);
});

test('the private address has no such cap', () => {
  expect(headlinesOf(RULE, socket({ ...pool(101), 'services.api.transport': 'private-ip' }))).toEqual([]);
});
