import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'startup/probe-window';
/** The start may take 10 (deadline) + 10 (boot) = 20 s. */
const withProbe = (probe: Readonly<Record<string, number>>, more: Readonly<Record<string, unknown>> = {}) =>
  withFields({ 'services.api.startup.probe': probe, ...more });

/** Both chains, as they end every headline of a service with pools. */
const chains = (deadline: number, window: number, derived = 30) =>
  `declared connect 5 s < deadline ${deadline} s < probe window ${window} s; derived connect 5 s < deadline 10 s < probe window ${derived} s`;

test('a window of exactly that is not derived: the last probe begins before; one second less kills it', () => {
  const seconds = (failureThreshold: number) =>
    withProbe({ periodSeconds: 1, timeoutSeconds: 1, failureThreshold });
  expect(headlinesOf(RULE, seconds(21))).toEqual([]);
  expect(findingsOf(RULE, seconds(20))).toMatchObject([
    {
      // The probe that begins after 19 s still waits for a second.
      severity: 'info',
      headline: `the start may take 20 s (deadline 10 + migrations 0 + boot 10); the last probe begins after 19 s; ${chains(10, 20)}`,
      fixes: [{ path: 'services.api.startup.probe.failureThreshold', from: 20, to: 21 }],
    },
  ]);
  expect(findingsOf(RULE, seconds(19))).toMatchObject([
    {
      severity: 'error',
      at: { path: 'services.api.startup.probe.failureThreshold', value: 19 },
      headline: `the start may take 20 s (deadline 10 + migrations 0 + boot 10); the probe gives up after 19 s (0 + 1 × 19); ${chains(10, 19)}`,
      fixes: [
        { path: 'services.api.startup.probe.failureThreshold', from: 19, to: 21 },
        { path: 'services.api.startup.probe.initialDelaySeconds', from: 0, to: 2 },
      ],
    },
  ]);
});

test('a declared deadline that is too long for the window is a fix, as long as it fits the path', () => {
  const declaration = withProbe(
    { periodSeconds: 10, failureThreshold: 24 },
    { 'services.api.startup.databaseDeadlineSeconds': 300 },
  );
  expect(findingsOf(RULE, declaration)).toMatchObject([
    {
      headline: `the start may take 310 s (deadline 300 + migrations 0 + boot 10); the probe gives up after 240 s (0 + 10 × 24); ${chains(300, 240)}`,
      fixes: [{ path: 'services.api.startup.databaseDeadlineSeconds', from: 300, to: 230 }],
    },
  ]);
});

test('a derived window carries up to 240 s', () => {
  const migrating = (seconds: number) => withFields({ 'services.api.startup.migrationSeconds': seconds });
  expect(headlinesOf(RULE, migrating(219))).toEqual([]);
  expect(headlinesOf(RULE, migrating(220))).toEqual([]);
  expect(headlinesOf(RULE, migrating(221))).toEqual([
    `the start may take 241 s (deadline 10 + migrations 221 + boot 10); the probe gives up after 240 s (0 + 10 × 24); ${chains(10, 240, 240)}`,
  ]);
});

test('beyond 240 s an initial delay carries it, with a warning', () => {
  const declaration = withProbe(
    { initialDelaySeconds: 80 },
    { 'services.api.startup.migrationSeconds': 300 },
  );
  expect(findingsOf(RULE, declaration)).toMatchObject([
    {
      severity: 'warning',
      at: { path: 'services.api.startup.probe.initialDelaySeconds', value: 80 },
      headline:
        'the start may take 320 s (deadline 10 + migrations 300 + boot 10); only the initial delay of 80 s carries it beyond the 240 s that Cloud Run promises',
    },
  ]);
});

test('a service without pools has a start too', () => {
  const declaration = withFields({
    'services.api.pools': undefined,
    'services.api.startup.bootSeconds': 61,
    'services.api.startup.probe': { periodSeconds: 10, failureThreshold: 6 },
  });
  expect(headlinesOf(RULE, declaration)).toEqual([
    'the start may take 61 s (migrations 0 + boot 61); the probe gives up after 60 s (0 + 10 × 6)',
  ]);
});

test("someone else's probe is not judged", () => {
  const short = withProbe({ failureThreshold: 1 }, { 'services.api.ownership': 'reference' });
  expect(headlinesOf(RULE, short)).toEqual([]);
});

test('two probes of 10 s kill a start that takes 20 s after 15 s, and warn', () => {
  const declaration = withProbe({ periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 2 });
  expect(findingsOf(RULE, declaration)).toMatchObject([
    {
      severity: 'warning',
      headline: `the start may take 20 s (deadline 10 + migrations 0 + boot 10); the last probe begins after 10 s; ${chains(10, 20)}`,
      fixes: [{ path: 'services.api.startup.probe.failureThreshold', from: 2, to: 3 }],
    },
  ]);
});

test.each([
  [{ periodSeconds: 121 }, 'startup.probe.periodSeconds', 121],
  [{ periodSeconds: 30, failureThreshold: 1 }, 'startup.probe.failureThreshold', 1],
])('a last probe that has ended before the boot: nothing can start (%j)', (probe, field, value) => {
  expect(findingsOf(RULE, withProbe(probe))).toMatchObject([
    {
      severity: 'error',
      at: { path: `services.api.${field}`, value },
      headline: expect.stringContaining('; the last probe begins after 0 s; ') as string,
      why: 'it waits 5 s for an answer, and nothing listens before migrations and boot have taken 10 s: no instance can start',
    },
  ]);
});

test('the only probe that such a period allows must be late enough', () => {
  const only = (initialDelaySeconds: number) =>
    findingsOf(RULE, withProbe({ periodSeconds: 121, initialDelaySeconds })).map(({ severity }) => severity);
  // It waits 5 s; migrations and boot take 10 s, all of the start may take 20 s.
  expect([only(4), only(5), only(14), only(15)]).toEqual([['error'], ['warning'], ['warning'], []]);
});
