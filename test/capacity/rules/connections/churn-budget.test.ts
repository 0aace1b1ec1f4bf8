import { textOf } from '../../../../capacity/terms';
import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const RULE = 'connections/churn-budget';
const USABLE = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';

/** Dead connections end after so many seconds; a start takes its 10 s deadline. */
const lingering = (seconds: number, connections = 0) =>
  withFields({
    'databases.main.flags': {
      tcp_keepalives_idle: seconds - 30,
      tcp_keepalives_interval: 10,
      tcp_keepalives_count: 3,
    },
    'clients.bi': { database: 'main', connections, reason: 'BI', owner: 'team-bi' },
  });

// 12 steady + 2 instances × generations × 1: 39 generations are 78.
test.each([
  [380, 0, []],
  [390, 0, []],
  [390, 1, [`churn needs 91; ${USABLE}`]],
  [400, 0, [`churn needs 92; ${USABLE}`]],
])('%d s and %d of a client', (seconds, connections, headlines) => {
  expect(headlinesOf(RULE, lingering(seconds, connections))).toEqual(headlines);
});

test('warns, and offers shorter keepalive beside fewer instances', () => {
  const [finding] = findingsOf(RULE, withField('databases.main.flags', { tcp_keepalives_idle: 60 }));
  expect(finding).toMatchObject({ severity: 'warning', headline: `churn needs 160; ${USABLE}` });
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest: 2 instances × 1 process × (4 + 2) = 12',
    'services.api killed while starting: 2 instances × 74 generations × 1 process × 1 = 148',
  ]);
  expect(finding!.fixes.map(({ path, from, to, leaves }) => [path, from, to, leaves])).toEqual(
    expect.arrayContaining([
      ['services.api.maxInstances', 2, 1, 10],
      ['databases.main.flags.tcp_keepalives_interval', 75, 36, 0],
      ['databases.main.flags.tcp_keepalives_count', 9, 4, 6],
    ]),
  );
});

test('without any flag the Linux defaults stand, as an assumption that can be set to 0', () => {
  const declaration = withField('databases.main.flags', undefined);
  expect(headlinesOf(RULE, declaration)).toEqual([`churn needs 1588; ${USABLE}`]);
  expect(headlinesOf(RULE, withField('assumptions.orphanedConnectionSeconds', 0, declaration))).toEqual([]);
});

test("does not offer flags of someone else's database", () => {
  const declaration = withFields({
    'databases.main.flags': undefined,
    'databases.main.ownership': 'reference',
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding!.knobs.filter(({ path }) => path.startsWith('databases.'))).toEqual([]);
});
