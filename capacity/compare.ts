import { findingKey, type Finding } from './finding';
import { sumKnown } from './moments';

/** How bad a finding is, as far as that can be measured. */
export interface Measured {
  readonly headline: string;
  readonly excess?: number;
  readonly growth?: number;
  /** Sum of what is certain of its terms. */
  readonly certain: number;
}

/** What was over before and is not worse does not block. What nobody knows may be worse: it is never forgiven. */
export function forgiveOld(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const old = new Map(before.map((finding) => [findingKey(finding), finding]));
  return findings.map((finding) => {
    const was = old.get(findingKey(finding));
    if (finding.severity !== 'error' || was?.severity !== 'error') return finding;
    if (finding.isUnknown || isWorse(measured(finding), measured(was))) return finding;
    return {
      ...finding,
      severity: 'warning',
      isLowered: true,
      note: 'over before this change, and not worse',
    };
  });
}

/** How bad a finding is. */
export function measured({ headline, excess, growth, terms }: Finding): Measured {
  return {
    headline,
    ...(excess !== undefined && { excess }),
    ...(growth !== undefined && { growth }),
    certain: sumKnown(terms),
  };
}

/** Whether a finding is worse than the same one was; what is not measured is worse where it says something else. */
export function isWorse(now: Measured, was: Measured): boolean {
  if (now.excess === undefined || was.excess === undefined) return now.headline !== was.headline;
  if (now.excess < Infinity || was.excess < Infinity) return now.excess > was.excess;
  // Of two demands without bound the one that grows faster is worse; else the one that starts higher.
  const faster = (now.growth ?? 0) - (was.growth ?? 0);
  return faster !== 0 ? faster > 0 : now.certain > was.certain;
}
