import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'run/offered-load';
/** The ceiling takes 2 × 10 = 20 requests at the same time. */
const withLoad = (requestsPerSecond: number, more: Readonly<Record<string, unknown>> = {}) =>
  withFields({ 'services.api.load': { requestsPerSecond, requestSeconds: 0.1 }, ...more });

test('80 % of what the ceiling takes passes', () => {
  expect(headlinesOf(RULE, withLoad(159))).toEqual([]);
  expect(headlinesOf(RULE, withLoad(160))).toEqual([]);
});

test('above 80 % warns, up to all of it', () => {
  expect(findingsOf(RULE, withLoad(161))).toMatchObject([
    {
      severity: 'warning',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.maxInstances', value: 2 },
      headline: '161 requests/s × 0.1 s = 16.1 at the same time, 80.5 %; 2 instances × 10 take 20',
      why: 'requests do not arrive evenly: above 80 % (assumption) some wait at the peak',
      fixes: [
        { path: 'services.api.concurrency', from: 10, to: 11 },
        { path: 'services.api.maxInstances', from: 2, to: 3 },
      ],
    },
  ]);
  expect(findingsOf(RULE, withLoad(200))).toMatchObject([
    {
      severity: 'warning',
      headline: '200 requests/s × 0.1 s = 20 at the same time, 100 %; 2 instances × 10 take 20',
    },
  ]);
});

test('more than the ceiling takes is an error', () => {
  expect(findingsOf(RULE, withLoad(201))).toMatchObject([
    {
      severity: 'error',
      headline: '201 requests/s × 0.1 s = 20.1 at the same time, 100.5 %; 2 instances × 10 take 20',
      fixes: [
        { path: 'services.api.concurrency', from: 10, to: 13 },
        { path: 'services.api.maxInstances', from: 2, to: 3 },
      ],
    },
  ]);
});

test('the share is an assumption that an environment can change', () => {
  const declaration = withLoad(161, { assumptions: { offeredLoadPercent: 81 } });
  expect(headlinesOf(RULE, declaration)).toEqual([]);
});

test('a ceiling that cannot be raised within the database is no fix', () => {
  // 2 × 22 twice in a rollout is 88 of 90; a third instance makes it 132.
  const tight = withLoad(161, {
    'services.api.pools.main.size': 20,
    'services.api.pools.main.maxOverflow': 2,
    rolloutOver: 'error',
  });
  const [finding] = findingsOf(RULE, tight);
  expect(finding!.fixes.map(({ path }) => path)).toEqual(['services.api.concurrency']);
});

test('without a load, or without a ceiling, there is nothing to compare', () => {
  expect(headlinesOf(RULE, withFields({ 'services.api.concurrency': 1 }))).toEqual([]);
  expect(headlinesOf(RULE, withLoad(1000, { 'services.api.maxInstances': undefined }))).toEqual([]);
});
