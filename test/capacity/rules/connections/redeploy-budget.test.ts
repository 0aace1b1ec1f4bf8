import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const RULE = 'connections/redeploy-budget';
const USABLE = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';

// Three generations of 5 × 6 are exactly the 90 usable.
test.each([
  [4, []],
  [5, []],
  [6, [`redeploy needs 108; ${USABLE}`]],
])('%d instances', (maxInstances, headlines) => {
  expect(headlinesOf(RULE, withField('services.api.maxInstances', maxInstances))).toEqual(headlines);
});

test('one connection above warns', () => {
  const declaration = withFields({
    'services.api.maxInstances': 5,
    'clients.bi': { database: 'main', connections: 1, reason: 'BI', owner: 'team-bi' },
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding).toMatchObject({ severity: 'warning', headline: `redeploy needs 91; ${USABLE}`, excess: 1 });
  expect(finding!.fixes.map(({ path, from, to, leaves }) => [path, from, to, leaves])).toEqual([
    ['services.api.maxInstances', 5, 4, 17],
    ['services.api.pools.main.size', 4, 3, 14],
    ['services.api.pools.main.maxOverflow', 2, 1, 14],
    ['databases.main.maxConnections', 100, 110, 9],
  ]);
});

// Request time-out 60 s + idle 900 s.
test.each([
  [959, 1],
  [960, 0],
])('an interval of %d s between deploys', (deployIntervalSeconds, count) => {
  const declaration = withFields({ 'services.api.maxInstances': 6, deployIntervalSeconds });
  expect(headlinesOf(RULE, declaration)).toHaveLength(count);
});

test('says nothing where the rollout is over already', () => {
  expect(headlinesOf(RULE, withField('services.api.maxInstances', 8))).toEqual([]);
});
