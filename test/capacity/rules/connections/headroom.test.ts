import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const RULE = 'connections/headroom';
const USABLE = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';
const steady = (connections: number) =>
  withFields({
    'services.api.pools': undefined,
    'clients.bi': { database: 'main', connections, reason: 'BI', owner: 'team-bi' },
  });

// 80 % of 90 are 72.
test.each([
  [71, []],
  [72, []],
  [73, [`steady takes 73 of ${USABLE}: 81.2 %, more than 80 %; 17 left`]],
  [90, [`steady takes 90 of ${USABLE}: 100 %, more than 80 %; 0 left`]],
  [91, []],
])('%d of 90', (connections, headlines) => {
  expect(headlinesOf(RULE, steady(connections))).toEqual(headlines);
});

test('reports the worst moment that can block, and blocks nothing', () => {
  const [finding] = findingsOf(RULE, withField('services.api.maxInstances', 7));
  expect(finding).toMatchObject({
    severity: 'info',
    subject: 'databases.main',
    owner: 'team-data',
    headline: `rollout takes 84 of ${USABLE}: 93.4 %, more than 80 %; 6 left`,
    fixes: [],
  });
  expect(finding!.terms).toHaveLength(2);
});

test('says nothing where a moment that can block is over', () => {
  expect(headlinesOf(RULE, withField('services.api.maxInstances', 13))).toEqual([]);
});
