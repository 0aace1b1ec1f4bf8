import type { Declaration } from '../../capacity/declaration';
import { withField, withFields } from '../support/declare';
import { addedTo, demandOf } from '../support/moments';

const candidate = (fields: Readonly<Record<string, unknown>> = {}): Declaration =>
  withFields({ 'services.api.rollout': 'candidate', ...fields });
const FLOOR = 'services.api candidate at its floor: 1 instance × 1 process × (4 + 2) = 6';

describe('a candidate beside the live fleet', () => {
  test.each([
    [1, []],
    [2, []],
    [3, ['services.api outgoing above the new fleet: 1 instance × 1 process × (4 + 2) = 6']],
    [20, ['services.api outgoing above the new fleet: 18 instances × 1 process × (4 + 2) = 108']],
  ])('of %d instances, where the new one has 2', (maxInstances, excess) => {
    const declaration = candidate({ 'services.api.outgoing': { maxInstances } });
    expect(addedTo('rollout', declaration)).toEqual([...excess, FLOOR]);
    expect(demandOf('later-rollout', declaration)).toBe(excess.length === 0 ? undefined : 18);
    expect(demandOf('steady', declaration)).toBe(12);
  });

  test.each([
    [6, []],
    [7, ['services.api outgoing above the new fleet: 14 − 12 = 2']],
  ])('with pools of %d, where the new one has 4 + 2', (size, excess) => {
    const pools = { main: { database: 'main', size } };
    expect(addedTo('rollout', candidate({ 'services.api.outgoing': { pools } }))).toEqual([...excess, FLOOR]);
  });

  test('with more processes', () => {
    expect(addedTo('rollout', candidate({ 'services.api.outgoing': { processes: 2 } }))[0]).toBe(
      'services.api outgoing above the new fleet: 24 − 12 = 12',
    );
  });

  test('without bound: the difference has none either, unless the new fleet has none itself', () => {
    const unlimited = { pools: { main: { database: 'main', maximum: 'unlimited' } } };
    expect(addedTo('rollout', candidate({ 'services.api.outgoing': unlimited }))[0]).toBe(
      'services.api outgoing above the new fleet: unlimited − 12 = unlimited',
    );
    const both = { 'services.api.outgoing': unlimited, 'services.api.maxInstances': undefined };
    expect(addedTo('rollout', candidate(both))).toEqual([FLOOR]);
  });

  test('of which nobody knows the pools', () => {
    expect(
      addedTo(
        'rollout',
        candidate({ 'services.api.outgoing': { pools: { main: { database: 'main' } } } }),
      )[0],
    ).toBe('services.api outgoing above the new fleet: unknown − 12 = unknown');
  });

  test('on a database that the new one leaves', () => {
    const pools = { main: { database: 'main', size: 5 } };
    const leaving = candidate({ 'services.api.pools': {}, 'services.api.outgoing': { pools } });
    expect(addedTo('rollout', leaving)).toEqual(['services.api outgoing above the new fleet: 10 − 0 = 10']);
  });

  test('of a latest revision without traffic: both stay at their floors', () => {
    const idle = candidate({
      'services.api.latestTraffic': 0,
      'services.api.revisions': { 'api-1': { traffic: 100, maxInstances: 3 } },
      'services.api.outgoing': { maxInstances: 20, minInstances: 2 },
    });
    expect(addedTo('rollout', idle)).toEqual([
      'services.api outgoing above the new fleet: 1 instance × 1 process × (4 + 2) = 6',
      FLOOR,
    ]);
  });

  test('under a service-level maximum: what all fleets need with the one, less what they need with the other', () => {
    const fields = {
      'services.api.serviceMaxInstances': 4,
      'services.api.revisions': { 'api-1': { traffic: 10, maxInstances: 3 } },
    };
    // New: 2 latest and 2 of api-1, 6 each. Live: 2 with 10 each, and 2 of api-1.
    const pools = { main: { database: 'main', size: 10 } };
    expect(addedTo('rollout', candidate({ ...fields, 'services.api.outgoing': { pools } }))[0]).toBe(
      'services.api outgoing above the new fleet: 32 − 24 = 8',
    );
    expect(
      addedTo('rollout', candidate({ ...fields, 'services.api.outgoing': { maxInstances: 2 } })),
    ).toEqual([FLOOR]);
  });
});

test('a live fleet is not counted twice where it is replaced all at once', () => {
  expect(addedTo('rollout', withField('services.api.outgoing', { maxInstances: 5 }))).toEqual([
    'services.api outgoing: 5 instances × 1 process × (4 + 2) = 30',
  ]);
});

test('a new revision without traffic and floor is started to be checked, in this deploy and in later ones', () => {
  const idle = (minInstances: number): Declaration =>
    withFields({
      'services.api.minInstances': minInstances,
      'services.api.latestTraffic': 0,
      'services.api.revisions': { 'api-1': { traffic: 100, maxInstances: 3 } },
      'services.api.outgoing': { maxInstances: 1 },
    });
  const checked = 'services.api started to be checked: 1 instance × 1 process × (4 + 2) = 6';
  expect(addedTo('rollout', idle(0))).toEqual([
    'services.api outgoing: 1 instance × 1 process × (4 + 2) = 6',
    checked,
  ]);
  expect(addedTo('later-rollout', idle(0))[1]).toBe(checked);
  // A floor is in steady.
  expect(addedTo('rollout', idle(1))).toHaveLength(1);
});
