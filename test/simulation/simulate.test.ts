import type { Declaration } from '../../capacity/declaration';
import { buildModel, type EnvironmentModel } from '../../capacity/model';
import { declaration } from '../../environments';
import {
  CAUSES,
  meetsObjective,
  NotSimulated,
  PARAMETERS,
  parametersWith,
  simulate,
  type SimulateOptions,
  type Simulation,
} from '../../simulation';
import { declare, ENVIRONMENT, SERVICE, withField, withFields } from '../support/declare';

function modelOf(declared: Declaration, name?: string): EnvironmentModel {
  return buildModel(declared).environments.find((each) => name === undefined || each.name === name)!;
}

function run(fields: Readonly<Record<string, unknown>>, options: Partial<SimulateOptions> = {}): Simulation {
  return simulate(modelOf(withFields(fields)), { runs: 20, seed: 1, ...options });
}

/** 10 instances × 20 eager connections against 100 − 3, one attempt each, nobody else. */
const STORM = {
  'databases.main.reserved': { superuser: 3, roles: 0, cloudSqlAdmin: 0 },
  'services.api.maxInstances': 10,
  'services.api.pools.main': {
    database: 'main',
    driver: 'sqlalchemy',
    size: 20,
    maxOverflow: 0,
    opens: 'eager',
  },
  'services.api.outgoing': { maxInstances: 0 },
  'services.api.resilience': {
    attempts: 1,
    initialBackoffSeconds: 0,
    maxBackoffSeconds: 0,
    breakerFailures: 0,
    breakerOpenSeconds: 0,
  },
} as const;

/** One start each, and connections that stay: as clients that keep what they have. */
const ONCE = { observationSeconds: 0, exitLeavesConnectionsPercent: 100 } as const;

describe('what comes out', () => {
  test('10 × 20 connections against 100 − 3, no retry: exactly 97 admitted in every run', () => {
    const { attempts, peakConnections, refusals, timeouts } = run(STORM, { parameters: ONCE });
    expect([peakConnections, timeouts, attempts - refusals]).toEqual([97, 0, 97 * 20]);
  });

  test('the same seed gives the same bytes, another one does not', () => {
    const text = (seed: number): string => JSON.stringify(run(STORM, { seed }));
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  test('every instance of every run starts or has a cause; shares are those of the counts', () => {
    const { causes, crashLoops, failedStarts, instances, readyShare, started } = run(STORM);
    const failed = CAUSES.reduce((sum, cause) => sum + causes[cause], 0);
    expect(failed).toBe(causes.exhausted);
    expect(failed).toBeGreaterThan(0);
    expect(started.share).toBeCloseTo(1 - failed / (instances * 20), 10);
    expect(started.low).toBeLessThan(started.share);
    expect(started.high).toBeGreaterThan(started.share);
    expect(failedStarts).toBeGreaterThanOrEqual(failed + crashLoops);
    expect(readyShare).toBeGreaterThanOrEqual(started.share);
  });

  test('the sum over the services is what the environment has', () => {
    const whole = simulate(modelOf(declaration, 'production'), { runs: 5, seed: 3 });
    const sum = (of: (outcome: Simulation['services'][number]) => number): number =>
      whole.services.reduce((total, service) => total + of(service), 0);
    expect(whole.services.map(({ instances, name }) => [name, instances])).toEqual([
      ['backend', 20],
      ['auth', 8],
    ]);
    expect([sum(({ instances }) => instances), sum(({ attempts }) => attempts)]).toEqual([
      whole.instances,
      whole.attempts,
    ]);
  });

  test('services that roll out one after another have storms of their own', () => {
    const two = {
      rollouts: 'one-after-another',
      'services.other': { ...SERVICE, maxInstances: 2 },
      'databases.main.maxConnections': 35,
    };
    const { databases, peakConnections, refusals, services } = run(two, { runs: 50 });
    // 12 connected, 12 outgoing and 12 of everybody else, of 28: each storm is refused some.
    expect(peakConnections).toBe(30);
    expect(services.map((service) => service.refusals > 0)).toEqual([true, true]);
    expect(databases[0]!.refusals).toBe(refusals);
    // They are alike, and have their own course of chance.
    expect(services[0]!.timeToReadySeconds.max).not.toBe(services[1]!.timeToReadySeconds.max);
  });

  test('runs are counted', () => {
    const done: number[] = [];
    run({}, { runs: 3, onRun: (count) => done.push(count) });
    expect(done).toEqual([1, 2, 3]);
  });

  test('an environment where nothing starts', () => {
    const nothing = simulate(modelOf(withField('services.api.pools', undefined)), { runs: 5, seed: 1 });
    expect(nothing).toMatchObject({
      instances: 0,
      started: { share: 1, low: 0, high: 1 },
      timeToReadySeconds: { p50: null, p95: null, max: null },
      peakConnections: 0,
      services: [],
      databases: [],
    });
    expect(nothing.timeLine).toBeUndefined();
  });
});

describe('the same worst case as the budgets', () => {
  test.each(['staging', 'production'])('%s: the peak is the demand of the rollout', (name) => {
    const model = modelOf(declaration, name);
    const { peakConnections, refusals } = simulate(model, { runs: 20, seed: 1 });
    const budget = model.budgets.find(({ kind }) => kind === 'database')!;
    const rollout = budget.moments.find(({ name: moment }) => moment === 'rollout')!;
    expect([peakConnections, refusals]).toEqual([rollout.demand, 0]);
  });

  test('a rollout that fills the server to the last connection is never refused; one more is', () => {
    // 5 × 6 twice, and 33 others, of 93.
    const fields = {
      'services.api.maxInstances': 5,
      'databases.main.kept': undefined,
      'clients.bi': { database: 'main', connections: 33, reason: 'reports', owner: 'data' },
    };
    const full = run(fields);
    expect([full.peakConnections, full.refusals, full.started.share]).toEqual([93, 0, 1]);
    const over = run({ ...fields, 'clients.bi.connections': 34 });
    expect([over.peakConnections, over.refusals]).toEqual([93, 20]);
  });
});

describe('derived deadlines reach the objective', () => {
  test.each([
    ['a connector that carries the burst', {}],
    [
      'a connector that must scale',
      { assumptions: { startupMbpsPerInstance: 150 }, 'services.api.maxInstances': 3 },
    ],
    ['a connector of an unknown size', { 'connectors.path.machineType': 'e2-standard-8' }],
    [
      'Direct VPC egress',
      {
        'network.subnets': { run: { ownership: 'managed', ipCidrRange: '10.9.0.0/24' } },
        'services.api.egress': { kind: 'direct-vpc', subnet: 'run' },
      },
    ],
    ['an eager pool', { 'services.api.pools.main.opens': 'eager' }],
    ['a migration', { 'services.api.startup.migrationSeconds': 60 }],
  ])('%s', (_, fields) => {
    const outcome = run(fields, { runs: 200 });
    expect([outcome.causes, meetsObjective(outcome)]).toEqual([
      { exhausted: 0, networkNotReady: 0, deadlineTooShort: 0, probeTooShort: 0 },
      true,
    ]);
  });

  test('one that is set below does not', () => {
    const fields = {
      'connectors.path.machineType': 'e2-standard-8',
      'services.api.startup.databaseDeadlineSeconds': 8,
    };
    const outcome = run(fields, { parameters: { observationSeconds: 0 } });
    expect(outcome.causes).toEqual({
      exhausted: 0,
      networkNotReady: 40 * (1 - outcome.started.share),
      deadlineTooShort: 0,
      probeTooShort: 0,
    });
    expect([outcome.started.share < 0.5, meetsObjective(outcome)]).toEqual([true, false]);
  });
});

describe('the time line', () => {
  test('of the run in the middle, on the fullest database', () => {
    const { timeLine } = run({});
    expect(timeLine).toMatchObject({
      services: ['api'],
      database: 'main',
      limit: 100,
      reserved: 7,
      instances: 2,
      clients: ['api', 'api outgoing'],
    });
    const { points } = timeLine!;
    expect(points[0]).toEqual({ seconds: 0, starting: 0, ready: 0, refusals: 0, open: [0, 12] });
    expect(points.at(-1)).toMatchObject({ starting: 0, ready: 2, refusals: 0 });
    const steps = points.slice(1).map(({ seconds }, index) => seconds - points[index]!.seconds);
    expect(Math.max(...steps)).toBeCloseTo(Math.min(...steps), 6);
    expect(points.length).toBeLessThanOrEqual(120);
  });

  test('is left out on request', () => {
    expect(run({}, { trace: false }).timeLine).toBeUndefined();
  });

  test('shows refusals as they come', () => {
    const { points } = run(STORM).timeLine!;
    const refusals = points.map((point) => point.refusals);
    expect(refusals).toEqual([...refusals].sort((a, b) => a - b));
    expect(refusals.at(-1)).toBeGreaterThan(0);
    expect(points.every(({ open }) => open.reduce((sum, each) => sum + each, 0) <= 97)).toBe(true);
  });
});

describe('what it assumes', () => {
  test('every parameter is listed, and the assumptions of the model that a storm depends on', () => {
    const { assumptions } = run({ 'databases.main.flags': undefined });
    const names = assumptions.map(({ name }) => name);
    for (const name of Object.keys(PARAMETERS)) expect(names).toContain(`simulation.${name}`);
    expect(names.filter((name) => !name.startsWith('simulation.')).sort()).toEqual([
      'assumptions.connectionSeconds',
      'assumptions.crashLoopSeconds',
      'assumptions.deadlineMargin',
      'assumptions.idleInstanceSeconds',
      'assumptions.orphanedConnectionSeconds',
      'assumptions.startupMbpsPerInstance',
      'cloudSqlAdmin',
      'outgoing',
    ]);
  });

  test('what was set says so', () => {
    const { assumptions } = run(
      { 'assumptions.crashLoopSeconds': 5 },
      { parameters: { outgoingPercent: 40 } },
    );
    const of = (name: string): unknown => assumptions.find((each) => each.name === name);
    expect(of('assumptions.crashLoopSeconds')).toMatchObject({
      value: 5,
      unit: 's',
      standing: 'assumed',
      source: 'set; 30 by default: no published back-off',
    });
    expect(of('simulation.outgoingPercent')).toMatchObject({
      value: 40,
      unit: '%',
      source: 'set; 100 by default: choice of the scenario',
    });
  });
});

describe('options', () => {
  const refused =
    (options: Partial<SimulateOptions>): (() => Simulation) =>
    () =>
      run({}, options);

  test('runs and seeds are whole numbers', () => {
    expect(refused({ runs: 0 })).toThrow(
      new RangeError('runs: given 0; allowed is a whole number from 1 to 100000'),
    );
    expect(refused({ runs: 1.5 })).toThrow(RangeError);
    expect(refused({ seed: -1 })).toThrow(
      new RangeError('seed: given -1; allowed is a whole number from 0 to 9007199254740991'),
    );
  });

  test('parameters have names and ranges', () => {
    expect(() => parametersWith({ nothing: 1 })).toThrow(
      /^simulation\.nothing: no parameter; allowed are outgoingPercent, /,
    );
    expect(() => parametersWith({ constructor: 1 })).toThrow(/^simulation\.constructor: no parameter/);
    expect(() => parametersWith({ outgoingPercent: 101 })).toThrow(
      new RangeError('simulation.outgoingPercent: given 101; allowed is a number from 0 to 100'),
    );
    expect(() => parametersWith({ observationSeconds: NaN })).toThrow(RangeError);
    expect(parametersWith({ outgoingPercent: 100 })).toEqual(parametersWith());
  });

  test('what cannot be simulated says why', () => {
    expect(() => run({ 'services.api.maxInstances': undefined })).toThrow(NotSimulated);
  });
});

test('1,000 runs of staging take less than 2 s of CPU', () => {
  const model = modelOf(declaration, 'staging');
  const before = process.cpuUsage();
  simulate(model, { runs: 1000, seed: 1 });
  const { system, user } = process.cpuUsage(before);
  expect((system + user) / 1e6).toBeLessThan(2);
});

test('an environment of the test support fits', () => {
  expect(simulate(modelOf(declare(ENVIRONMENT)), { runs: 50, seed: 1 }).started.share).toBe(1);
});
