import { textOf } from '../../../../capacity/terms';
import { ENVIRONMENT, findingsOf, headlinesOf, SERVICE, withFields } from '../../../support/declare';

const RULE = 'connections/replica-outage-budget';
const USABLE = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';

const readers = (maxInstances: number, size: number, fallback?: string) =>
  withFields({
    'databases.replica': {
      ...ENVIRONMENT.databases.main,
      replicaOf: 'main',
      tier: 'db-custom-2-7680',
      maxConnections: 400,
    },
    'services.reports': {
      ...SERVICE,
      owner: 'team-reports',
      maxInstances,
      pools: { main: { database: 'replica', size, fallback } },
    },
  });

// 12 of the service leave 78 for the readers.
test.each([
  [77, []],
  [78, []],
  [79, [`replica-outage needs 91; ${USABLE}`]],
])('%d readers', (instances, headlines) => {
  expect(headlinesOf(RULE, readers(instances, 1, 'main'))).toEqual(headlines);
});

test('warns with the readers as a term of the primary', () => {
  const [finding] = findingsOf(RULE, readers(14, 6, 'main'));
  expect(finding).toMatchObject({
    severity: 'warning',
    subject: 'databases.main',
    owner: 'team-reports',
    at: { path: 'services.reports.maxInstances', value: 14 },
  });
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest: 2 instances × 1 process × (4 + 2) = 12',
    'services.reports revision latest falling back: 14 instances × 1 process × 6 = 84',
  ]);
});

test('readers that do not fall back do not count', () => {
  expect(headlinesOf(RULE, readers(79, 1))).toEqual([]);
});
