import { Duration, Random } from '../../simulation/random';

const draws = (random: Random, count: number, draw = () => random.next()): readonly number[] =>
  Array.from({ length: count }, draw);

test('a seed and a run give their own numbers, always the same', () => {
  const first = (seed: number, run: number): readonly number[] => draws(new Random(seed, run), 5);
  expect(first(1, 0)).toEqual(first(1, 0));
  const seeds = [0, 1, 2, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER];
  const firsts = [first(1, 1), ...seeds.map((seed) => first(seed, 0))].map(([one]) => one);
  expect(new Set(firsts).size).toBe(9);
});

test('numbers are even, also over the first numbers of neighboring runs', () => {
  const firsts = Array.from({ length: 10_000 }, (_, run) => new Random(1, run).next());
  for (const values of [draws(new Random(7, 0), 10_000), firsts]) {
    expect(values.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(0.5, 1);
    expect(values.filter((value) => value < 0.1).length / 10_000).toBeCloseTo(0.1, 1);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  }
});

test('a spread goes from the most down', () => {
  const random = new Random(1, 0);
  const values = draws(random, 10_000, () => random.upTo(30, 67));
  expect(Math.max(...values)).toBeCloseTo(30, 0);
  expect(Math.min(...values)).toBeCloseTo(9.9, 1);
  expect([random.upTo(30, 0), random.upTo(0, 50)]).toEqual([30, 0]);
});

test('a share happens as often as it says', () => {
  const random = new Random(1, 0);
  const count = (percent: number): number =>
    Array.from({ length: 10_000 }, () => random.happens(percent)).filter(Boolean).length;
  expect([count(0), count(100)]).toEqual([0, 10_000]);
  expect(count(30) / 10_000).toBeCloseTo(0.3, 1);
});

test('a duration has its 99th percentile, and its median is so many times less', () => {
  const random = new Random(1, 0);
  const duration = new Duration(0.3, 4);
  const sorted = [...draws(random, 100_000, () => duration.draw(random))].sort((a, b) => a - b);
  expect(sorted[50_000]).toBeCloseTo(0.075, 2);
  expect(sorted[99_000]).toBeCloseTo(0.3, 1);
  expect(sorted[99_000]! / 0.3).toBeCloseTo(1, 1);
});

test('a duration without a tail is always the same', () => {
  const random = new Random(1, 0);
  expect(new Set(draws(random, 100, () => new Duration(0.3, 1).draw(random)))).toEqual(new Set([0.3]));
});
