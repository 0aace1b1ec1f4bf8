import { textOf } from '../../../../capacity/terms';
import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'run/revision-split';
/** Usable: 90. Each revision: maxInstances × (4 + 2). */
const split = (maxInstances: number, traffic: number, more: Readonly<Record<string, unknown>> = {}) =>
  withFields({
    'services.api.maxInstances': maxInstances,
    'services.api.revisions': { 'api-00041': { traffic } },
    ...more,
  });

test('one revision with all the traffic passes, also beside a tagged one', () => {
  expect(headlinesOf(RULE, withFields({}))).toEqual([]);
  expect(headlinesOf(RULE, split(2, 0))).toEqual([]);
  expect(headlinesOf(RULE, split(2, 100))).toEqual([]);
});

test('two that fit together warn: a canary is legitimate while it rolls out', () => {
  // 7 × 6 × 2 = 84 of 90.
  expect(findingsOf(RULE, split(7, 50))).toMatchObject([
    {
      severity: 'warning',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.revisions.api-00041.traffic', value: 50 },
      headline:
        '2 revisions share the traffic (latest 50 %, api-00041 50 %), each up to its own ceiling: 7 + 7 instances',
      fixes: [{ path: 'services.api.revisions.api-00041.traffic', from: 50, to: 0, effect: 'in place' }],
    },
  ]);
});

test('a split that alone takes the database over is an error', () => {
  // 8 × 6 × 2 = 96 of 90, and 48 + 6 at its floor without the split.
  const findings = findingsOf(RULE, split(8, 1));
  expect(findings).toMatchObject([
    {
      severity: 'error',
      headline:
        '2 revisions share the traffic (latest 99 %, api-00041 1 %), each up to its own ceiling: 8 + 8 instances; main fits one of them, and not all',
      fixes: [{ from: 1, to: 0, leaves: 36 }],
    },
  ]);
  expect(findings[0]!.terms.map(textOf)).toEqual([
    'services.api revision latest: 8 instances × 1 process × (4 + 2) = 48',
    expect.any(String),
  ]);
});

test('one revision that is over by itself is not the fault of the split', () => {
  // 15 × 6 = 90 fits, 16 × 6 = 96 does not.
  expect(findingsOf(RULE, split(15, 50))).toMatchObject([{ severity: 'error' }]);
  expect(findingsOf(RULE, split(16, 50))).toMatchObject([{ severity: 'warning' }]);
});

test('a service-level maximum bounds all of them together', () => {
  const capped = split(8, 50, {
    'services.api.serviceMaxInstances': 10,
    'services.api.ownership': 'reference',
  });
  expect(headlinesOf(RULE, capped)).toEqual([
    '2 revisions share the traffic (latest 50 %, api-00041 50 %), at most 10 together: 8 + 8 instances',
  ]);
});

test('several earlier revisions are all counted, and their traffic is not one edit', () => {
  const three = withFields({
    'services.api.revisions': { 'api-00041': { traffic: 30 }, 'api-00040': { traffic: 20 } },
  });
  expect(findingsOf(RULE, three)).toMatchObject([
    {
      headline:
        '3 revisions share the traffic (latest 50 %, api-00041 30 %, api-00040 20 %), each up to its own ceiling: 2 + 2 + 2 instances',
      fixes: [],
    },
  ]);
});

test('the two revisions of the outage are reported', () => {
  const backend = withFields({
    'services.api.maxInstances': 20,
    'services.api.pools.main': { database: 'main', driver: 'sqlalchemy', size: 20, maxOverflow: 30 },
    'services.api.revisions': { 'api-00041': { traffic: 50 } },
  });
  expect(findingsOf(RULE, backend)).toMatchObject([
    {
      severity: 'warning',
      headline:
        '2 revisions share the traffic (latest 50 %, api-00041 50 %), each up to its own ceiling: 20 + 20 instances',
    },
  ]);
});

test('in a comparison a revision has the ceiling that is live of it', () => {
  const of = (maxInstances: number) =>
    withFields({
      'services.api.maxInstances': maxInstances,
      'services.api.latestTraffic': 0,
      'services.api.revisions': { v1: { traffic: 50 }, v2: { traffic: 50 } },
    });
  expect(findingsOf(RULE, of(6), { base: of(5) })).toMatchObject([
    {
      headline:
        '2 revisions share the traffic (v1 50 %, v2 50 %), each up to its own ceiling: 5 + 5 instances',
    },
  ]);
});
