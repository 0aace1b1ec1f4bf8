import { blocking } from '../../capacity/evaluate';
import type { Severity } from '../../capacity/finding';
import { once } from '../../capacity/once';
import { comparedFindings, type Compared, type Review } from '../review';

/** A finding with its rank. */
export interface Ranked extends Compared {
  /** Whether it blocks. */
  readonly blocks: boolean;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Every finding, the worst first: what blocks, then by severity; what is new before what was there; fixed ones last. */
export const ranked = once((review: Review): readonly Ranked[] => {
  const blocks = new Set(review.result.environments.flatMap(({ findings }) => blocking(findings)));
  return comparedFindings(review)
    .map((compared): Ranked => ({ ...compared, blocks: blocks.has(compared.finding) }))
    .map((item, index) => ({ item, index, weight: weightOf(item) }))
    .sort((a, b) => a.weight - b.weight || a.index - b.index)
    .map(({ item }) => item);
});

function weightOf({ finding, status, blocks }: Ranked): number {
  if (status === 'fixed') return 100;
  const accepted = finding.acknowledgedBy ? 50 : 0;
  const severity = blocks ? 0 : 10 + 10 * SEVERITIES.indexOf(finding.severity);
  return accepted + severity + (status === 'new' ? 0 : 1);
}
