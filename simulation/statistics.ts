import { mean, quantileSorted, sampleVariance } from 'simple-statistics';

/** A share with the bounds of its confidence interval, each from 0 to 1. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Durations of those that came so far; `null` where nobody did. */
export interface Durations {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly max: number | null;
}

/** The 97.5th percentile of the normal distribution. */
const Z95 = 1.959963984540054;

/** Wilson's score interval at 95 %, of so many independent trials; all that is possible without any. */
export function wilson(share: number, trials: number): Share {
  if (trials === 0) return { share, low: 0, high: 1 };
  const z2 = (Z95 * Z95) / trials;
  const center = (share + z2 / 2) / (1 + z2);
  const half = (Z95 / (1 + z2)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials));
  return {
    share,
    low: share === 0 ? 0 : Math.max(0, center - half),
    high: share === 1 ? 1 : Math.min(1, center + half),
  };
}

/**
 * Share of instances over runs. Instances of one run compete for the same slots and wait for the same connector, so
 * they are no independent trials, while the runs are. The interval is Wilson's with as many trials as the runs are
 * worth: the variance between runs says how many independent instances vary as much (Kish's design effect), at least
 * the runs, at most all instances. Where every run is all or nothing in the same way there is no variance to judge by,
 * and only the runs count.
 *
 * @param shares - of each run, 0 to 1; all runs have as many instances
 */
export function shareOfRuns(shares: readonly number[], instances: number): Share {
  const runs = shares.length;
  if (runs === 0 || instances === 0) return wilson(1, 0);
  const share = mean([...shares]);
  if (runs === 1 || share === 0 || share === 1) return wilson(share, runs);
  const ofOneInstance = share * (1 - share);
  const ofOneRun = sampleVariance([...shares]);
  const worth = ofOneRun === 0 ? instances : ofOneInstance / ofOneRun;
  return wilson(share, runs * Math.min(instances, Math.max(1, worth)));
}

/** Quantiles of durations; those that are not a number do not count. Rounded to milliseconds. */
export function durationsOf(seconds: Float64Array): Durations {
  const sorted = seconds.filter((each) => !Number.isNaN(each)).sort();
  if (sorted.length === 0) return { p50: null, p95: null, max: null };
  const values = sorted as unknown as number[];
  return {
    p50: toMilliseconds(quantileSorted(values, 0.5)),
    p95: toMilliseconds(quantileSorted(values, 0.95)),
    max: toMilliseconds(sorted.at(-1)!),
  };
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
