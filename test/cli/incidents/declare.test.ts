import { answerOf } from '../../../cli/incidents/answer';
import { readCases } from '../../../cli/incidents/read';

type Fields = Record<string, unknown>;

/** A service of 2 instances with 10 connections each that rolls out without an overlap. */
const SERVICE = {
  name: 'api',
  pool_size: 10,
  max_overflow: 0,
  extra_connections_per_process: 0,
  processes_per_instance: 1,
  min_instances: null,
  max_instances: 2,
  observed_instances: null,
  revisions_live_during_rollout: 1,
  rollout_extra_instances: 0,
  pool_basis: 'stated',
  instances_basis: 'declared',
};

const DB = { engine: 'PostgreSQL', max_connections: 100, reserved_connections: 3 };

/** The answer to one service, with fields changed. */
function answer(service: Fields, { db = {}, ...fields }: { readonly db?: Fields } & Fields = {}) {
  const [one] = readCases({
    cases: [
      {
        platform: 'Kubernetes',
        limit_kind: 'server_max_connections',
        db: { ...DB, ...db },
        services: [{ ...SERVICE, ...service }],
        ...fields,
      },
    ],
  });
  return answerOf(one!.recorded);
}

describe('what is not recorded', () => {
  test.each([
    ['pool_size', { pool_size: null }],
    ['processes_per_instance', { processes_per_instance: null }],
    ['max_instances', { max_instances: null }],
    ['max_instances', { max_instances: 'many' }],
    ['pool_size', { pool_size: -1 }],
    ['processes_per_instance', { processes_per_instance: 0 }],
    ['max_instances', { max_instances: 0 }],
  ])('%s leaves the answer open and is named', (field, service) => {
    expect(answer(service)).toMatchObject({ answer: 'undecidable', missing: `services[0].${field}` });
  });

  test('a ceiling of 0 is no fleet without one, and a bound that is over already decides', () => {
    const platform = 'Google Cloud Run';
    expect(answer({ max_instances: 0 }, { platform })).toMatchObject({ answer: 'undecidable' });
    expect(answer({ max_instances: 0, observed_instances: 10 }, { platform }).answer).toBe('blocked');
    expect(answer({ processes_per_instance: 0, max_instances: 10 }).answer).toBe('blocked');
  });

  test('a limit leaves it open, unless the demand has no bound', () => {
    const db = { max_connections: null };
    expect(answer({}, { db })).toMatchObject({ answer: 'undecidable', missing: 'db.max_connections' });
    expect(answer({ max_instances: null }, { db, platform: 'Google Cloud Run' }).answer).toBe('blocked');
  });

  test('does not matter where the rest is over already', () => {
    expect(answer({ processes_per_instance: null, max_instances: 10 })).toMatchObject({
      answer: 'blocked',
      rules: ['connections/steady-budget'],
    });
  });

  test('an unknown kind of limit and missing services are named', () => {
    expect(answer({}, { limit_kind: 'phase_of_the_moon' }).missing).toBe('limit_kind');
    expect(answer({}, { services: null }).missing).toBe('services');
  });
});

describe('instances', () => {
  test.each([
    ['Google Cloud Run', 'not declared', 'blocked'],
    ['AWS Lambda', '', 'blocked'],
    ['Kubernetes', 'nothing declared, so unbounded', 'blocked'],
    ['Google Cloud Run', 'not stated', 'undecidable'],
    ['Kubernetes', '', 'undecidable'],
  ])('without a ceiling on %s (%s): %s', (platform, basis, expected) => {
    expect(answer({ max_instances: null, instances_basis: basis }, { platform }).answer).toBe(expected);
  });

  test('observed ones stand in on a fixed platform', () => {
    expect(answer({ max_instances: null, observed_instances: 10 }).answer).toBe('blocked');
    expect(answer({ max_instances: null, observed_instances: 9 }).answer).toBe('clear');
  });

  test('a rollout adds what is recorded, else the other generations', () => {
    const overlap = { max_instances: 8, revisions_live_during_rollout: 2 };
    expect(answer({ ...overlap, rollout_extra_instances: 1 }).budget.rollout).toBe(90);
    expect(answer({ ...overlap, rollout_extra_instances: null }).budget.rollout).toBe(160);
    expect(answer({ ...overlap, rollout_extra_instances: null }).answer).toBe('warned');
  });

  test('rollouts one after another count the largest, and the fixed part on top', () => {
    const services = [2, 3].map((extra) => ({
      ...SERVICE,
      revisions_live_during_rollout: 2,
      rollout_extra_instances: extra,
    }));
    const rolling = { services, rollout_fixed_extra_connections: 7 };
    expect(answer({}, rolling).budget.rollout).toBe(40 + 50 + 7);
    expect(answer({}, { ...rolling, rollouts_serialised_across_services: true }).budget.rollout).toBe(
      40 + 30 + 7,
    );
  });
});

describe('pools', () => {
  const overlap = { max_instances: 6, revisions_live_during_rollout: 2, rollout_extra_instances: 6 };

  test.each([
    ['stated', 0, 'warned'],
    ['stated, opened eagerly', 0, 'blocked'],
    ['stated, never idles out', 0, 'blocked'],
    ['stated, HikariCP', 0, 'blocked'],
    ['stated, node-postgres', 0, 'warned'],
    ['stated', 1, 'blocked'],
  ])('an overlap of a pool "%s" with overflow %i is %s', (basis, overflow, expected) => {
    expect(answer({ ...overlap, pool_basis: basis, max_overflow: overflow }).answer).toBe(expected);
  });

  test.each([
    ['driver default (asyncpg)', 20],
    ['framework default (SQLAlchemy)', 30],
    ['HikariCP default', 20],
    ['node-postgres default', 20],
  ])('%s has that driver’s size', (basis, steady) => {
    const said = answer({ pool_size: null, pool_basis: basis });
    expect([said.budget.steady, said.missing]).toEqual([steady, undefined]);
  });

  test('a default that depends on the CPUs is known only where an instance has one', () => {
    const pgx = { pool_size: null, pool_basis: 'pgxpool default' };
    expect(answer(pgx).missing).toBe('services[0].pool_size');
    expect(answer(pgx, { platform: 'Google Cloud Run' }).budget.steady).toBe(8);
  });
});

describe('limits', () => {
  test.each([
    ['PostgreSQL', null, 97],
    ['PostgreSQL', 10, 90],
    ['managed MySQL', null, 100],
    ['Cloud SQL PostgreSQL', 3, 93],
    ['Cloud SQL PostgreSQL', 10, 90],
    ['Cloud SQL PostgreSQL', 0, 100],
    ['Cloud SQL MySQL', null, 100],
  ])('%s with %p reserved leaves %i', (engine, reserved, usable) => {
    expect(answer({}, { db: { engine, reserved_connections: reserved } }).budget.usable).toBe(usable);
  });

  test.each([
    [{ assumed_or_tier_default_max: 50 }, 47],
    [{ engine: 'Cloud SQL PostgreSQL', tier: 'db-g1-small' }, 45],
    [{ engine: 'Cloud SQL PostgreSQL', memory_gib: 8 }, 393],
  ])('a limit that nobody set: %j leaves %i', (db, usable) => {
    expect(answer({}, { db: { max_connections: null, ...db } }).budget.usable).toBe(usable);
  });

  test.each([['role_limit'], ['plan_limit'], ['pooler_client_limit']])(
    'out of a %s nothing is kept',
    (kind) => {
      const db = { max_connections: 20, reserved_connections: null };
      expect(answer({}, { limit_kind: kind, db }).answer).toBe('clear');
      expect(answer({}, { limit_kind: kind, db, other_clients: { connections: 1 } }).answer).toBe('blocked');
    },
  );
});

describe('poolers', () => {
  const pooler = { kind: 'PgBouncer transaction mode', replicas: 2, default_pool_size: 20 };
  const many = { max_instances: 50 };

  test('the application behind one asks for the pooler’s server side', () => {
    expect(answer(many, { pooler_in_front: pooler })).toMatchObject({
      answer: 'clear',
      budget: { steady: 40 },
    });
    expect(answer(many, { pooler_in_front: { ...pooler, replicas: 5 } }).answer).toBe('blocked');
    const capped = { ...pooler, replicas: 5, max_db_connections: 15 };
    expect(answer(many, { pooler_in_front: capped }).budget.steady).toBe(75);
  });

  test('what keeps a session goes around it', () => {
    const listening = { ...many, extra_connections_per_process: 2 };
    expect(answer(listening, { pooler_in_front: pooler }).budget.steady).toBe(140);
  });

  test('a pooler of 0 server connections is one of unknown size', () => {
    for (const blank of [{ default_pool_size: 0 }, { default_pool_size: null, max_db_connections: 0 }])
      expect(answer(many, { pooler_in_front: { ...pooler, ...blank } })).toMatchObject({
        answer: 'undecidable',
        missing: 'pooler_in_front.default_pool_size',
      });
    for (const blank of [{ replicas: 0 }, { pairs: 0 }])
      expect(answer(many, { pooler_in_front: { ...pooler, ...blank } }).budget.steady).toBeGreaterThan(0);
  });

  test('services that are the pooler are its server side, and never above their count', () => {
    const own = { name: 'PgBouncer (2 VMs)', pool_size: 48, processes_per_instance: null };
    const said = answer({ ...own, processes_per_instance: 1 }, { platform: 'Google Cloud Run' });
    expect(said).toMatchObject({ answer: 'clear', budget: { steady: 96 } });
  });

  test('what its clients ask for is held against what it accepts', () => {
    const own = { name: 'pgbouncer', pool_size: 10 };
    const side = { ...pooler, max_client_conn: 500, client_demand: 900 };
    expect(answer(own, { pooler_in_front: side }).answer).toBe('clear');
    expect(answer(own, { pooler_in_front: { ...side, client_demand_rollout: 1800 } })).toMatchObject({
      answer: 'warned',
      rules: ['connections/pooler-limits'],
    });
    expect(answer(own, { pooler_in_front: { ...side, client_demand: 1001 } })).toMatchObject({
      answer: 'blocked',
      rules: ['connections/pooler-limits'],
    });
    const routed = { pooler_in_front: { ...pooler, max_client_conn: 249 } };
    expect(answer(many, routed).rules).toEqual(['connections/pooler-limits']);
  });

  test('one of unknown size leaves open only what is over without it', () => {
    expect(answer({}, { pooler_in_front: { kind: 'PgBouncer' } }).answer).toBe('clear');
    expect(answer(many, { pooler_in_front: 'PgBouncer' })).toMatchObject({
      answer: 'undecidable',
      missing: 'pooler_in_front.default_pool_size',
    });
  });
});

test('an instance opens at most 100 connections through the socket, whatever the server allows', () => {
  const socket = { limit_kind: 'per_instance_proxy_limit_100', db: { max_connections: 4000 } };
  expect(answer({ pool_size: 50, processes_per_instance: 2 }, socket).answer).toBe('clear');
  expect(answer({ pool_size: 101 }, socket)).toMatchObject({
    answer: 'blocked',
    rules: ['connections/socket-limit'],
  });
});

test('Cloud Run may exceed a ceiling for a short time, other platforms do not', () => {
  const full = { max_instances: 9 };
  expect(answer(full, { platform: 'ECS Fargate' }).answer).toBe('clear');
  expect(answer(full, { platform: 'Google Cloud Run' })).toMatchObject({
    answer: 'warned',
    rules: ['connections/overshoot-budget'],
  });
  expect(answer(full, { platform: 'Cloud Run + GCE' }).answer).toBe('clear');
});

test('numbers in quotes are numbers', () => {
  expect(answer({ pool_size: '1,000', max_instances: ' 2 ' }).budget.steady).toBe(2000);
});

test('names of any kind stay apart', () => {
  const services = ['__proto__', 'constructor', 'a.b', 'a.b', ''].map((name) => ({ ...SERVICE, name }));
  expect(answer({}, { services }).budget.steady).toBe(100);
});
