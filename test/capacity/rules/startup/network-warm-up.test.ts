import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'startup/network-warm-up';
const DIRECT = {
  'network.subnets': { direct: { ownership: 'managed', ipCidrRange: '10.9.0.0/26' } },
  'services.api.egress': { kind: 'direct-vpc', subnet: 'direct' },
};
const withDeadline = (seconds: number | undefined, more: Readonly<Record<string, unknown>>) =>
  withFields({ ...more, 'services.api.startup.databaseDeadlineSeconds': seconds });
const severities = (seconds: number, more: Readonly<Record<string, unknown>>) =>
  findingsOf(RULE, withDeadline(seconds, more)).map(({ severity }) => severity);

describe('Direct VPC egress', () => {
  test('an error below what Google publishes, a warning below what is assumed', () => {
    expect(severities(59, DIRECT)).toEqual(['error']);
    expect(severities(60, DIRECT)).toEqual(['warning']);
    expect(severities(79, DIRECT)).toEqual(['warning']);
    expect(severities(80, DIRECT)).toEqual([]);
  });

  test('says what collides, and offers the derived deadline', () => {
    expect(findingsOf(RULE, withDeadline(30, DIRECT))).toMatchObject([
      {
        subject: 'services.api',
        owner: 'team-api',
        at: { path: 'services.api.startup.databaseDeadlineSeconds', value: 30 },
        headline:
          'the database deadline is 30 s; Direct VPC egress warms up in 80 s (assumption), and Google publishes 60 s or more; declared connect 5 s < deadline 30 s < probe window 50 s; derived connect 5 s < deadline 130 s < probe window 150 s',
        fixes: [
          {
            path: 'services.api.startup.databaseDeadlineSeconds',
            from: 30,
            to: 130,
            effect: 'new revision',
          },
        ],
      },
    ]);
    expect(headlinesOf(RULE, withDeadline(70, DIRECT))).toEqual([
      'the database deadline is 70 s; Direct VPC egress warms up in 80 s (assumption); declared connect 5 s < deadline 70 s < probe window 90 s; derived connect 5 s < deadline 130 s < probe window 150 s',
    ]);
  });

  test('an environment that measured less is believed', () => {
    const measured = { ...DIRECT, 'assumptions.directVpcWarmUpSeconds': 40 };
    expect(severities(39, measured)).toEqual(['error']);
    expect(severities(40, measured)).toEqual([]);
  });
});

describe('a connector that must scale', () => {
  const tight = { 'services.api.maxInstances': 21, 'connectors.path.maxInstances': 10 };

  test('warns, since nobody publishes how long it takes', () => {
    expect(severities(29, tight)).toEqual(['warning']);
    expect(severities(30, tight)).toEqual([]);
  });

  test('is fixed by the deadline, or by a minimum that need not scale', () => {
    // 21 instances of one connection fit the database.
    const small = { ...tight, 'services.api.pools.main.size': 1, 'services.api.pools.main.maxOverflow': 0 };
    expect(findingsOf(RULE, withDeadline(20, small))).toMatchObject([
      {
        headline:
          'the database deadline is 20 s; path must scale for a startup burst of 210 Mbps, its minimum carries 200 Mbps: 30 s (assumption); declared connect 5 s < deadline 20 s < probe window 40 s; derived connect 5 s < deadline 55 s < probe window 80 s',
        fixes: [
          { path: 'connectors.path.minInstances', from: 2, to: 3, effect: 'in place' },
          { path: 'services.api.startup.databaseDeadlineSeconds', from: 20, to: 55 },
        ],
      },
    ]);
  });

  test("someone else's connector is not ours to change", () => {
    const theirs = withDeadline(20, { ...tight, 'connectors.path.ownership': 'reference' });
    expect(findingsOf(RULE, theirs)[0]!.fixes.map(({ path }) => path)).toEqual([
      'services.api.startup.databaseDeadlineSeconds',
    ]);
  });
});

describe('a connector of which nothing is known', () => {
  const unknown = { 'connectors.path.machineType': 'e2-standard-8' };

  test('is an error: what is not known is not shown as enough', () => {
    expect(severities(29, unknown)).toEqual(['error']);
    expect(severities(30, unknown)).toEqual([]);
    expect(headlinesOf(RULE, withDeadline(29, unknown))).toEqual([
      'the database deadline is 29 s; path may have to scale for a startup burst of 20 Mbps, what it carries at its minimum is not known: 30 s (assumption); declared connect 5 s < deadline 29 s < probe window 50 s; derived connect 5 s < deadline 55 s < probe window 80 s',
    ]);
  });
});

test('a derived deadline outlasts every path', () => {
  for (const path of [DIRECT, { 'services.api.maxInstances': 21 }, {}])
    expect(headlinesOf(RULE, withDeadline(undefined, path))).toEqual([]);
});

test('a path that needs no time allows any deadline, and nobody else’s service is judged', () => {
  expect(severities(1, {})).toEqual([]);
  expect(severities(1, { 'services.api.egress': { kind: 'none' } })).toEqual([]);
  expect(severities(30, { ...DIRECT, 'services.api.ownership': 'reference' })).toEqual([]);
});
