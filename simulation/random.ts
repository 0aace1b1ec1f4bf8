import { xoroshiro128plus, type RandomGenerator } from 'pure-rand';
import { probit } from 'simple-statistics';

const UINT32 = 4_294_967_296;
const QUANTILES = 4096;

/** One run's source of randomness: the same seed and run give the same numbers. */
export class Random {
  private generator: RandomGenerator;

  constructor(seed: number, run: number) {
    const low = seed % UINT32;
    const high = Math.floor(seed / UINT32);
    this.generator = xoroshiro128plus(mixed(mixed((low ^ mixed(high)) >>> 0) ^ run));
    // The first numbers of neighboring seeds resemble each other.
    for (let skipped = 0; skipped < 8; skipped += 1) this.generator.unsafeNext();
  }

  /** Evenly from 0 to 1, without 1. */
  next(): number {
    return (this.generator.unsafeNext() >>> 0) / UINT32;
  }

  /** Evenly from the most down to that share of it less; takes no number where there is no choice. */
  upTo(most: number, spreadPercent: number): number {
    return most === 0 || spreadPercent === 0 ? most : most * (1 - (spreadPercent / 100) * this.next());
  }

  /** Whether something of that probability happens. */
  happens(percent: number): boolean {
    if (percent === 0 || percent === 100) return percent === 100;
    return this.next() * 100 < percent;
  }
}

/** Standard normal quantiles in units of the 99th percentile: slow to compute, and always the same. */
let scores: Float64Array | undefined;

function scoresOf(): Float64Array {
  const p99 = probit(0.99);
  return Float64Array.from({ length: QUANTILES }, (_, index) => probit((index + 0.5) / QUANTILES) / p99);
}

/** A log-normal duration as a table of its quantiles: a draw is one look-up. */
export class Duration {
  private readonly quantiles: Float64Array;

  /**
   * @param p99 - 99th percentile, seconds
   * @param tailRatio - how many times the median that is, at least 1
   */
  constructor(p99: number, tailRatio: number) {
    const ratio = Math.max(1, tailRatio);
    scores ??= scoresOf();
    this.quantiles = scores.map((score) => (p99 / ratio) * ratio ** score);
  }

  /** Seconds. */
  draw(random: Random): number {
    return this.quantiles[(random.next() * QUANTILES) | 0]!;
  }
}

/** Spreads the bits of a seed (the finalizer of MurmurHash3). */
function mixed(seed: number): number {
  let hash = (seed ^ Math.floor(seed / UINT32)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
