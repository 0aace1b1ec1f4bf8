import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';
import { withRedis } from '../../../support/examples/redis';
import { JOB } from '../../../support/examples/run';

const RULE = 'run/setting-names';

test('a variable that carries a setting is refused', () => {
  expect(findingsOf(RULE, withField('services.api.variables', { DB_POOL_SIZE: '50' }))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.variables.DB_POOL_SIZE', value: 'DB_POOL_SIZE' },
      headline:
        'DB_POOL_SIZE would carry both services.api.pools.main.size and services.api.variables.DB_POOL_SIZE',
    },
  ]);
});

test('a secret that carries a setting of a job is refused', () => {
  const secrets = { DB_MAX_OVERFLOW: { secret: 'overflow' } };
  expect(headlinesOf(RULE, withField('jobs.migrate', { ...JOB, secrets }))).toEqual([
    'DB_MAX_OVERFLOW would carry both jobs.migrate.pools.main.maxOverflow and jobs.migrate.secrets.DB_MAX_OVERFLOW',
  ]);
});

test('two settings, or a variable and a secret, of one name are refused together', () => {
  expect(
    headlinesOf(
      RULE,
      withFields({
        'services.api.pools.main.settingNames': { poolSize: 'POOL', maxOverflow: 'POOL' },
        'services.api.variables': { KEY: 'a' },
        'services.api.secrets': { KEY: { secret: 'key' } },
      }),
    ),
  ).toEqual([
    'POOL would carry both services.api.pools.main.size and services.api.pools.main.maxOverflow; ' +
      'KEY would carry both services.api.variables.KEY and services.api.secrets.KEY',
  ]);
});

test('other variables, a renamed setting and a service of someone else pass', () => {
  const variables = { 'services.api.variables': { DB_POOL_SIZE: '50' } };
  expect(headlinesOf(RULE, withField('services.api.variables', { LOG_LEVEL: 'info' }))).toEqual([]);
  expect(
    headlinesOf(
      RULE,
      withFields({ ...variables, 'services.api.pools.main.settingNames': { poolSize: 'POOL' } }),
    ),
  ).toEqual([]);
  expect(headlinesOf(RULE, withFields({ ...variables, 'services.api.ownership': 'reference' }))).toEqual([]);
});

test('the address of a cache is never typed by hand', () => {
  const variables = {
    REDIS_HOST: 'redis',
    REDIS_PORT: '6379',
    REDIS_TLS: 'false',
    REDIS_MAX_CONNECTIONS: '50',
  };
  expect(headlinesOf(RULE, withRedis({}, { 'services.api.variables': variables }))).toEqual([
    'REDIS_HOST would carry both services.api.caches.main.redis and services.api.variables.REDIS_HOST; ' +
      'REDIS_PORT would carry both services.api.caches.main.redis and services.api.variables.REDIS_PORT; ' +
      'REDIS_TLS would carry both redis.cache.transitEncryption and services.api.variables.REDIS_TLS; ' +
      'REDIS_MAX_CONNECTIONS would carry both services.api.caches.main.connections and services.api.variables.REDIS_MAX_CONNECTIONS',
  ]);
});

test('two caches on one instance have names of their own, and one name for both is refused', () => {
  const cache = { redis: 'cache', connections: 10 };
  const caches = { sessions: cache, events: cache };
  expect(headlinesOf(RULE, withRedis({}, { 'services.api.caches': caches }))).toEqual([]);
  const settingNames = { host: 'CACHE_HOST' };
  const same = { sessions: { ...cache, settingNames }, events: { ...cache, settingNames } };
  expect(headlinesOf(RULE, withRedis({}, { 'services.api.caches': same }))).toEqual([
    'CACHE_HOST would carry both services.api.caches.sessions.redis and services.api.caches.events.redis',
  ]);
});

test('what Cloud Run sets itself is refused, of a service and of a job', () => {
  const [finding] = findingsOf(
    RULE,
    withFields({
      'services.api.variables': { PORT: '3000', K_SERVICE: 'api', CLOUD_RUN_JOB: 'fine here' },
      'services.api.secrets': { K_REVISION: { secret: 'a' }, K_CONFIGURATION: { secret: 'b' } },
    }),
  );
  expect(finding).toMatchObject({
    severity: 'error',
    subject: 'services.api',
    at: { path: 'services.api.variables.PORT', value: 'PORT' },
    headline:
      'PORT is set by Cloud Run; K_SERVICE is set by Cloud Run; K_REVISION is set by Cloud Run; K_CONFIGURATION is set by Cloud Run',
    why: 'the plan looks fine, and the API refuses the revision in the middle of the deploy',
  });
  const variables = { PORT: 'fine here', CLOUD_RUN_TASK_INDEX: '0' };
  expect(headlinesOf(RULE, withField('jobs.migrate', { ...JOB, variables }))).toEqual([
    'CLOUD_RUN_TASK_INDEX is set by Cloud Run',
  ]);
});

test('a name that only begins like one of them is free', () => {
  const variables = { PORTAL: 'a', K_SERVICES: 'b' };
  expect(headlinesOf(RULE, withField('services.api.variables', variables))).toEqual([]);
});
