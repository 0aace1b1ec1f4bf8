import fc from 'fast-check';
import type { Environment, Pool, Resilience } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { buildModel, type EnvironmentModel } from '../../capacity/model';
import { connectorMbps, startupBursts } from '../../capacity/network-path';
import { known } from '../../capacity/quantity';
import { declaration as ours } from '../../environments';
import { meetsObjective, simulate, type Simulation } from '../../simulation';
import { declare, ENVIRONMENT, SERVICE, TODAY, withFields } from '../support/declare';

/** One start each: whether it is in time is seen at the first. */
function play(environment: EnvironmentModel, runs: number, parameters = {}): Simulation {
  return simulate(environment, {
    runs,
    seed: 1,
    trace: false,
    parameters: { observationSeconds: 0, ...parameters },
  });
}

const count = (max: number, min = 1) => fc.integer({ min, max });
const pool: fc.Arbitrary<Pool> = fc.record({
  database: fc.constant('main'),
  driver: fc.constantFrom('sqlalchemy', 'asyncpg', 'hikaricp', 'knex', 'psycopg-pool'),
  size: count(20),
  outsidePool: count(2, 0),
});
const resilience: fc.Arbitrary<Resilience> = fc.record({
  attempts: count(30),
  initialBackoffSeconds: fc.constantFrom(0.1, 0.5, 5, 20),
  maxBackoffSeconds: fc.constantFrom(1, 8, 60, 120),
  breakerFailures: count(10, 0),
  breakerOpenSeconds: fc.constantFrom(1, 30, 60),
});
const DIRECT_VPC = { direct: { ownership: 'managed', ipCidrRange: '10.9.0.0/20' } } as const;

/** A database with room for everybody, so that nothing but time decides. */
const environment: fc.Arbitrary<Environment> = fc
  .record({
    pools: fc.dictionary(fc.constantFrom('main', 'second'), pool, { minKeys: 1 }),
    maxInstances: fc.constantFrom(1, 5, 20, 40),
    processes: count(4),
    retries: fc.option(resilience, { nil: undefined }),
    way: fc.constantFrom('connector', 'direct-vpc', 'none'),
    machineType: fc.constantFrom('f1-micro', 'e2-micro', 'e2-standard-4'),
    startup: fc.record({
      migrationSeconds: fc.constantFrom(0, 20, 60),
      bootSeconds: fc.constantFrom(1, 10, 30),
    }),
    connectionSeconds: fc.constantFrom(0.1, 0.3, 2, 5),
    startupMbpsPerInstance: fc.constantFrom(10, 40),
  })
  .map(({ connectionSeconds, startupMbpsPerInstance, machineType, ...fields }): Environment => {
    const { way, pools, maxInstances, processes, retries, startup } = fields;
    return {
      ...ENVIRONMENT,
      network: { ...ENVIRONMENT.network, ...(way === 'direct-vpc' && { subnets: DIRECT_VPC }) },
      connectors: { path: { ...ENVIRONMENT.connectors.path, machineType, maxInstances: 10 } },
      databases: { main: { ...ENVIRONMENT.databases.main, maxConnections: 50_000 } },
      assumptions: { connectionSeconds, startupMbpsPerInstance },
      services: {
        api: {
          ...SERVICE,
          pools,
          maxInstances,
          processes,
          minInstances: 0,
          egress:
            way === 'connector'
              ? { kind: way, connector: 'path' }
              : way === 'direct-vpc'
                ? { kind: way, subnet: 'direct' }
                : { kind: way },
          startup: { path: '/health', ...startup },
          ...(retries && { resilience: retries }),
        },
      },
    };
  });

/** What the rules of the start have nothing to say to, on a connector that carries the storm once it has scaled. */
function passes(declared: Environment): boolean {
  const [result] = evaluate(declare(declared), { today: TODAY, fixes: false }).environments;
  const [model] = buildModel(declare(declared)).environments;
  const burst = known(startupBursts(model!.services, model!.assumptions).get('path') ?? 0);
  return (
    !result!.findings.some(({ rule }) => rule.startsWith('startup/')) &&
    burst <= (connectorMbps(declared.connectors!['path']!).max ?? 0)
  );
}

describe('derived deadlines reach the objective', () => {
  test('in both of our environments', () => {
    const simulations = buildModel(ours).environments.map((model) => play(model, 300));
    expect(simulations.map(({ name, started }) => [name, started.share])).toEqual([
      ['staging', 1],
      ['production', 1],
    ]);
    expect(simulations.map(({ objective }) => objective)).toEqual([0.99, 0.99]);
  });

  test('for whatever declaration the rules of the start pass', () => {
    let played = 0;
    fc.assert(
      fc.property(environment, (declared) => {
        fc.pre(passes(declared));
        played += 1;
        const outcome = play(buildModel(declare(declared)).environments[0]!, 10);
        expect([outcome.causes, meetsObjective(outcome)]).toEqual([
          { exhausted: 0, networkNotReady: 0, deadlineTooShort: 0, probeTooShort: 0 },
          true,
        ]);
      }),
      { numRuns: 60, seed: 20_261_122, maxSkipsPerRun: 50 },
    );
    expect(played).toBe(60);
  });

  test('an objective of 100 % is met by all of them only', () => {
    const full = { 'clients.bi': { database: 'main', connections: 80, reason: 'BI', owner: 'team-bi' } };
    const meets = (objective: number) =>
      meetsObjective(
        play(buildModel(withFields({ ...full, startupObjectivePercent: objective })).environments[0]!, 50, {
          outgoingPercent: 0,
        }),
      );
    expect([0, 100].map(meets)).toEqual([true, true]);
    const none = buildModel(
      withFields({ 'clients.bi': { ...full['clients.bi'], connections: 93 }, startupObjectivePercent: 1 }),
    ).environments[0]!;
    expect(meetsObjective(play(none, 50))).toBe(false);
  });
});

describe('they are not just long', () => {
  const DIRECT = {
    'network.subnets': DIRECT_VPC,
    'services.api.egress': { kind: 'direct-vpc', subnet: 'direct' },
    'services.api.maxInstances': 10,
  };
  const UNKNOWN = { 'connectors.path.machineType': 'e2-standard-8', 'services.api.maxInstances': 10 };
  const EAGER = {
    'services.api.pools.main': { database: 'main', driver: 'hikaricp', size: 40 },
    'assumptions.connectionSeconds': 2,
  };
  const BREAKER = {
    ...DIRECT,
    'services.api.resilience': {
      attempts: 30,
      initialBackoffSeconds: 1,
      maxBackoffSeconds: 4,
      breakerFailures: 3,
      breakerOpenSeconds: 75,
    },
  };

  test.each([
    ['Direct VPC egress', DIRECT, 130, 0.5],
    ['a connector of an unknown size', UNKNOWN, 55, 0.25],
    ['a breaker that is open when the path is there', BREAKER, 165, 0.5],
    ['an eager pool of slow connections', EAGER, 150, 0.15],
  ])('%s: a share of the derived deadline misses the objective', (_, fields, derived, share) => {
    const room = { 'databases.main.maxConnections': 5000, ...fields };
    const model = buildModel(withFields(room)).environments[0]!;
    expect(model.startup.get('api')!.databaseDeadline).toMatchObject({
      seconds: derived,
      basis: 'derived',
    });
    expect(meetsObjective(play(model, 100))).toBe(true);
    const short = { ...room, 'services.api.startup.databaseDeadlineSeconds': Math.floor(derived * share) };
    expect(meetsObjective(play(buildModel(withFields(short)).environments[0]!, 100))).toBe(false);
  });

  test('a higher minimum of the connector shortens them, and they still reach it', () => {
    const chain = (minInstances: number) => {
      const model = buildModel(
        withFields({
          'services.api.maxInstances': 21,
          'databases.main.maxConnections': 1000,
          'connectors.path.minInstances': minInstances,
        }),
      ).environments[0]!;
      const { connectTimeout, databaseDeadline, probe } = model.startup.get('api')!;
      return [
        connectTimeout.seconds,
        databaseDeadline.seconds,
        probe.windowSeconds,
        meetsObjective(play(model, 100)),
      ];
    };
    expect([2, 3].map(chain)).toEqual([
      [5, 55, 80, true],
      [5, 10, 30, true],
    ]);
  });
});
