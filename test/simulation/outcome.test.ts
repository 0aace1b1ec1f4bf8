import { buildModel } from '../../capacity/model';
import { parametersWith, simulate, type Simulation } from '../../simulation';
import { Outcomes } from '../../simulation/outcome';
import { courseOf, Run } from '../../simulation/run';
import { declare, ENVIRONMENT, SERVICE, withField } from '../support/declare';
import { FLEET, storm } from '../support/storm';

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

test('the run that is drawn has a share in the middle', () => {
  // A connection takes 0.25 s in the median, and 1 s in one case of a hundred: about half of them end in time.
  const course = courseOf(storm({ ...FLEET, instances: 9, deadlineSeconds: 0.25 }), parametersWith());
  const outcomes = new Outcomes(course.storm, 15);
  const started = Array.from({ length: 15 }, (_, number) => {
    const run = new Run(course, 1, number).finish();
    outcomes.add(number, run);
    return run.tally.started[0]!;
  });
  const middle = [...started].sort((a, b) => a - b)[7];
  expect(started[outcomes.representative]).toBe(middle);
  expect([started[0], started[7]]).not.toContain(middle);
});

test('more starts than their times find room are refused before the first run', () => {
  const [model] = buildModel(withField('services.api.maxInstances', 1000)).environments;
  expect(() => simulate(model!, { runs: 20_001, seed: 1 })).toThrow(
    new RangeError('20001 runs with 20001000 starts are not simulated; at most 20000000 are'),
  );
});
