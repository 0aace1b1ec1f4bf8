import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'startup/probe-limits';
const withProbe = (probe: Readonly<Record<string, number>>, more: Readonly<Record<string, unknown>> = {}) =>
  withFields({ 'services.api.startup.probe': probe, ...more });

test.each([
  [{ periodSeconds: 10, failureThreshold: 24 }],
  [{ periodSeconds: 240, failureThreshold: 1 }],
  [{ periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 240 }],
  [{ initialDelaySeconds: 240, periodSeconds: 10, failureThreshold: 24 }],
  [{ periodSeconds: 10, timeoutSeconds: 10 }],
])('%j passes', (probe) => {
  expect(headlinesOf(RULE, withProbe(probe))).toEqual([]);
});

test.each([
  [
    { periodSeconds: 10, failureThreshold: 25 },
    'period 10 s × 25 failures = 250 s; Cloud Run allows 240 s',
    ['failureThreshold', 25, 24],
  ],
  [
    { periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 241 },
    'period 1 s × 241 failures = 241 s; Cloud Run allows 240 s',
    ['failureThreshold', 241, 240],
  ],
  [
    { periodSeconds: 241, failureThreshold: 0 },
    'the period is 241 s; Cloud Run allows 1 to 240 s; 0 failures kill the instance; at least 1 is allowed',
    undefined,
  ],
  [
    { periodSeconds: 0, timeoutSeconds: 0 },
    'the period is 0 s; Cloud Run allows 1 to 240 s; a probe waits 0 s for its answer; 1 s to the period of 0 s is allowed',
    undefined,
  ],
  [
    { initialDelaySeconds: 241 },
    'the initial delay is 241 s; Cloud Run allows 240 s',
    ['initialDelaySeconds', 241, 240],
  ],
  [
    { periodSeconds: 10, timeoutSeconds: 11 },
    'a probe waits 11 s for its answer; 1 s to the period of 10 s is allowed',
    ['timeoutSeconds', 11, 10],
  ],
  [
    { failureThreshold: 0 },
    '0 failures kill the instance; at least 1 is allowed',
    ['failureThreshold', 0, 3],
  ],
] as const)('%j does not', (probe, headline, fix) => {
  const [finding] = findingsOf(RULE, withProbe(probe));
  expect(finding).toMatchObject({
    severity: 'error',
    subject: 'services.api',
    owner: 'team-api',
    headline,
  });
  const fixes = finding!.fixes.map(({ path, from, to }) => [path.split('.').at(-1), from, to]);
  expect(fixes).toEqual(fix ? [fix] : []);
});

test('a service without pools has a probe too', () => {
  expect(headlinesOf(RULE, withProbe({ failureThreshold: 25 }, { 'services.api.pools': undefined }))).toEqual(
    ['period 10 s × 25 failures = 250 s; Cloud Run allows 240 s'],
  );
});

test("someone else's probe is not judged", () => {
  expect(
    headlinesOf(RULE, withProbe({ failureThreshold: 25 }, { 'services.api.ownership': 'reference' })),
  ).toEqual([]);
});
