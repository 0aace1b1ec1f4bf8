import { textOf } from '../../../../capacity/terms';
import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const RULE = 'connections/churn-budget';
const USABLE = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';

const OVER = 'a crash loop fills the database: churn needs';

/** Dead connections end after so many seconds; an instance is killed at the end of its probe window of 30 s. */
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
  [1140, 0, []],
  [1170, 0, []],
  [1170, 1, [`${OVER} 91; ${USABLE}`]],
  [1171, 0, [`${OVER} 92; ${USABLE}`]],
])('%d s and %d of a client', (seconds, connections, headlines) => {
  expect(headlinesOf(RULE, lingering(seconds, connections))).toEqual(headlines);
});

test('with all flags set, the sum and fewer instances; a full database is no fuller after a day', () => {
  const [finding] = findingsOf(RULE, lingering(86_400));
  expect(finding).toMatchObject({ severity: 'warning', headline: `${OVER} 112; ${USABLE}` });
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest: 2 instances × 1 process × (4 + 2) = 12',
    'clients.bi BI: 0',
    'services.api killed while starting: 2 instances × 50 generations × 1 process × 1 = 100',
  ]);
  const [instances] = findingsOf(RULE, withField('services.api.maxInstances', 4, lingering(900)));
  expect(instances!.fixes[0]).toMatchObject({
    path: 'services.api.maxInstances',
    from: 4,
    to: 2,
    leaves: 18,
  });
});

test('without any flag one short warning offers the three together, and nothing else', () => {
  const [finding, ...others] = findingsOf(RULE, withField('databases.main.flags', undefined));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'warning',
    owner: 'team-data',
    at: { path: 'databases.main.flags.tcp_keepalives_idle', value: undefined },
    headline:
      'a crash loop can fill the database: without keepalive flags, the server keeps what killed instances leave for 7875 s (assumption)',
    terms: [],
    fixes: [
      {
        path: 'databases.main.flags.tcp_keepalives_idle',
        from: null,
        to: 60,
        leaves: 72,
        together: [
          { environment: 'test', path: 'databases.main.flags.tcp_keepalives_interval', from: null, to: 10 },
          { environment: 'test', path: 'databases.main.flags.tcp_keepalives_count', from: null, to: 3 },
        ],
      },
    ],
  });
});

test('a flag alone leaves the other two, which are offered', () => {
  const flags = { tcp_keepalives_idle: 1000 };
  expect(findingsOf(RULE, withField('databases.main.flags', flags))).toMatchObject([
    {
      headline:
        'a crash loop can fill the database: without tcp_keepalives_interval and tcp_keepalives_count, the server keeps what killed instances leave for 1675 s (assumption)',
      fixes: [{ path: 'databases.main.flags.tcp_keepalives_interval', to: 10, together: [{ to: 3 }] }],
    },
  ]);
});

test('what lingers is an assumption that can be set to 0', () => {
  const declaration = withFields({
    'databases.main.flags': undefined,
    'assumptions.orphanedConnectionSeconds': 0,
  });
  expect(headlinesOf(RULE, declaration)).toEqual([]);
});

test("offers nothing for someone else's database", () => {
  const declaration = withFields({
    'databases.main.flags': undefined,
    'databases.main.ownership': 'reference',
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding!.knobs).toEqual([]);
});
