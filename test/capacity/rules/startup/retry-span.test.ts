import { findingsOf, headlinesOf, withFields } from '../../../support/declare';
import { RESILIENCE } from '../../../support/examples/startup';

const RULE = 'startup/retry-span';
const DIRECT = {
  'network.subnets': { direct: { ownership: 'managed', ipCidrRange: '10.9.0.0/26' } },
  'services.api.egress': { kind: 'direct-vpc', subnet: 'direct' },
};
/** One attempt takes 5 s, and the waits are all alike. */
const even = (attempts: number, wait: number, more: Readonly<Record<string, unknown>> = DIRECT) =>
  withFields({
    ...more,
    'services.api.resilience': {
      ...RESILIENCE,
      attempts,
      initialBackoffSeconds: wait,
      maxBackoffSeconds: wait,
    },
  });

test('Direct VPC egress: an error below 60 s, a warning below 80 s', () => {
  const severities = (attempts: number) =>
    findingsOf(RULE, even(attempts, 0)).map(({ severity }) => severity);
  expect(severities(11)).toEqual(['error']);
  expect(severities(12)).toEqual(['warning']);
  // 16 × 5 = 80 s leave no time for the handshake of 0.3 s.
  expect(severities(16)).toEqual(['warning']);
  expect(severities(17)).toEqual([]);
});

test('the back-off doubles up to its longest, and counts', () => {
  expect(findingsOf(RULE, withFields({ ...DIRECT, 'services.api.resilience': RESILIENCE }))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.resilience.attempts', value: 5 },
      headline:
        '5 attempts end after 28.75 s (5 × connect timeout 5 + back-off 3.75, jitter of 50 % taken off), the deadline after 130 s; Direct VPC egress warms up in 80 s (assumption)',
      // 11 × 5 + (0.5 + 1 + 2 + 4 + 6 × 8) / 2 = 82.75; 10 end after 73.75.
      fixes: [{ path: 'services.api.resilience.attempts', from: 5, to: 11, effect: 'new revision' }],
    },
  ]);
  expect(headlinesOf(RULE, even(10, 6.7))).toEqual([
    '10 attempts end after 80.15 s (10 × connect timeout 5 + back-off 30.15, jitter of 50 % taken off), the deadline after 130 s; Direct VPC egress warms up in 80 s (assumption)',
  ]);
  expect(headlinesOf(RULE, even(10, 6.8))).toEqual([]);
});

test('a connector that must scale warns, and one that need not has nothing to outlast', () => {
  const tight = { 'services.api.maxInstances': 21 };
  expect(findingsOf(RULE, even(5, 0, tight))).toMatchObject([{ severity: 'warning' }]);
  expect(findingsOf(RULE, even(6, 0, tight))).toHaveLength(1);
  expect(headlinesOf(RULE, even(7, 0, tight))).toEqual([]);
  expect(headlinesOf(RULE, even(1, 0, {}))).toEqual([]);
});

test('a deadline that does not outlast the network is reported once', () => {
  const short = { ...DIRECT, 'services.api.startup.databaseDeadlineSeconds': 40 };
  expect(headlinesOf(RULE, even(5, 0, short))).toEqual([]);
});

test('without declared attempts, the deadline alone ends them', () => {
  expect(headlinesOf(RULE, withFields(DIRECT))).toEqual([]);
});
