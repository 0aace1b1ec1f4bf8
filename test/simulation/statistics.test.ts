import { durationsOf, shareOfRuns, wilson } from '../../simulation/statistics';

const rounded = ({ high, low, share }: ReturnType<typeof wilson>): readonly number[] =>
  [share, low, high].map((each) => Math.round(each * 1000) / 1000);

describe("Wilson's interval at 95 %", () => {
  test.each([
    // Textbook values: 5 of 10, 0 of 10, 10 of 10, 81 of 263 (Newcombe 1998).
    [0.5, 10, [0.5, 0.237, 0.763]],
    [0, 10, [0, 0, 0.278]],
    [1, 10, [1, 0.722, 1]],
    [81 / 263, 263, [0.308, 0.255, 0.366]],
    [1, 0, [1, 0, 1]],
  ])('of %d in %d', (share, trials, expected) => {
    expect(rounded(wilson(share, trials))).toEqual(expected);
  });
});

describe('the share over runs', () => {
  const alternating = (one: number, other: number): readonly number[] =>
    Array.from({ length: 100 }, (_, run) => (run % 2 === 0 ? one : other));

  test('where all instances of a run share its fate, the runs are what counts', () => {
    expect(rounded(shareOfRuns(alternating(0, 1), 20))).toEqual(rounded(wilson(0.5, 100)));
  });

  test('where instances fail on their own, all of them count', () => {
    // A binomial of 20 at 0.5 has the variance 0.25 / 20: deviations of sqrt(0.0125).
    const deviation = Math.sqrt(0.0125 * 0.99);
    const { low } = shareOfRuns(alternating(0.5 - deviation, 0.5 + deviation), 20);
    expect(low).toBeCloseTo(wilson(0.5, 2000).low, 6);
  });

  test('no more than all instances, however alike the runs are', () => {
    expect(shareOfRuns(alternating(0.5, 0.5), 20)).toEqual(wilson(0.5, 2000));
  });

  test('where nothing ever fails, or everything, only the runs count', () => {
    expect(shareOfRuns(alternating(1, 1), 20)).toEqual(wilson(1, 100));
    expect(shareOfRuns(alternating(0, 0), 20)).toEqual(wilson(0, 100));
  });

  test('one run is one trial; no instances are none', () => {
    expect(shareOfRuns([0.5], 20)).toEqual(wilson(0.5, 1));
    expect(shareOfRuns([], 0)).toEqual({ share: 1, low: 0, high: 1 });
  });
});

describe('durations', () => {
  test('those that never came do not count', () => {
    expect(durationsOf(Float64Array.from([3, NaN, 1, 2]))).toEqual({ p50: 2, p95: 2.9, max: 3 });
    expect(durationsOf(Float64Array.from([NaN]))).toEqual({ p50: null, p95: null, max: null });
  });

  test('are rounded to milliseconds', () => {
    expect(durationsOf(Float64Array.from([1.23456]))).toEqual({ p50: 1.235, p95: 1.235, max: 1.235 });
  });
});
