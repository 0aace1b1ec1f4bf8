import type { Declaration } from '../../capacity/declaration';
import { buildModel } from '../../capacity/model';
import { textOf } from '../../capacity/terms';
import { SERVICE, withField, withFields } from '../support/declare';
import { addedTo, demandOf } from '../support/moments';

const candidate = (fields: Readonly<Record<string, unknown>> = {}): Declaration =>
  withFields({ 'services.api.rollout': 'candidate', ...fields });
const FLOOR = 'services.api candidate at its floor: 1 instance × 1 process × (4 + 2) = 6';

describe('a candidate beside the live fleet', () => {
  test.each([
    [1, []],
    [2, []],
    [3, ['services.api outgoing above revision latest: 1 instance × 1 process × (4 + 2) = 6']],
    [20, ['services.api outgoing above revision latest: 18 instances × 1 process × (4 + 2) = 108']],
  ])('of %d instances, where the new one has 2', (maxInstances, excess) => {
    const declaration = candidate({ 'services.api.outgoing': { maxInstances } });
    expect(addedTo('rollout', declaration)).toEqual([...excess, FLOOR]);
    expect(demandOf('later-rollout', declaration)).toBe(excess.length === 0 ? undefined : 18);
    expect(demandOf('steady', declaration)).toBe(12);
  });

  test.each([
    [5, []],
    [7, ['services.api outgoing above revision latest: 14 − 12 = 2']],
  ])('with pools of %d, where the new one has 4 + 2', (size, excess) => {
    const pools = { main: { database: 'main', size, opens: 'lazy', idleTimeoutSeconds: 10 } };
    const fields = { 'services.api.outgoing': { pools }, 'services.api.cpuIdle': false };
    expect(addedTo('rollout', candidate(fields))).toEqual([...excess, FLOOR]);
  });

  test('that opens no more, and holds more: it decides whether an overlap can idle out', () => {
    const fields = { 'services.api.outgoing': { pools: { main: { database: 'main', size: 6 } } } };
    expect(addedTo('rollout', candidate(fields))).toEqual([
      'services.api outgoing above revision latest: 12 − 12 = 0',
      FLOOR,
    ]);
    const { held } = buildModel(candidate(fields)).budgets[0]!.moments.find(
      ({ name }) => name === 'rollout',
    )!;
    // The live fleet holds its 12, the candidate 4.
    expect(held).toBe(16);
  });

  test('with more processes', () => {
    expect(addedTo('rollout', candidate({ 'services.api.outgoing': { processes: 2 } }))[0]).toBe(
      'services.api outgoing above revision latest: 24 − 12 = 12',
    );
  });

  test('without bound: the difference has none either, unless the new fleet has none itself', () => {
    const unlimited = { pools: { main: { database: 'main', maximum: 'unlimited' } } };
    expect(addedTo('rollout', candidate({ 'services.api.outgoing': unlimited }))[0]).toBe(
      'services.api outgoing above revision latest: unlimited − 12 = unlimited',
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
    ).toBe('services.api outgoing above revision latest: unknown − 12 = unknown');
  });

  test('on a database that the new one leaves', () => {
    const pools = { main: { database: 'main', size: 5 } };
    const leaving = candidate({ 'services.api.pools': {}, 'services.api.outgoing': { pools } });
    expect(addedTo('rollout', leaving)).toEqual(['services.api outgoing above revision latest: 10 − 0 = 10']);
  });

  test('of a latest revision without traffic: what is live stays at its floor too, unless it is declared', () => {
    const idle = {
      'services.api.latestTraffic': 0,
      'services.api.minInstances': 2,
      'services.api.revisions': { 'api-1': { traffic: 100, maxInstances: 3 } },
    };
    const floor = 'services.api candidate at its floor: 2 instances × 1 process × (4 + 2) = 12';
    expect(addedTo('rollout', candidate(idle))).toEqual([floor]);
    expect(addedTo('rollout', candidate({ ...idle, 'services.api.outgoing': { maxInstances: 5 } }))).toEqual([
      'services.api outgoing above revision latest: 3 instances × 1 process × (4 + 2) = 18',
      floor,
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
      'services.api outgoing above revision latest: 32 − 24 = 8',
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

test('under a service-level maximum that others take, none is left to be checked', () => {
  const idle = (minInstances: number, maximum: number): Declaration =>
    withFields({
      'services.api.minInstances': minInstances,
      'services.api.latestTraffic': 0,
      'services.api.serviceMaxInstances': maximum,
      'services.api.revisions': { 'api-1': { traffic: 100, maxInstances: 4 } },
    });
  // 4 × 6 in steady, and what was live of the latest: its floor.
  expect([idle(2, 4), idle(0, 4), idle(0, 5)].map((each) => demandOf('rollout', each))).toEqual([36, 24, 30]);
});

describe('in a comparison', () => {
  /** What a deploy of one declaration on another adds to steady. */
  const added = (now: Declaration, live: Declaration): readonly string[] => {
    const [steady, rollout] = buildModel(now, undefined, buildModel(live)).budgets[0]!.moments;
    return rollout!.terms.slice(steady!.terms.length).map(textOf);
  };
  const split = (revisions: Readonly<Record<string, unknown>> | undefined, fields = {}): Declaration =>
    withFields({ 'services.api.revisions': revisions, ...fields });
  const OUTGOING = 'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12';

  test('a revision that is no longer named, or without traffic, has to drain', () => {
    const live = split({ 'api-1': { traffic: 50, maxInstances: 6 } });
    expect(added(split(undefined), live)).toEqual([
      OUTGOING,
      'services.api outgoing revision api-1: 6 instances × 1 process × (4 + 2) = 36',
    ]);
    const tagged = { 'api-1': { traffic: 0, tag: 'old', minInstances: 1 } };
    expect(added(split(tagged), live)).toEqual([
      OUTGOING,
      'services.api outgoing revision api-1: 5 instances × 1 process × (4 + 2) = 30',
    ]);
    expect(added(live, live)).toEqual([OUTGOING]);
    expect(added(live, split(tagged))).toEqual([OUTGOING]);
  });

  test('beside a candidate too', () => {
    const live = split({ 'api-1': { traffic: 50, maxInstances: 6 } });
    expect(added(split(undefined, { 'services.api.rollout': 'candidate' }), live)).toEqual([
      'services.api outgoing revision api-1: 6 instances × 1 process × (4 + 2) = 36',
      FLOOR,
    ]);
  });

  test('a revision that the base does not name was its latest: it is not replaced', () => {
    const live = split(undefined, { 'services.api.maxInstances': 6 });
    const pinned = (maxInstances: number): Declaration =>
      split({ 'api-7': { traffic: 50, maxInstances } }, { 'services.api.maxInstances': 6 });
    expect(added(pinned(6), live)).toEqual(['services.api outgoing: 0 instances × 1 process × (4 + 2) = 0']);
    expect(added(pinned(4), live)).toEqual([
      'services.api outgoing above revision api-7: 2 instances × 1 process × (4 + 2) = 12',
    ]);
  });

  test('a service-level maximum that is new does not bound what is live', () => {
    const live = split({ 'api-1': { traffic: 50, maxInstances: 10 } }, { 'services.api.maxInstances': 4 });
    const now = split(
      { 'api-1': { traffic: 50, maxInstances: 10 } },
      {
        'services.api.maxInstances': 4,
        'services.api.serviceMaxInstances': 4,
        'services.api.rollout': 'candidate',
      },
    );
    // 14 × 6 live, 4 × 6 declared.
    expect(added(now, live)).toEqual(['services.api outgoing above revision latest: 84 − 24 = 60', FLOOR]);
  });

  test('a service that is not declared any more is connected until it is gone', () => {
    const web = { ...SERVICE, maxInstances: 6, revisions: { 'web-1': { traffic: 50, maxInstances: 1 } } };
    const live = withField('services.web', web);
    const now = withFields({});
    expect(added(now, live)).toEqual([
      OUTGOING,
      'services.web outgoing: 6 instances × 1 process × (4 + 2) = 36',
      'services.web outgoing revision web-1: 1 instance × 1 process × (4 + 2) = 6',
    ]);
    expect(added(withField('rollouts', 'one-after-another'), live)).toHaveLength(3);
    const [, , later] = buildModel(now, undefined, buildModel(live)).budgets[0]!.moments;
    expect([later!.name, later!.demand]).toEqual(['later-rollout', 24]);
  });

  test('what drains together is bounded by the maximum that was live', () => {
    const live = split(
      { 'api-1': { traffic: 50, maxInstances: 4 } },
      { 'services.api.maxInstances': 4, 'services.api.serviceMaxInstances': 5 },
    );
    expect(added(split(undefined, { 'services.api.maxInstances': 4 }), live)).toEqual([
      'services.api outgoing: 4 instances × 1 process × (4 + 2) = 24',
      'services.api outgoing revision api-1: 1 instance × 1 process × (4 + 2) = 6',
    ]);
  });
});

test('a second deploy may meet the live fleet of the first, where that is the larger one', () => {
  expect(demandOf('redeploy', withField('services.api.outgoing', { maxInstances: 5 }))).toBe(12 + 30 + 12);
  expect(demandOf('redeploy', withField('services.api.outgoing', { maxInstances: 1 }))).toBe(12 + 12 + 12);
});
