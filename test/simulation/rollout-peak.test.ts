import fc from 'fast-check';
import type { Environment, Service } from '../../capacity/declaration';
import { buildModel } from '../../capacity/model';
import { momentNamed } from '../../capacity/moments';
import { simulate, stormsIn } from '../../simulation';
import { declare, ENVIRONMENT, SERVICE, withField } from '../support/declare';

const count = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

const pools = fc.record({
  main: fc.record({ database: fc.constant('main'), size: count(1, 9), outsidePool: count(0, 1) }),
});

const service = fc
  .record({
    maxInstances: count(2, 9),
    minInstances: count(0, 2),
    processes: count(1, 2),
    pools,
    rollout: fc.constantFrom('all-at-once' as const, 'candidate' as const),
    serviceMaxInstances: fc.option(count(2, 12), { nil: undefined }),
    latestTraffic: fc.constantFrom(100, 60, 0),
    outgoing: fc.option(
      fc.record(
        { maxInstances: count(1, 12), minInstances: count(0, 2), processes: count(1, 2), pools },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    ),
  })
  .map(({ latestTraffic, ...fields }): Service => ({
    ...SERVICE,
    ...fields,
    ...(latestTraffic < 100 && {
      latestTraffic,
      revisions: { 'api-1': { traffic: 100 - latestTraffic, maxInstances: 3 } },
    }),
  }));

const environment: fc.Arbitrary<Environment> = fc
  .record({
    api: service,
    web: service,
    rollouts: fc.constantFrom('together' as const, 'one-after-another' as const),
  })
  .map(({ rollouts, ...services }) => ({
    ...ENVIRONMENT,
    rollouts,
    services,
    databases: { main: { ...ENVIRONMENT.databases.main, maxConnections: 5000 } },
  }));

/** The largest storm of a deploy, on what is live, and what the budget counts for it. */
function peakAndDemand(
  own: Environment,
  live?: Environment,
): { readonly peak: number; readonly demand: number } {
  const model = buildModel(declare(own), undefined, live && buildModel(declare(live)));
  const { peakConnections } = simulate(model.environments[0]!, { runs: 2, seed: 1 });
  const moments = model.budgets[0]!.moments;
  const { demand } = momentNamed({ moments }, 'rollout') ?? momentNamed({ moments }, 'steady')!;
  return { peak: peakConnections, demand };
}

test('no storm of a deploy that fits needs more than the budget counts', () => {
  fc.assert(
    fc.property(environment, fc.option(environment, { nil: undefined }), (own, live) => {
      const { peak, demand } = peakAndDemand(own, live);
      expect([peak, peak <= demand]).toEqual([peak, true]);
    }),
    { numRuns: 300 },
  );
});

test('with one fleet a service, replaced all at once, the peak is the demand', () => {
  const plain = environment.map(({ services, ...own }) => ({
    ...own,
    services: Object.fromEntries(
      Object.entries(services!).map(
        ([name, { serviceMaxInstances: _, latestTraffic: __, revisions: ___, rollout: ____, ...fields }]) => [
          name,
          fields,
        ],
      ),
    ),
  }));
  fc.assert(
    fc.property(plain, (own) => {
      const { peak, demand } = peakAndDemand(own);
      expect(peak).toBe(demand);
    }),
    { numRuns: 100 },
  );
});

test('a revision that loses its traffic in a comparison drains beside the outgoing fleet', () => {
  const split = { 'api-1': { traffic: 50, maxInstances: 6 } };
  const live = buildModel(withField('services.api.revisions', split));
  const [environment] = buildModel(declare(ENVIRONMENT), undefined, live).environments;
  const [storm] = stormsIn(environment!);
  expect(storm!.clients).toEqual([
    'everybody else',
    'left behind by killed instances',
    'api',
    'api outgoing',
    'api outgoing revision api-1',
  ]);
  expect(storm!.connected).toMatchObject([
    { instances: 2, drains: true },
    { instances: 6, drains: true },
  ]);
});

test.each([
  [50, [3], [2]],
  [25, [4], [1]],
  [100, [], [5]],
])('%d %% that run already and those that start are all of the fleet', (runningPercent, starts, runs) => {
  const { environments } = buildModel(withField('services.api.maxInstances', 5));
  const [storm] = stormsIn(environments[0]!, { runningPercent, outgoingPercent: 0 });
  const instances = (of: readonly { readonly instances: number }[]) => of.map((each) => each.instances);
  expect([instances(storm!.starting), instances(storm!.connected)]).toEqual([starts, runs]);
});
