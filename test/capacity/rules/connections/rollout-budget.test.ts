import { textOf } from '../../../../capacity/terms';
import { declare, ENVIRONMENT, findingsOf, SERVICE, withField, withFields } from '../../../support/declare';

const RULE = 'connections/rollout-budget';
const USABLE = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';
const other = { ...SERVICE, owner: 'team-other', maxInstances: 1 };

const report = (declaration: Parameters<typeof findingsOf>[1], base?: Parameters<typeof findingsOf>[1]) =>
  findingsOf(RULE, declaration, base && { base }).map(({ severity, headline }) => [severity, headline]);

// 7 × 6 twice are 84; a client that is there during a rollout fills up.
const client = (connections: number) =>
  withFields({
    'services.api.maxInstances': 7,
    'clients.smoke': {
      database: 'main',
      connections,
      reason: 'smoke test',
      owner: 'team-api',
      during: 'rollout',
    },
  });

test.each([
  [5, []],
  [6, []],
  [7, [['warning', `every deploy needs 91; ${USABLE}`]]],
])('84 of both fleets and %d of a smoke test', (connections, expected) => {
  expect(report(client(connections))).toEqual(expected);
});

test('counts the live numbers for this deploy and the declared ones for later ones', () => {
  const declaration = withFields({
    'services.api.maxInstances': 8,
    'services.api.outgoing': { maxInstances: 2 },
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding!.headline).toBe(`this deploy needs 60, later deploys 96; ${USABLE}`);
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest: 8 instances × 1 process × (4 + 2) = 48',
    'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
  ]);
});

test('is an error where the environment says so', () => {
  const declaration = withFields({ 'services.api.maxInstances': 8, rolloutOver: 'error' });
  expect(report(declaration)).toEqual([['error', `every deploy needs 96; ${USABLE}`]]);
});

test('is an error where what both fleets hold is over: 12 × 4 × 2 = 96', () => {
  expect(report(withField('services.api.maxInstances', 11))).toEqual([
    ['warning', `every deploy needs 132; ${USABLE}`],
  ]);
  expect(report(withField('services.api.maxInstances', 12))).toEqual([
    ['error', `every deploy needs 144; ${USABLE}`],
  ]);
});

test('is an error where steady is over', () => {
  expect(report(withField('services.api.maxInstances', 16))).toEqual([
    ['error', `every deploy needs 192; ${USABLE}`],
  ]);
});

test('is an error where the base of a comparison fitted', () => {
  const declaration = withField('services.api.maxInstances', 8);
  expect(report(declaration, declare(ENVIRONMENT))).toEqual([
    ['error', `this deploy needs 60, later deploys 96; ${USABLE}`],
  ]);
  expect(report(declaration, declaration)).toEqual([['warning', `every deploy needs 96; ${USABLE}`]]);
});

test('services that deploy one after another count the largest only', () => {
  const together = withFields({ 'services.api.maxInstances': 7, 'services.other': other });
  expect(report(together)).toEqual([['warning', `every deploy needs 96; ${USABLE}`]]);
  expect(report(withField('rollouts', 'one-after-another', together))).toEqual([]);
});

test('a candidate without traffic counts at its floor', () => {
  const declaration = withFields({ 'services.api.maxInstances': 14, 'services.api.rollout': 'candidate' });
  expect(report(declaration)).toEqual([]);
});

test('an outgoing fleet of unknown size is no pass', () => {
  const declaration = withField('services.api.outgoing', { pools: { main: { database: 'main' } } });
  expect(report(declaration)).toEqual([
    ['error', `cannot be known: this deploy needs at least 12, 1 unknown, later deploys 24; ${USABLE}`],
  ]);
});
