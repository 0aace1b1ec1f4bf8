/** Chance of the real storms: other numbers from another generator than the simulation's, of the same distributions. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 2_654_435_761) >>> 0;
  }

  /** Evenly from 0 to 1, without 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Evenly between the most and that share of it less. */
  upTo(most: number, spreadPercent: number): number {
    const least = most * (1 - spreadPercent / 100);
    return least + (most - least) * this.next();
  }

  /** Whether something of that probability happens. */
  happens(percent: number): boolean {
    return this.next() < percent / 100;
  }

  /** Log-normal with that 99th percentile, so many times the median (Box and Muller). */
  logNormal(p99: number, tailRatio: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    const z99 = 2.3263478740408408;
    return (p99 / tailRatio) * tailRatio ** (normal / z99);
  }
}
