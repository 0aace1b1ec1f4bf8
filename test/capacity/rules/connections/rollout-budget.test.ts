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
  // The terms are those of the one that does not fit.
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest: 8 instances × 1 process × (4 + 2) = 48',
    'services.api outgoing: 8 instances × 1 process × (4 + 2) = 48',
  ]);
  const [live] = findingsOf(RULE, withField('services.api.outgoing.maxInstances', 8, declaration));
  expect(live!.terms).toHaveLength(2);
  const [both] = findingsOf(RULE, withField('services.api.outgoing.maxInstances', 9, declaration));
  expect(both!.terms.map(textOf)[1]).toBe('services.api outgoing: 9 instances × 1 process × (4 + 2) = 54');
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

describe('a candidate and a live fleet', () => {
  const tried = (fields: Readonly<Record<string, unknown>>) =>
    withFields({ 'services.api.rollout': 'candidate', rolloutOver: 'error', ...fields });

  // 6 of the candidate beside 6 each.
  test.each([
    [13, []],
    [14, []],
    [15, [['error', `this deploy needs 96, later deploys 18; ${USABLE}`]]],
  ])('of %d instances', (maxInstances, expected) => {
    expect(report(tried({ 'services.api.outgoing': { maxInstances } }))).toEqual(expected);
  });

  test('fixes do not edit what is live', () => {
    const [finding] = findingsOf(RULE, tried({ 'services.api.outgoing': { maxInstances: 15 } }));
    expect(finding!.fixes.map(({ path, from, to, leaves }) => [path, from, to, leaves])).toEqual([
      ['databases.main.maxConnections', 100, 110, 4],
    ]);
  });

  test('the floor of the candidate can be lower', () => {
    const declaration = tried({ 'services.api.maxInstances': 11, 'services.api.minInstances': 6 });
    expect(report(declaration)).toEqual([['error', `every deploy needs 102; ${USABLE}`]]);
    const [finding] = findingsOf(RULE, declaration);
    expect(finding!.fixes).toContainEqual(
      expect.objectContaining({ path: 'services.api.minInstances', from: 6, to: 4, leaves: 0 }),
    );
  });

  test('a fleet that had no bound does not block the change that bounds it', () => {
    const live = tried({ 'services.api.maxInstances': undefined });
    expect(report(tried({ 'services.api.maxInstances': 4 }), live)).toEqual([
      ['warning', `this deploy needs without bound, later deploys 30; ${USABLE}`],
    ]);
  });

  test('whose processes nobody declared: the field that would say it', () => {
    const live = tried({ 'services.api.processes': undefined, 'services.api.maxInstances': 10 });
    const [finding] = findingsOf(RULE, tried({ 'services.api.maxInstances': 3 }), { base: live });
    expect(finding).toMatchObject({
      severity: 'error',
      headline: `cannot be known: this deploy needs at least 66, 1 unknown, later deploys 24; ${USABLE}`,
      at: { path: 'services.api.outgoing.processes' },
    });
    const said = tried({ 'services.api.maxInstances': 3, 'services.api.outgoing': { processes: 1 } });
    expect(report(said, live)).toEqual([]);
  });
});

test('services that take turns: what is held decides in the order in which it is most', () => {
  const declaration = withFields({
    rollouts: 'one-after-another',
    'services.api.maxInstances': 5,
    'services.api.pools': { main: { database: 'main', driver: 'hikaricp', size: 9 } },
    'services.other': {
      ...other,
      maxInstances: 5,
      pools: { main: { database: 'main', driver: 'sqlalchemy', size: 1, maxOverflow: 9 } },
    },
  });
  // 50 of the other service add most, and hold 5; while the first one rolls out, 45 + 45 + 5 are held.
  expect(report(declaration)).toEqual([['error', `every deploy needs 145; ${USABLE}`]]);
});
