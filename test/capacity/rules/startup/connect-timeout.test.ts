import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'startup/connect-timeout';
const chain = (connect: number | undefined, deadline: number | undefined, connectionSeconds = 0.3) =>
  withFields({
    'services.api.startup.connectTimeoutSeconds': connect,
    'services.api.startup.databaseDeadlineSeconds': deadline,
    'assumptions.connectionSeconds': connectionSeconds,
  });

test.each([
  [29, 30],
  [5, 30],
  [undefined, 6],
  [100, undefined],
])('connect %p s and deadline %p s pass', (connect, deadline) => {
  expect(headlinesOf(RULE, chain(connect, deadline))).toEqual([]);
});

test.each([30, 31])('%d s is not below a deadline of 30 s', (connect) => {
  expect(findingsOf(RULE, chain(connect, 30))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.startup.connectTimeoutSeconds', value: connect },
      headline: `the connect timeout of ${connect} s is not below the database deadline of 30 s`,
    },
  ]);
});

test('either of the two is the fix', () => {
  // (30 + 0.3) × 1.5 = 45.45.
  expect(findingsOf(RULE, chain(30, 30))[0]!.fixes).toMatchObject([
    { path: 'services.api.startup.databaseDeadlineSeconds', from: 30, to: 50 },
    { path: 'services.api.startup.connectTimeoutSeconds', from: 30, to: 5 },
  ]);
});

test('a declared deadline can be too short for the derived connect timeout', () => {
  expect(headlinesOf(RULE, chain(undefined, 5))).toEqual([
    'the connect timeout of 5 s is not below the database deadline of 5 s',
  ]);
});

test('0 s is no timeout at all', () => {
  expect(findingsOf(RULE, chain(0, 30))).toMatchObject([
    {
      severity: 'error',
      headline:
        'the connect timeout is 0 s, which drivers read as none; the database deadline is 30 s; ' +
        'declared connect 0 s < deadline 30 s < probe window 50 s; derived connect 5 s < deadline 10 s < probe window 30 s',
      fixes: [{ path: 'services.api.startup.connectTimeoutSeconds', from: 0, to: 5 }],
    },
  ]);
});

test('a timeout below the time of one connection warns', () => {
  expect(headlinesOf(RULE, chain(20, 60, 2))).toEqual([]);
  expect(findingsOf(RULE, chain(19, 60, 2))).toMatchObject([{ severity: 'info' }]);
  expect(findingsOf(RULE, chain(2, 60, 2))).toMatchObject([{ severity: 'info' }]);
  expect(findingsOf(RULE, chain(1, 60, 2))).toMatchObject([
    {
      severity: 'warning',
      headline:
        'the connect timeout is 1 s; one connection takes up to 2 s (assumption); ' +
        'declared connect 1 s < deadline 60 s < probe window 80 s; derived connect 20 s < deadline 35 s < probe window 60 s',
      fixes: [{ path: 'services.api.startup.connectTimeoutSeconds', from: 1, to: 20 }],
    },
  ]);
});

test('one below the derived timeout is reported, with both chains', () => {
  expect(headlinesOf(RULE, chain(5, 30))).toEqual([]);
  expect(findingsOf(RULE, chain(4, 30))).toMatchObject([
    {
      severity: 'info',
      headline:
        'the connect timeout is 4 s; one connection takes up to 0.3 s (assumption); ' +
        'declared connect 4 s < deadline 30 s < probe window 50 s; derived connect 5 s < deadline 10 s < probe window 30 s',
      fixes: [{ path: 'services.api.startup.connectTimeoutSeconds', from: 4, to: 5 }],
    },
  ]);
});
