import { columns } from '../../review/table';
import { shareOfRuns } from '../../simulation/statistics';
import type { Comparison, Pair } from './compare';
import { errorOf, verdicts } from './verdict';

const HEAD = ['', 'instances', 'measured', 'simulated', 'difference by seed', 'refused', 'median ready'];

/** Measured beside simulated shares, one row a configuration; then how far apart they are with each seed. */
export function tableOf(
  comparisons: readonly Comparison[],
  millisecondsPerSecond: number,
): readonly string[] {
  const configurations = [...new Set(comparisons.map(({ what }) => what))];
  const rows = configurations.map((what) => rowOf(comparisons.filter((each) => each.what === what)));
  const { runs, storms } = comparisons[0]!;
  const seeds = new Set(comparisons.map(({ seed }) => seed)).size;
  return [
    ...columns([HEAD, ...rows], [1]),
    '',
    `measured in ${seeds * storms} storms, simulated in ${seeds * runs} runs each; shares of the instances that start, in %, ` +
      'with their 95 % interval; refused a storm and median seconds until ready: measured / simulated',
    `a second takes ${millisecondsPerSecond} ms; the server answers after ${mean(comparisons.map(({ handshakeSeconds }) => handshakeSeconds)).toFixed(3)} s, which the simulation is given; ` +
      `${comparisons.reduce((sum, { repeated }) => sum + repeated, 0)} storms played again, slower, because this machine was too busy to keep time`,
    ...verdicts(comparisons).map(
      ({ holds, largestError, meanAbsoluteError, seed }) =>
        `seed ${seed}: mean absolute error ${meanAbsoluteError.toFixed(1)} points, largest ${largestError.toFixed(1)}: ` +
        (holds ? 'holds' : 'DOES NOT HOLD (at most 5 and 10)'),
    ),
  ];
}

function rowOf(seeds: readonly Comparison[]): readonly string[] {
  const { instances, what } = seeds[0]!;
  const measured = shareOfRuns(
    seeds.flatMap(({ shares }) => shares),
    instances,
  );
  const simulated = {
    share: mean(seeds.map(({ simulated: { share } }) => share)),
    // No narrower than that of any seed.
    low: Math.min(...seeds.map(({ simulated: { low } }) => low)),
    high: Math.max(...seeds.map(({ simulated: { high } }) => high)),
  };
  return [
    what,
    String(instances),
    shareText(measured),
    shareText(simulated),
    seeds.map((each) => signed(errorOf(each))).join('  '),
    pairText(
      seeds.map(({ refused }) => refused),
      0,
    ),
    pairText(
      seeds.map(({ readySeconds }) => readySeconds),
      1,
    ),
  ];
}

function shareText({ high, low, share }: { share: number; low: number; high: number }): string {
  const percent = (value: number): string => (value * 100).toFixed(1);
  return `${percent(share)} [${percent(low)}–${percent(high)}]`;
}

function pairText(pairs: readonly (Pair | undefined)[], digits: number): string {
  const known = pairs.filter((pair) => pair !== undefined);
  if (known.length === 0) return '–';
  const text = (of: (pair: Pair) => number): string => mean(known.map(of)).toFixed(digits);
  return `${text(({ measured }) => measured)} / ${text(({ simulated }) => simulated)}`;
}

function signed(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
