import { runOf, storm } from '../support/storm';

/** Fails 20 s after each of its starts. */
const failing = (crashLoopSeconds: number): ReturnType<typeof storm> =>
  storm({ deadlineSeconds: 10 }, { crashLoopSeconds }, { background: 97 });

test.each([
  // [last time of a start, failed starts, instances that failed twice]
  [29, 1, 0],
  [30, 2, 1],
  [60, 3, 1],
])('starts up to %d s: %d of them fail, in %d crash loops', (observationSeconds, failed, loops) => {
  const { tally } = runOf(failing(30), { observationSeconds }).finish();
  expect([tally.failedStarts[0], tally.crashLoops[0]]).toEqual([failed, loops]);
});

test('without a back-off it starts as soon as it has failed, however often it has', () => {
  const own = { observationSeconds: 2000, restartBackoffFactor: 1_000_000 };
  expect(runOf(failing(0), own).finish().tally.failedStarts[0]).toBe(101);
});
