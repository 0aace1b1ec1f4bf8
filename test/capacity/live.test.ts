import type { Declaration } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { buildModel } from '../../capacity/model';
import { textOf } from '../../capacity/terms';
import { declare, ENVIRONMENT, SERVICE, TODAY, withField, withFields } from '../support/declare';
import { REDIS } from '../support/examples/redis';

const base = declare(ENVIRONMENT);

const errors = (declaration: Declaration, live?: Declaration) =>
  evaluate(declaration, { today: TODAY, base: live })
    .environments[0]!.findings.filter(({ severity }) => severity === 'error')
    .map(({ rule, headline }) => [rule, headline]);

describe('the outgoing fleet', () => {
  /** Terms of the rollout that are not those of the latest revision. */
  const outgoing = (declaration: Declaration, live: Declaration, budget = 'databases.main') =>
    buildModel(declaration, undefined, buildModel(live))
      .budgets.find(({ path }) => path === budget)!
      .moments.find(({ name }) => name === 'rollout')!
      .terms.filter(({ label }) => label.startsWith('outgoing'))
      .map(textOf);

  test('has the numbers of the base', () => {
    const live = withFields({ 'services.api.maxInstances': 9, 'services.api.processes': 2 });
    expect(outgoing(base, live)).toEqual([
      'services.api outgoing: 9 instances × 2 processes × (4 + 2) = 108',
    ]);
  });

  test.each([
    [{ maxInstances: 5 }, 'services.api outgoing: 5 instances × 1 process × (4 + 2) = 30'],
    // What it does not say is the base's.
    [{ processes: 3 }, 'services.api outgoing: 9 instances × 3 processes × (4 + 2) = 162'],
  ])('is what the declaration says where it says so: %j', (declared, term) => {
    const live = withField('services.api.maxInstances', 9);
    expect(outgoing(withField('services.api.outgoing', declared), live)).toEqual([term]);
  });

  test('of a service that the base does not have is nothing', () => {
    const now = withField('services.new', SERVICE);
    expect(outgoing(now, base)).toEqual([
      'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
      'services.new outgoing: 0 instances × 1 process × (4 + 2) = 0',
    ]);
    expect(errors(now, base)).toEqual([]);
    expect(errors(base, { schemaVersion: 1, environments: {} })).toEqual([]);
  });

  test('of a service that had no pool is nothing, and later deploys have one', () => {
    const live = withField('services.api.pools', {});
    const now = withField('services.api.maxInstances', 8);
    const [finding] = evaluate(now, { today: TODAY, base: live }).environments[0]!.findings;
    expect(finding).toMatchObject({
      rule: 'connections/rollout-budget',
      headline:
        'this deploy needs 48, later deploys 96; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
    });
  });

  test('leaves out what cannot be counted any more', () => {
    const bouncer = { database: 'main', replicas: 1, poolSize: 5, mode: 'transaction' };
    const live = withFields({
      'databases.second': ENVIRONMENT.databases.main,
      'databases.main.managedPooling': {},
      'poolers.bouncer': bouncer,
      'services.api.pools': {
        direct: { database: 'main', size: 1, fallback: 'second' },
        removed: { database: 'second', size: 2 },
        pooled: { database: 'main', size: 3, via: 'pgbouncer', pooler: 'bouncer' },
        managed: { database: 'main', size: 4, via: 'managed-pooler' },
      },
    });
    expect(outgoing(base, live)).toEqual(['services.api outgoing: 2 instances × 1 process × 1 = 2']);
    expect(outgoing(live, live, 'databases.second')).toEqual([
      'services.api outgoing pool removed: 2 instances × 1 process × 2 = 4',
    ]);
    expect(outgoing(live, live, 'poolers.bouncer')).toHaveLength(1);
    expect(outgoing(live, live, 'databases.main.managedPooling')).toHaveLength(1);
  });

  test('follows a database that has another name here', () => {
    const { main } = ENVIRONMENT.databases;
    const now = withFields({
      databases: { primary: { ...main, instance: 'main' } },
      'services.api.pools.main.database': 'primary',
    });
    expect(outgoing(now, withField('services.api.maxInstances', 9), 'databases.primary')).toEqual([
      'services.api outgoing: 9 instances × 1 process × (4 + 2) = 54',
    ]);
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
    expect(outgoing(now, live, 'redis.kept')).toEqual([
      'services.api outgoing: 2 instances × 1 process × 10 = 20',
    ]);
    expect(outgoing(now, base, 'redis.kept')).toEqual([
      'services.api outgoing: 0 instances × 1 process × 10 = 0',
    ]);
  });

  test('that nothing bounds is over, and forgiven where the base was no better', () => {
    const live = withField('services.api.maxInstances', undefined);
    const [finding] = evaluate(base, { today: TODAY, base: live }).environments[0]!.findings;
    expect(finding).toMatchObject({
      rule: 'connections/rollout-budget',
      severity: 'warning',
      headline:
        'this deploy needs without bound, later deploys 24; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
      note: 'over before this change, and not worse',
    });
    expect(errors(withField('services.api.outgoing', { maxInstances: 4 }), live)).toEqual([]);
  });

  test.each([
    ['processes', 24, { 'services.api.processes': undefined }],
    ['pool', 12, { 'services.api.pools.main': { database: 'main' } }],
  ])('of which nobody knows the %s cannot be known', (_, certain, fields) => {
    const usable = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';
    const expected = [
      'connections/rollout-budget',
      `cannot be known: this deploy needs at least ${certain}, 1 unknown, later deploys 24; ${usable}`,
    ];
    expect(errors(base, withFields(fields))).toEqual([expected]);
  });
});

describe('a revision that leaves out its numbers', () => {
  const split = (revision: string, maxInstances: number, size = 4) =>
    withFields({
      'services.api.maxInstances': maxInstances,
      'services.api.pools.main.size': size,
      'services.api.revisions': { [revision]: { traffic: 50 } },
    });
  const steady = (declaration: Declaration, live?: Declaration) =>
    buildModel(declaration, undefined, live && buildModel(live)).budgets[0]!.moments[0]!.terms.map(textOf);

  test('has those of the edited service without a base', () => {
    expect(steady(split('one', 3, 1))).toEqual([
      'services.api revision latest: 3 instances × 1 process × (1 + 2) = 9',
      'services.api revision one: 3 instances × 1 process × (1 + 2) = 9',
    ]);
  });

  test.each([
    ['which the base has', split('one', 9)],
    ['which was the latest of the base', withField('services.api.maxInstances', 9)],
  ])('has those that are live, %s', (_, live) => {
    expect(steady(split('one', 3, 1), live)).toEqual([
      'services.api revision latest: 3 instances × 1 process × (1 + 2) = 9',
      'services.api revision one: 9 instances × 1 process × (4 + 2) = 54',
    ]);
  });

  test('has the ceiling of the base although it had no traffic there', () => {
    const live = withFields({
      'services.api.revisions': { one: { traffic: 0, tag: 'old', maxInstances: 7, processes: 2 } },
    });
    expect(steady(split('one', 3), live)[1]).toBe(
      'services.api revision one: 7 instances × 2 processes × (4 + 2) = 84',
    );
  });

  test('is new where the base does not have the service', () => {
    const live: Declaration = { schemaVersion: 1, environments: {} };
    expect(steady(split('one', 3), live)[1]).toBe(
      'services.api revision one: 3 instances × 1 process × (4 + 2) = 18',
    );
  });
});
