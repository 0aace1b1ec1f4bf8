import { buildModel } from '../../capacity/model';
import { simulate, type Simulation } from '../../simulation';
import { declare, ENVIRONMENT, SERVICE } from '../support/declare';

/** `api` beside `idle`, of which nothing runs. */
function simulated(rollouts: 'together' | 'one-after-another', maxInstances = 2): Simulation {
  const api = { ...SERVICE, minInstances: 0, maxInstances };
  const declaration = declare({
    ...ENVIRONMENT,
    rollouts,
    services: { idle: { ...api, maxInstances: 0 }, api },
  });
  return simulate(buildModel(declaration).environments[0]!, { runs: 4, seed: 1 });
}

test.each(['together', 'one-after-another'] as const)(
  'deployed %s, a service of 0 instances has no share, and no time line',
  (rollouts) => {
    const { instances, services, started, timeLine } = simulated(rollouts);
    expect([instances, started.share, services.map(({ name }) => name)]).toEqual([2, 1, ['api']]);
    expect([timeLine!.instances, timeLine!.points.at(-1)!.ready]).toEqual([2, 2]);
  },
);

test('where only such services are there is no time line at all', () => {
  const { instances, services, timeLine } = simulated('one-after-another', 0);
  expect([instances, services, timeLine]).toEqual([0, [], undefined]);
});
