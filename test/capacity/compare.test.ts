import type { Declaration } from '../../capacity/declaration';
import { withLiveFleets } from '../../capacity/compare';
import { evaluate } from '../../capacity/evaluate';
import { declare, ENVIRONMENT, SERVICE, TODAY, withField, withFields } from '../support/declare';
import { REDIS } from '../support/examples/redis';

const base = declare(ENVIRONMENT);
const outgoingOf = (declaration: Declaration, live: Declaration, service = 'api') =>
  withLiveFleets(declaration, live).environments['test']!.services![service]!.outgoing;

const report = (declaration: Declaration, live?: Declaration) =>
  evaluate(declaration, { today: TODAY, base: live })
    .environments[0]!.findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, severity, note }) => [rule, severity, note]);

describe('the outgoing fleet', () => {
  test('has the numbers of the base', () => {
    const live = withFields({ 'services.api.maxInstances': 9, 'services.api.processes': 2 });
    expect(outgoingOf(base, live)).toEqual({
      minInstances: 1,
      maxInstances: 9,
      processes: 2,
      pools: SERVICE.pools,
      caches: {},
    });
  });

  test('is what the declaration says where it says so', () => {
    const declared = { maxInstances: 5 };
    expect(outgoingOf(withField('services.api.outgoing', declared), base)).toEqual(declared);
  });

  test('of a service that the base does not have is nothing', () => {
    expect(outgoingOf(withField('services.new', SERVICE), base, 'new')).toEqual({
      minInstances: 0,
      maxInstances: 0,
    });
  });

  test('leaves out what cannot be counted any more', () => {
    const bouncer = { database: 'main', replicas: 1, poolSize: 5, mode: 'transaction' };
    const live = withFields({
      'databases.second': ENVIRONMENT.databases.main,
      'databases.main.managedPooling': {},
      'poolers.bouncer': bouncer,
      'services.api.pools': {
        direct: { database: 'main', size: 1 },
        removed: { database: 'second', size: 2 },
        pooled: { database: 'main', size: 3, via: 'pgbouncer', pooler: 'bouncer' },
        managed: { database: 'main', size: 4, via: 'managed-pooler' },
      },
    });
    expect(Object.keys(outgoingOf(base, live)!.pools!)).toEqual(['direct']);
    expect(Object.keys(outgoingOf(live, live)!.pools!)).toEqual(['direct', 'removed', 'pooled', 'managed']);
    expect(() => evaluate(base, { today: TODAY, base: live })).not.toThrow();
  });

  test('has the caches of the base, on the instances that are still declared', () => {
    const caches = (keys: readonly string[]) =>
      Object.fromEntries(keys.map((redis) => [redis, { redis, connections: 10 }]));
    const live = withFields({
      'redis.kept': REDIS,
      'redis.removed': REDIS,
      'services.api.caches': caches(['kept', 'removed']),
    });
    const now = withFields({ 'redis.kept': REDIS, 'services.api.caches': caches(['kept']) });
    expect(outgoingOf(now, live)!.caches).toEqual(caches(['kept']));
    expect(outgoingOf(now, base)!.caches).toEqual({});
    expect(() => evaluate(now, { today: TODAY, base: live })).not.toThrow();
  });

  test('does not change what the declaration says', () => {
    const declaration = withField('services.api.maxInstances', 3);
    const before = structuredClone(declaration);
    withLiveFleets(declaration, base);
    expect(declaration).toEqual(before);
  });
});

describe('a budget that was over before', () => {
  const over = withFields({ 'services.api.maxInstances': 20, 'services.api.outgoing': { maxInstances: 0 } });
  const note = 'over before this change, and not worse';
  const steady = (declaration: Declaration, live?: Declaration) =>
    report(declaration, live).filter(([rule]) => rule === 'connections/steady-budget');

  test('blocks on its own', () => {
    expect(steady(over)).toEqual([['connections/steady-budget', 'error', undefined]]);
  });

  test.each([
    [19, 'warning', note],
    [20, 'warning', note],
    [21, 'error', undefined],
  ])('with %d instances is a %s', (maxInstances, severity, expected) => {
    expect(steady(withField('services.api.maxInstances', maxInstances, over), over)).toEqual([
      ['connections/steady-budget', severity, expected],
    ]);
  });

  test('blocks where it is newly over', () => {
    expect(steady(over, base)).toEqual([['connections/steady-budget', 'error', undefined]]);
  });
});

test('a rollout that the base did not need blocks', () => {
  const declaration = withField('services.api.maxInstances', 8);
  const rollouts = (live?: Declaration) =>
    report(declaration, live).filter(([rule]) => rule === 'connections/rollout-budget');
  expect(rollouts()).toEqual([['connections/rollout-budget', 'warning', undefined]]);
  expect(rollouts(base)).toEqual([['connections/rollout-budget', 'error', undefined]]);
  expect(rollouts(declaration)).toEqual([['connections/rollout-budget', 'warning', undefined]]);
});

test('what is not measured blocks only where it says something else than before', () => {
  const unknown = withField('services.api.processes', undefined);
  const rules = (live: Declaration) =>
    report(unknown, live).filter(([rule]) => rule === 'connections/unbounded');
  expect(rules(base)).toEqual([['connections/unbounded', 'error', undefined]]);
  expect(rules(unknown)).toEqual([
    ['connections/unbounded', 'warning', 'over before this change, and not worse'],
  ]);
});
