import { simulate } from '../../simulation';
import { run } from '../support/program';
import { withServer } from '../support/postgres/with-server';
import { Chance } from './chance';
import { compare, type Comparison } from './compare';
import { CONFIGURATIONS } from './configurations';
import { tableOf } from './table';
import { errorOf, verdicts } from './verdict';

withServer('a real storm beside its simulation', (server) => {
  const compared = (what: string, storms: number): Promise<Comparison> => {
    const configuration = CONFIGURATIONS.find((each) => each.what === what)!;
    return compare(server(), configuration, 1, { storms, runs: 200, millisecondsPerSecond: 50 });
  };

  test('where everything fits, all start in both', async () => {
    const { measured, refused, simulated } = await compared('everything fits', 1);
    expect([measured.share, simulated.share]).toEqual([1, 1]);
    expect(refused).toEqual({ measured: 0, simulated: 0 });
  }, 120_000);

  test('where the old fleet holds everything, none does, and both are refused', async () => {
    const { measured, refused, simulated } = await compared(
      'the old fleet at its ceiling holds everything',
      1,
    );
    expect([measured.share, simulated.share]).toEqual([0, 0]);
    expect(refused!.measured).toBeGreaterThanOrEqual(20);
    expect(refused!.simulated).toBeGreaterThanOrEqual(20);
  }, 120_000);

  // A few storms on a busy machine: the comparison that counts is `npm run validate`.
  test('where pools compete, about as many start', async () => {
    const comparison = await compared('eager pools compete: each needs 3 of too few', 3);
    expect(comparison.simulated.share).toBeGreaterThan(0.4);
    expect(Math.abs(errorOf(comparison))).toBeLessThan(20);
  }, 120_000);
});

test('of at least ten configurations, more than five start between 20 and 80 % of the instances', () => {
  const shares = CONFIGURATIONS.map(
    ({ environment, parameters }) =>
      simulate(environment, { runs: 50, seed: 1, parameters, trace: false }).started.share,
  );
  expect(new Set(CONFIGURATIONS.map(({ what }) => what)).size).toBe(shares.length);
  expect(shares.length).toBeGreaterThanOrEqual(10);
  expect(shares.filter((share) => share > 0.2 && share < 0.8).length).toBeGreaterThan(5);
});

test('chance has the distributions that the simulation names', () => {
  const chance = new Chance(7);
  const drawn = (draw: () => number): readonly number[] =>
    Array.from({ length: 40_000 }, draw).sort((one, other) => one - other);
  const at = (values: readonly number[], quantile: number): number =>
    values[Math.floor(values.length * quantile)]!;
  const crossing = drawn(() => chance.logNormal(8, 4));
  expect(at(crossing, 0.5)).toBeCloseTo(2, 1);
  expect(at(crossing, 0.99) / 8).toBeCloseTo(1, 1);
  const even = drawn(() => chance.upTo(10, 30));
  expect([even[0]!, at(even, 0.5), even.at(-1)!].map((value) => Math.round(value * 10) / 10)).toEqual([
    7, 8.5, 10,
  ]);
  expect(drawn(() => Number(chance.happens(25))).filter(Boolean).length / 40_000).toBeCloseTo(0.25, 1);
  expect([chance.happens(0), chance.happens(100)]).toEqual([false, true]);
});

/** A comparison whose shares are these. */
function comparisonOf(seed: number, measured: number, simulated: number): Comparison {
  const share = (value: number) => ({ share: value, low: value - 0.05, high: value + 0.05 });
  return {
    ...{ what: 'a storm', seed, instances: 20, storms: 2, runs: 100, shares: [measured, measured] },
    measured: share(measured),
    simulated: share(simulated),
    refused: { measured: 12, simulated: 11.6 },
    handshakeSeconds: 0.05,
    repeated: 1,
  };
}

test.each([
  [[10, 0], true],
  [[10, 0.2], false],
  [[0, 0, 10.1], false],
  [[-10, 0], true],
  [[-10, 0.2], false],
])('differences of %j points: holds %p', (points, holds) => {
  const judged = verdicts([
    ...points.map((error) => comparisonOf(1, 0.5 + error / 100, 0.5)),
    comparisonOf(2, 0.5, 0.5),
  ]);
  expect(judged.map((each) => each.holds)).toEqual([holds, true]);
  expect(judged[0]!.largestError).toBeCloseTo(Math.max(...points.map(Math.abs)));
});

test('the table', () => {
  const lines = tableOf([comparisonOf(1, 0.6, 0.55), comparisonOf(2, 0.5, 0.62)], 50);
  expect(lines.slice(0, 2)).toEqual([
    '          instances   measured           simulated          difference by seed   refused   median ready',
    'a storm          20   55.0 [44.1–65.4]   58.5 [50.0–67.0]   +5.0  −12.0          12 / 12   –',
  ]);
  expect(lines.slice(-2)).toEqual([
    'seed 1: mean absolute error 5.0 points, largest 5.0: holds',
    'seed 2: mean absolute error 12.0 points, largest 12.0: DOES NOT HOLD (at most 5 and 10)',
  ]);
});

test.each([
  [['--storms', 'few'], {}, '--storms: given few; allowed is a whole number from 1 to 1000000'],
  [['--seeds', '1,x'], {}, '--seeds: given x; allowed is a whole number from 1 to 1000000'],
  [[], { CAPACITY_POSTGRES: 'off' }, 'skipped, because CAPACITY_POSTGRES=off'],
])('npm run validate %j: status 2, and why', (args, variables, why) => {
  const outcome = run('test/validation/main.ts', args, variables);
  expect(outcome).toEqual({ status: 2, stderr: `validate: ${why}\n`, stdout: '' });
});
