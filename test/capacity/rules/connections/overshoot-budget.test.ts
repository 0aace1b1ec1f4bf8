import { textOf } from '../../../../capacity/terms';
import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const RULE = 'connections/overshoot-budget';
const USABLE = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';

// 13 instances and 2 above their ceiling (10 %, rounded up) are 15 × 6.
test.each([
  [12, []],
  [13, []],
  [14, [`overshoot needs 96; ${USABLE}`]],
])('%d instances', (maxInstances, headlines) => {
  expect(headlinesOf(RULE, withField('services.api.maxInstances', maxInstances))).toEqual(headlines);
});

test('one connection above warns, with the instances above the ceiling as a term', () => {
  const declaration = withFields({
    'services.api.maxInstances': 13,
    'clients.bi': { database: 'main', connections: 1, reason: 'BI', owner: 'team-bi' },
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding).toMatchObject({ severity: 'warning', headline: `overshoot needs 91; ${USABLE}` });
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest: 13 instances × 1 process × (4 + 2) = 78',
    'clients.bi BI: 1',
    'services.api revision latest above its ceiling: 2 instances × 1 process × (4 + 2) = 12',
  ]);
});

test('an environment may set the share, or leave the moment out', () => {
  const declaration = withField('services.api.maxInstances', 14);
  expect(headlinesOf(RULE, withField('assumptions.overshootPercent', 5, declaration))).toEqual([]);
  expect(headlinesOf(RULE, withField('assumptions.overshootPercent', 0, declaration))).toEqual([]);
});

test('says nothing where steady is over already', () => {
  expect(headlinesOf(RULE, withField('services.api.maxInstances', 16))).toEqual([]);
});
