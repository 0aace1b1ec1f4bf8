import { buildModel } from '../../capacity/model';
import { declare, ENVIRONMENT, SERVICE, withField, withFields } from '../support/declare';
import { addedTo, demandOf } from '../support/moments';

const outgoing = (connections: number | 'unlimited') => ({
  ...SERVICE,
  maxInstances: 1,
  outgoing: { pools: { main: { database: 'main', maximum: connections } } },
});

test('every moment of the budget, and why one was left out', () => {
  const { moments, skipped } = buildModel(declare(ENVIRONMENT)).budgets[0]!;
  expect(moments.map(({ name, demand, held, left }) => [name, demand, held, left])).toEqual([
    ['steady', 12, 8, 78],
    ['rollout', 24, 16, 66],
    ['redeploy', 36, 24, 54],
    ['overshoot', 18, 12, 72],
    ['churn', 18, 14, 72],
  ]);
  expect(skipped).toEqual([
    { name: 'migration', why: 'no migration job or client is declared' },
    { name: 'replica-outage', why: 'no pool declares a fallback to it' },
  ]);
});

test('services that deploy together add up', () => {
  const declaration = withFields({ 'services.a': outgoing(7), 'services.b': outgoing(9) });
  expect(addedTo('rollout', declaration)).toEqual([
    'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
    'services.a outgoing: 1 instance × 1 process × 7 = 7',
    'services.b outgoing: 1 instance × 1 process × 9 = 9',
  ]);
});

describe('services that deploy one after another', () => {
  const serialized = (fields: Readonly<Record<string, unknown>>) =>
    withFields({ ...fields, rollouts: 'one-after-another' });

  test('count the one that adds most, beside what is not replaced yet of the others', () => {
    const declaration = serialized({ 'services.a': outgoing(7), 'services.b': outgoing(13) });
    // 12 + 1 + 7 before the others are replaced; once they are, at most 13 of b, or 7 of a.
    expect(addedTo('rollout', declaration)).toEqual([
      'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
      'services.a outgoing above revision latest: 7 − 6 = 1',
      'services.b outgoing above revision latest: 13 − 6 = 7',
    ]);
    // Later deploys replace the declared numbers: 12 of the first, 6 of the others.
    expect(addedTo('later-rollout', declaration)).toEqual([
      'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
    ]);
  });

  test('count what has no bound before what has one', () => {
    expect(addedTo('rollout', serialized({ 'services.a': outgoing('unlimited') }))).toEqual([
      'services.a outgoing: 1 instance × 1 process × unlimited = unlimited',
    ]);
  });

  test('keep what is not known beside the largest', () => {
    const unknown = { ...SERVICE, outgoing: { pools: { main: { database: 'main' } } } };
    expect(addedTo('rollout', serialized({ 'services.a': unknown }))).toEqual([
      'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
      'services.a outgoing: 2 instances × 1 process × unknown = unknown',
    ]);
  });

  test('do not serialize clients', () => {
    const client = { database: 'main', connections: 5, reason: 'smoke', owner: 'api', during: 'rollout' };
    expect(addedTo('rollout', serialized({ 'clients.smoke': client }))).toHaveLength(2);
  });
});

test('an interval between deploys that outlasts a drain leaves redeploy out', () => {
  // Request time-out 60 s, idle 900 s.
  expect(demandOf('redeploy', withField('deployIntervalSeconds', 959))).toBe(36);
  expect(demandOf('redeploy', withField('deployIntervalSeconds', 960))).toBeUndefined();
});

test('a fleet that disappears leaves later deploys with steady alone', () => {
  const declaration = withFields({
    'services.api.pools': {},
    'services.api.outgoing': { pools: SERVICE.pools },
  });
  expect([demandOf('rollout', declaration), demandOf('later-rollout', declaration)]).toEqual([12, 0]);
});
