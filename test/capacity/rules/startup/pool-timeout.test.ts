import { settingsByWorkload } from '../../../../capacity/settings';
import { buildModel } from '../../../../capacity/model';
import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'startup/pool-timeout';
const CHAINS =
  'declared connect 5 s < deadline 10 s < probe window 30 s; derived connect 5 s < deadline 10 s < probe window 30 s';
const withTimeout = (seconds: number | undefined, more: Readonly<Record<string, unknown>> = {}) =>
  withFields({ ...more, 'services.api.pools.main.poolTimeoutSeconds': seconds });
const settingOf = (seconds: number | undefined) =>
  settingsByWorkload(buildModel(withTimeout(seconds)).environments[0]!)
    .get('services.api')!
    .find(({ name }) => name === 'DB_POOL_TIMEOUT_SECONDS')!.value;

test.each([undefined, 10, 11, 60])('%p s pass: derived are 10 s', (seconds) => {
  expect(headlinesOf(RULE, withTimeout(seconds))).toEqual([]);
});

test('below the derived one it is reported, below the connect timeout it warns', () => {
  const severities = (seconds: number) =>
    findingsOf(RULE, withTimeout(seconds)).map(({ severity }) => severity);
  expect([9, 5, 4, 0].map(severities)).toEqual([['info'], ['info'], ['warning'], ['warning']]);
});

test('says both chains, and the derived value', () => {
  expect(findingsOf(RULE, withTimeout(3))).toMatchObject([
    {
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.pools.main.poolTimeoutSeconds', value: 3 },
      headline: `the pool timeout of main is 3 s; derived are 10 s; ${CHAINS}`,
      fixes: [{ path: 'services.api.pools.main.poolTimeoutSeconds', from: 3, to: 10 }],
    },
  ]);
});

test('several pools are one finding, the shortest first', () => {
  const second = { database: 'main', driver: 'sqlalchemy', size: 1, maxOverflow: 0, poolTimeoutSeconds: 2 };
  expect(headlinesOf(RULE, withTimeout(7, { 'services.api.pools.second': second }))).toEqual([
    `the pool timeout of second is 2 s, the pool timeout of main is 7 s; derived are 10 s; ${CHAINS}`,
  ]);
});

test('is never derived longer than 30 s, however long the deadline', () => {
  const long = { 'databases.main.availability': 'REGIONAL' };
  expect(headlinesOf(RULE, withTimeout(30, long))).toEqual([]);
  expect(findingsOf(RULE, withTimeout(29, long))).toHaveLength(1);
});

test('the derived value reaches the container, unless one is declared', () => {
  expect([settingOf(undefined), settingOf(60)]).toEqual(['10', '60']);
});
