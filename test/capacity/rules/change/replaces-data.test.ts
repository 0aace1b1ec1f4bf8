import { findingsOf } from '../../../support/declare';
import { changing } from '../../../support/examples/change';
import { REDIS } from '../../../support/examples/redis';

const RULE = 'change/replaces-data';
const UNPROTECTED = {
  'databases.main.deletionProtection': false,
  'databases.main.databases': ['app', 'jobs'],
};

const said = (live: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, unknown>>) => {
  const { base, declaration } = changing(live, fields);
  return findingsOf(RULE, declaration, { base }).map(
    ({ severity, subject, headline }) => `${severity} ${subject}: ${headline}`,
  );
};

const LOSES =
  'REPLACES the instance: its data are lost, and a deleted name cannot be used again for about a week';

test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, readonly string[]]>([
  [
    'another region',
    UNPROTECTED,
    { 'databases.main.region': 'us-east1' },
    [`error databases.main: region us-central1 → us-east1 ${LOSES}`],
  ],
  [
    'another name',
    UNPROTECTED,
    { 'databases.main.instance': 'primary' },
    [`error databases.main: instance main → primary ${LOSES}`],
  ],
  [
    'a database that is renamed',
    UNPROTECTED,
    { 'databases.main.databases': ['app', 'work'] },
    [
      'error databases.main.databases.jobs: jobs is not declared any more, which DROPS the database: its data are lost',
    ],
  ],
  [
    'a database of a protected instance, which is abandoned',
    { 'databases.main.databases': ['app'] },
    { 'databases.main.databases': undefined },
    [],
  ],
  ['an instance that is protected', {}, { 'databases.main.region': 'us-east1' }, []],
  ['a change in place', UNPROTECTED, { 'databases.main.maxConnections': 120 }, []],
  [
    'a tier of Redis',
    { 'redis.cache': REDIS },
    { 'redis.cache.tier': 'STANDARD_HA' },
    [
      'error redis.cache: tier BASIC → STANDARD_HA REPLACES the instance: the cache is lost, and its address changes',
    ],
  ],
  ['a size of Redis', { 'redis.cache': REDIS }, { 'redis.cache.memoryGb': 5 }, []],
  [
    'Redis that is not declared any more',
    { 'redis.cache': REDIS },
    { 'redis.cache': undefined },
    ['error redis.cache: cache is not declared any more, which DELETES the instance: the cache is lost'],
  ],
  [
    'someone else’s',
    { 'redis.cache': { ...REDIS, ownership: 'reference' } },
    { 'redis.cache.tier': 'STANDARD_HA' },
    [],
  ],
])('%s', (_, live, fields, expected) => {
  expect(said(live, fields)).toEqual(expected);
});

test('the fix takes the change back', () => {
  const { base, declaration } = changing({ 'redis.cache': REDIS }, { 'redis.cache.tier': 'STANDARD_HA' });
  expect(findingsOf(RULE, declaration, { base })[0]!.fixes).toMatchObject([
    { path: 'redis.cache.tier', from: 'STANDARD_HA', to: 'BASIC', leaves: null },
  ]);
  expect(findingsOf(RULE, declaration)).toEqual([]);
});
