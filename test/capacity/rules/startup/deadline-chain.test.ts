import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'startup/deadline-chain';
const withDeadline = (seconds: number | undefined, more: Readonly<Record<string, unknown>> = {}) =>
  withFields({ ...more, 'services.api.startup.databaseDeadlineSeconds': seconds });
const severities = (seconds: number, more: Readonly<Record<string, unknown>> = {}) =>
  findingsOf(RULE, withDeadline(seconds, more)).map(({ severity }) => severity);

/** 40 × 0.3 = 12 s; derived (5 + 12) × 1.5 = 25.5, so 30 s. */
const EAGER = {
  'services.api.pools.main': { database: 'main', driver: 'hikaricp', size: 40 },
};

test('a deadline without its margin warns', () => {
  expect(severities(9)).toEqual(['warning']);
  expect(severities(10)).toEqual([]);
  expect(severities(11)).toEqual([]);
});

test('a deadline below the time that the connections take is an error', () => {
  expect(severities(11, EAGER)).toEqual(['error']);
  expect(severities(12, EAGER)).toEqual(['warning']);
  expect(severities(29, EAGER)).toEqual(['warning']);
  expect(severities(30, EAGER)).toEqual([]);
});

test('says what is needed, and both chains', () => {
  expect(findingsOf(RULE, withDeadline(11, EAGER))).toMatchObject([
    {
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.startup.databaseDeadlineSeconds', value: 11 },
      headline:
        'the database needs 12 s (network 0 + 40 connections × 0.3); declared connect 5 s < deadline 11 s < probe window 40 s; derived connect 5 s < deadline 30 s < probe window 50 s',
      fixes: [{ path: 'services.api.startup.databaseDeadlineSeconds', from: 11, to: 30 }],
    },
  ]);
});

test('a connector that must scale is part of the need, and its minimum a fix', () => {
  const tight = {
    'services.api.maxInstances': 21,
    'connectors.path.maxInstances': 10,
    'services.api.pools.main.size': 1,
    'services.api.pools.main.maxOverflow': 0,
  };
  expect(findingsOf(RULE, withDeadline(30, tight))).toMatchObject([
    {
      severity: 'warning',
      headline:
        'the database needs 30.3 s (network 30 + 1 connection × 0.3); declared connect 5 s < deadline 30 s < probe window 50 s; derived connect 5 s < deadline 55 s < probe window 80 s',
      fixes: [
        { path: 'connectors.path.minInstances', from: 2, to: 3 },
        { path: 'services.api.startup.databaseDeadlineSeconds', from: 30, to: 55 },
      ],
    },
  ]);
  expect(severities(54, tight)).toEqual(['warning']);
  expect(severities(55, tight)).toEqual([]);
});

test('the derived chain forgets the declared probe', () => {
  const probe = { 'services.api.startup.probe': { periodSeconds: 5, failureThreshold: 4 } };
  expect(headlinesOf(RULE, withDeadline(6, probe))).toEqual([
    'the database needs 0.3 s (network 0 + 1 connection × 0.3); declared connect 5 s < deadline 6 s < probe window 20 s; derived connect 5 s < deadline 10 s < probe window 30 s',
  ]);
});

test('a deadline that does not outlast the network is reported once, by startup/network-warm-up', () => {
  const tight = { 'services.api.maxInstances': 21, 'connectors.path.maxInstances': 10 };
  expect(severities(29, tight)).toEqual([]);
  expect(findingsOf('startup/network-warm-up', withDeadline(29, tight))).toHaveLength(1);
});

test('a derived deadline has its margin', () => {
  expect(headlinesOf(RULE, withDeadline(undefined, EAGER))).toEqual([]);
});

test('a declared deadline that does not outlast a failover is reported, and where it is too short anyway, the derived one does', () => {
  const declared = (seconds: number) =>
    withFields({
      'databases.main.availability': 'REGIONAL',
      'services.api.startup.databaseDeadlineSeconds': seconds,
    });
  expect(findingsOf('startup/deadline-chain', declared(10))).toMatchObject([
    {
      severity: 'info',
      why: 'an instance that starts during a failover gives up and is started anew',
      headline:
        'the database needs 0.3 s (network 0 + 1 connection × 0.3); declared connect 5 s < deadline 10 s < probe window 30 s; ' +
        'derived connect 5 s < deadline 100 s (outlasts a failover of 60 s, assumption) < probe window 120 s',
    },
  ]);
  expect(findingsOf('startup/deadline-chain', declared(99))).toHaveLength(1);
  expect(findingsOf('startup/deadline-chain', declared(100))).toEqual([]);
  expect(headlinesOf('startup/deadline-chain', declared(9))).toEqual([
    'the database needs 0.3 s (network 0 + 1 connection × 0.3); declared connect 5 s < deadline 9 s < probe window 30 s; ' +
      'derived connect 5 s < deadline 100 s (outlasts a failover of 60 s, assumption) < probe window 120 s',
  ]);
});
