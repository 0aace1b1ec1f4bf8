import type { Declaration } from '../../capacity/declaration';
import { buildModel } from '../../capacity/model';
import type { StartupBudget } from '../../capacity/startup';
import { withFields } from '../support/declare';

function startupOf(declaration: Declaration): StartupBudget {
  return buildModel(declaration).environments[0]!.startup.get('api')!;
}

/** connect, deadline, window. */
function chainOf(fields: Readonly<Record<string, unknown>>): readonly number[] {
  const { connectTimeout, databaseDeadline, probe } = startupOf(withFields(fields));
  return [connectTimeout.seconds, databaseDeadline.seconds, probe.windowSeconds];
}

const DIRECT = {
  'network.subnets': { direct: { ownership: 'managed', ipCidrRange: '10.9.0.0/26' } },
  'services.api.egress': { kind: 'direct-vpc', subnet: 'direct' },
};

describe('with nothing declared', () => {
  test('a connector that carries the burst: (0 + 5 + 0.3) × 1.5, in steps of 5 s', () => {
    expect(startupOf(withFields({}))).toMatchObject({
      networkWarmUpSeconds: 0,
      networkText: 'path carries the startup burst of 20 Mbps at its minimum of 200 Mbps',
      connections: 1,
      connectionSeconds: 0.3,
      databaseNeedSeconds: 0.3,
      migrationSeconds: 0,
      bootSeconds: 10,
      connectTimeout: { seconds: 5, derivedSeconds: 5, basis: 'derived' },
      databaseDeadline: { seconds: 10, derivedSeconds: 10, basis: 'derived' },
      poolTimeout: { seconds: 10 },
      neededWindowSeconds: 20,
      probe: {
        path: '/health',
        port: 8080,
        initialDelaySeconds: 0,
        periodSeconds: 10,
        timeoutSeconds: 5,
        failureThreshold: 3,
        windowSeconds: 30,
      },
    });
  });

  test('a connector that must scale: (30 + 5 + 0.3) × 1.5 = 52.95', () => {
    expect(chainOf({ 'services.api.maxInstances': 20 })).toEqual([5, 10, 30]);
    expect(chainOf({ 'services.api.maxInstances': 21 })).toEqual([5, 55, 80]);
  });

  test('a higher minimum of the connector visibly shortens them', () => {
    const with21 = { 'services.api.maxInstances': 21 };
    expect(startupOf(withFields(with21)).networkText).toBe(
      'path must scale for a startup burst of 210 Mbps, its minimum carries 200 Mbps: 30 s (assumption)',
    );
    expect(chainOf({ ...with21, 'connectors.path.minInstances': 3 })).toEqual([5, 10, 30]);
    expect(chainOf({ ...with21, 'connectors.path.machineType': 'e2-standard-4' })).toEqual([5, 10, 30]);
    expect(chainOf({ ...with21, 'connectors.path.machineType': 'f1-micro' })).toEqual([5, 55, 80]);
  });

  test('Direct VPC egress: (80 + 5 + 0.3) × 1.5 = 127.95', () => {
    expect(chainOf(DIRECT)).toEqual([5, 130, 150]);
    expect(startupOf(withFields(DIRECT)).networkText).toBe('Direct VPC egress warms up in 80 s (assumption)');
  });

  test('no VPC egress: as fast as a connector that carries the burst', () => {
    expect(chainOf({ 'services.api.egress': { kind: 'none' } })).toEqual([5, 10, 30]);
  });

  test('a REGIONAL database may fail over meanwhile: (max(0, 60) + 5 + 0.3) × 1.5 = 97.95', () => {
    const regional = { 'databases.main.availability': 'REGIONAL' };
    expect(chainOf(regional)).toEqual([5, 100, 120]);
    expect(startupOf(withFields(regional))).toMatchObject({
      databaseNeedSeconds: 0.3,
      failoverSeconds: 60,
      leastDeadlineSeconds: 10,
    });
    expect(chainOf({ ...regional, ...DIRECT })).toEqual([5, 130, 150]);
    expect(chainOf({ ...regional, 'assumptions.failoverSeconds': 0 })).toEqual([5, 10, 30]);
    expect(chainOf({ 'databases.main.availability': 'ZONAL' })).toEqual([5, 10, 30]);
  });

  test('an eager pool opens its connections one after another: (0 + 5 + 50 × 0.3) × 1.5 = 30', () => {
    const eager = (size: number) => ({
      'services.api.pools.main': { database: 'main', driver: 'hikaricp', size },
    });
    expect(startupOf(withFields(eager(50)))).toMatchObject({ connections: 50, connectionSeconds: 15 });
    expect(chainOf(eager(50))).toEqual([5, 30, 50]);
    expect(chainOf(eager(51))).toEqual([5, 35, 60]);
  });

  test('what is held outside the pool is opened at the start too', () => {
    expect(startupOf(withFields({ 'services.api.pools.main.outsidePool': 2 }))).toMatchObject({
      connections: 3,
      connectionSeconds: 0.9,
    });
  });

  test('migrations and boot come after the deadline', () => {
    const steps = { 'services.api.startup.migrationSeconds': 45, 'services.api.startup.bootSeconds': 20 };
    expect(startupOf(withFields(steps)).neededWindowSeconds).toBe(75);
    expect(chainOf(steps)).toEqual([5, 10, 90]);
  });

  test('the window stops at what Cloud Run allows, and the need does not', () => {
    const steps = { 'services.api.startup.migrationSeconds': 300 };
    expect(startupOf(withFields(steps)).neededWindowSeconds).toBe(320);
    expect(chainOf(steps)).toEqual([5, 10, 240]);
  });

  describe('a connector that all instances share', () => {
    /** 20 instances on 2 e2-micro: 200 Mbps carry 20 handshakes at the same time. */
    const storm = (pool: Readonly<Record<string, unknown>>, processes = 1) =>
      withFields({
        'services.api.maxInstances': 20,
        'services.api.processes': processes,
        'services.api.pools.main': { database: 'main', ...pool },
      });

    test('has no line where each opens one connection after another', () => {
      expect(startupOf(storm({ driver: 'hikaricp', size: 10 })).lineSeconds).toBe(0);
    });

    test('has one where they open more at once: 20 × 10 handshakes × 0.3 s / 20', () => {
      const budget = startupOf(storm({ driver: 'asyncpg', size: 10 }));
      // (0 + 3 + 5 + 10 × 0.3) × 1.5 = 16.5.
      expect(budget).toMatchObject({
        lineSeconds: 3,
        connectionSeconds: 3,
        databaseNeedSeconds: 6,
        databaseDeadline: { seconds: 20 },
      });
    });

    test('counts the processes: 20 × 2 × 1 handshakes × 0.3 s / 20', () => {
      expect(startupOf(storm({ driver: 'sqlalchemy' }, 2)).lineSeconds).toBe(0.6);
      expect(startupOf(storm({ driver: 'sqlalchemy' }, 1)).lineSeconds).toBe(0);
    });

    test('carries more once it has scaled: 21 × 10 handshakes × 0.3 s / 30', () => {
      const budget = startupOf(
        withFields({
          'services.api.maxInstances': 21,
          'services.api.pools.main': { database: 'main', driver: 'asyncpg', size: 10 },
        }),
      );
      expect(budget).toMatchObject({ networkBasis: 'scaling', networkWarmUpSeconds: 30, lineSeconds: 2.1 });
    });
  });

  describe('a client that waits before it tries again', () => {
    const resilience = {
      attempts: 40,
      initialBackoffSeconds: 1,
      maxBackoffSeconds: 8,
      breakerFailures: 0,
      breakerOpenSeconds: 180,
    };
    const paused = (fields: Partial<typeof resilience>, path: Readonly<Record<string, unknown>> = DIRECT) =>
      startupOf(withFields({ ...path, 'services.api.resilience': { ...resilience, ...fields } }));

    test('may still wait when the path is there; the margin covers a short wait', () => {
      expect(paused({})).toMatchObject({ pauseSeconds: 8, databaseDeadline: { seconds: 130 } });
    });

    test('an open breaker counts: 80 + 5 + 0.3 + 180 = 265.3', () => {
      expect(paused({ breakerFailures: 5 })).toMatchObject({
        pauseSeconds: 180,
        databaseDeadline: { seconds: 270 },
      });
    });

    test('a wait that is longer than the path is away is never come to', () => {
      // 5, 5.5 + 5, … : waits of 1, 2, 4, 8, 16, 32 and 64 s begin within 80 s, halved by jitter.
      expect(paused({ maxBackoffSeconds: 1000 }).pauseSeconds).toBe(64);
    });

    test('where nothing is away it finds out at once', () => {
      expect(paused({ breakerFailures: 5 }, {}).pauseSeconds).toBe(0);
    });

    test('nor does one without a connect timeout, or whose first attempt still waits', () => {
      const with80 = (connectTimeoutSeconds: number) =>
        paused({ breakerFailures: 5 }, { ...DIRECT, 'services.api.startup': { connectTimeoutSeconds } })
          .pauseSeconds;
      expect([0, 79, 80].map(with80)).toEqual([0, 180, 0]);
    });
  });

  test('assumptions are the environment’s own to change', () => {
    expect(chainOf({ ...DIRECT, 'assumptions.directVpcWarmUpSeconds': 40 })).toEqual([5, 70, 90]);
    expect(chainOf({ ...DIRECT, 'assumptions.deadlineMargin': 1 })).toEqual([5, 90, 110]);
    expect(chainOf({ 'assumptions.connectionSeconds': 2 })).toEqual([20, 35, 60]);
    expect(chainOf({ 'services.api.maxInstances': 21, 'assumptions.connectorScalingSeconds': 10 })).toEqual([
      5, 25, 50,
    ]);
  });
});

describe('what is declared', () => {
  test('replaces what is derived, which stays for comparison', () => {
    const declared = startupOf(withFields({ 'services.api.startup.databaseDeadlineSeconds': 75 }));
    expect(declared.databaseDeadline).toEqual({ seconds: 75, derivedSeconds: 10, basis: 'declared' });
    expect(declared.probe.windowSeconds).toBe(100);
  });

  test('an initial delay is part of the window, and the rest is derived around it', () => {
    const probe = { 'services.api.startup.probe': { initialDelaySeconds: 15 } };
    expect(startupOf(withFields(probe)).probe).toMatchObject({ failureThreshold: 2, windowSeconds: 35 });
  });

  test('a period that does not divide the longest window stays within it: 8 × 30 of 240, 6 × 37 of 240', () => {
    const long = { 'services.api.startup.migrationSeconds': 300 };
    const within = (periodSeconds: number) =>
      startupOf(withFields({ ...long, 'services.api.startup.probe': { periodSeconds } })).probe;
    expect(within(30)).toMatchObject({ failureThreshold: 8, windowSeconds: 240 });
    expect(within(37)).toMatchObject({ failureThreshold: 6, windowSeconds: 222 });
  });

  test('a probe that is written out is taken as it is', () => {
    const probe = { periodSeconds: 3, failureThreshold: 5, timeoutSeconds: 2 };
    expect(startupOf(withFields({ 'services.api.startup.probe': probe })).probe).toMatchObject({
      ...probe,
      initialDelaySeconds: 0,
      windowSeconds: 15,
    });
  });
});

describe('the startup burst', () => {
  test('is that of every instance on the connector, of all revisions and services', () => {
    const declaration = withFields({
      'services.api.maxInstances': 8,
      'services.api.revisions': {
        'api-00041': { traffic: 50 },
        'api-00040': { traffic: 0, minInstances: 1 },
      },
    });
    const { services } = declaration.environments['test']!;
    const second = withFields({ 'services.second': { ...services!['api'], maxInstances: 3 } }, declaration);
    // (8 + 8 + 1) + (3 + 3 + 1) instances of 10 Mbps.
    expect(startupOf(second).networkText).toBe(
      'path must scale for a startup burst of 240 Mbps, its minimum carries 200 Mbps: 30 s (assumption)',
    );
  });

  test('is bounded by a service-level maximum', () => {
    const capped = withFields({
      'services.api.ownership': 'reference',
      'services.api.maxInstances': 30,
      'services.api.serviceMaxInstances': 20,
    });
    expect(startupOf(capped).networkWarmUpSeconds).toBe(0);
  });

  test('without a ceiling is no burst of 0', () => {
    expect(startupOf(withFields({ 'services.api.maxInstances': undefined }))).toMatchObject({
      networkWarmUpSeconds: 30,
      networkBasis: 'unknown',
      networkText:
        'path may have to scale for a startup burst of unlimited Mbps, its minimum carries 200 Mbps: 30 s (assumption)',
    });
  });

  test('a connector that is not known is assumed to scale', () => {
    expect(startupOf(withFields({ 'connectors.path.machineType': 'e2-standard-8' }))).toMatchObject({
      networkWarmUpSeconds: 30,
      networkBasis: 'unknown',
      networkCertainSeconds: 30,
      networkText:
        'path may have to scale for a startup burst of 20 Mbps, what it carries at its minimum is not known: 30 s (assumption)',
    });
  });
});
