import type { Comparison } from './compare';

/** What must hold, in percentage points. */
export const MUST_HOLD = { meanAbsoluteError: 5, largestError: 10 } as const;

/** How far apart measured and simulated shares are with one seed, in percentage points. */
export interface SeedVerdict {
  readonly seed: number;
  readonly meanAbsoluteError: number;
  readonly largestError: number;
  readonly holds: boolean;
}

/** Measured less simulated, in percentage points. */
export function errorOf({ measured, simulated }: Comparison): number {
  return (measured.share - simulated.share) * 100;
}

/** Judges every seed by itself. */
export function verdicts(comparisons: readonly Comparison[]): readonly SeedVerdict[] {
  const seeds = [...new Set(comparisons.map(({ seed }) => seed))];
  return seeds.map((seed) => {
    const errors = comparisons.filter((each) => each.seed === seed).map((each) => Math.abs(errorOf(each)));
    const meanAbsoluteError = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const largestError = Math.max(...errors);
    const holds = meanAbsoluteError <= MUST_HOLD.meanAbsoluteError && largestError <= MUST_HOLD.largestError;
    return { seed, meanAbsoluteError, largestError, holds };
  });
}
