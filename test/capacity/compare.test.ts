import type { Declaration } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { declare, ENVIRONMENT, SERVICE, TODAY, withField, withFields } from '../support/declare';
import { REDIS } from '../support/examples/redis';

const base = declare(ENVIRONMENT);

const report = (declaration: Declaration, live?: Declaration) =>
  evaluate(declaration, { today: TODAY, base: live })
    .environments[0]!.findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, severity, note }) => [rule, severity, note]);

const errors = (declaration: Declaration, live?: Declaration) =>
  evaluate(declaration, { today: TODAY, base: live })
    .environments[0]!.findings.filter(({ severity }) => severity === 'error')
    .map(({ rule, headline }) => [rule, headline]);

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

describe('what nobody knows', () => {
  const unknown = withField('services.api.processes', undefined);

  test('is never forgiven, whether it is worse or not', () => {
    const expected = [
      ['connections/steady-budget', 'error', undefined],
      ['connections/unbounded', 'error', undefined],
    ];
    expect(report(unknown, unknown)).toEqual(expected);
    expect(report(withField('services.api.pools.main.size', 20, unknown), unknown)).toEqual(expected);
  });

  test('is not forgiven where its certain part alone is over', () => {
    const over = withFields({ 'services.new': SERVICE, 'services.api.maxInstances': 20 });
    const live = withField('services.new.processes', undefined, over);
    expect(report(live, live).filter(([, severity]) => severity === 'error')).toEqual([
      ['connections/steady-budget', 'error', undefined],
      ['connections/unbounded', 'error', undefined],
      ['connections/rollout-budget', 'error', undefined],
    ]);
  });

  test.each([
    ['limit', { 'databases.main.tier': 'db-odd', 'databases.main.maxConnections': undefined }],
    ['pool', { 'services.api.pools.main': { database: 'main' } }],
    ['socket', { 'services.api.pools.main': { database: 'main' }, 'services.api.transport': 'socket' }],
  ])('of a %s is not forgiven', (_, fields) => {
    const declaration = withFields(fields);
    const before = errors(declaration);
    expect(before.length).toBeGreaterThan(1);
    const after = errors(declaration, declaration).map(([rule]) => rule);
    const known = ['database/tier-shape', 'egress/transport'];
    expect(after).toEqual(before.map(([rule]) => rule).filter((rule) => !known.includes(rule!)));
  });
});

describe('what has no bound', () => {
  const unlimited = withField('services.api.maxInstances', undefined);
  const over = (fields: Readonly<Record<string, unknown>>) =>
    errors(withFields(fields, unlimited), unlimited).map(([rule]) => rule);

  test('is forgiven where it is not worse', () => {
    expect(errors(unlimited).map(([rule]) => rule)).toEqual([
      'connections/steady-budget',
      'connections/unbounded',
      'connections/rollout-budget',
    ]);
    expect(over({})).toEqual([]);
    expect(over({ 'services.api.pools.main.size': 3 })).toEqual([]);
  });

  test('is compared at its worst moment, whichever moment does not fit now', () => {
    const redis = {
      'redis.cache': REDIS,
      'services.api.caches': { main: { redis: 'cache', connections: 9 } },
    };
    const live = withFields(redis, unlimited);
    const now = withField('services.api.maxInstances', 2, live);
    expect(report(now, live).filter(([rule]) => rule === 'redis/client-limit')).toEqual([
      ['redis/client-limit', 'warning', 'over before this change, and not worse'],
    ]);
  });

  test('of an instance is worse where a pool without bound is new beside another', () => {
    const pool = { database: 'main', maximum: 'unlimited' };
    const socket = withFields({ 'services.api.transport': 'socket', 'services.api.pools': { main: pool } });
    const two = withField('services.api.pools.second', pool, socket);
    const rules = (live: Declaration) => errors(two, live).map(([rule]) => rule);
    expect(rules(socket)).toContain('connections/socket-limit');
    expect(rules(two)).not.toContain('connections/socket-limit');
  });

  test('blocks where it grows faster with each instance', () => {
    expect(over({ 'services.api.pools.main.size': 5 })).toEqual([
      'connections/steady-budget',
      'connections/rollout-budget',
    ]);
  });

  test('blocks where it grows as fast from a higher start', () => {
    expect(over({ 'services.new': SERVICE })).toEqual([
      'connections/steady-budget',
      'connections/rollout-budget',
    ]);
  });

  test('blocks where something else has no bound any more', () => {
    const now = withField(
      'services.new.maxInstances',
      undefined,
      withField('services.new', SERVICE, unlimited),
    );
    expect(errors(now, unlimited).map(([rule]) => rule)).toEqual([
      'connections/steady-budget',
      'connections/unbounded',
      'connections/rollout-budget',
    ]);
  });
});

test('what is not measured blocks only where it says something else than before', () => {
  const type = (machineType: string) => withField('connectors.path.machineType', machineType);
  expect(report(type('e2-huge'), type('e2-huge'))).toEqual([
    ['connector/machine-type', 'warning', 'over before this change, and not worse'],
  ]);
  expect(report(type('e2-huge'), type('e2-vast'))).toEqual([['connector/machine-type', 'error', undefined]]);
});
