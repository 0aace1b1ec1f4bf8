import { expiredFor } from './acknowledgements';
import { isWorse, measured, type Measured } from './compare';
import type { Declaration } from './declaration';
import { findingKey, type Finding } from './finding';

/** A finding that an organisation has lived with since before it began to check. */
export interface BaselineEntry extends Measured {
  readonly environment: string;
  readonly rule: string;
  readonly subject: string;
  /** It rested on a number that nobody knew. */
  readonly isUnknown?: true;
}

/** An entry and what became of it. */
export interface BaselineStatus extends BaselineEntry {
  /**
   * `known`: the finding is still there, and not worse. `worse`: it is, so it blocks. `unknown`: nobody can say, so it
   * blocks. `gone`: the entry can be removed.
   */
  readonly status: 'known' | 'worse' | 'unknown' | 'gone';
}

/**
 * Lets pass what stands in a baseline and is not worse. What nobody knows may be worse, and what was accepted until a
 * day that is over must be decided again: neither passes.
 */
export function forgiveBaseline(
  declaration: Declaration,
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
  today: string,
): readonly Finding[] {
  const byKey = new Map(entries.map((entry) => [findingKey(entry), entry]));
  return findings.map((finding) => {
    const entry = byKey.get(findingKey(finding));
    if (!entry || finding.severity !== 'error' || finding.acknowledgedBy) return finding;
    const { acknowledgements } = declaration.environments[finding.environment] ?? {};
    if (statusOf(entry, finding) !== 'known' || expiredFor(acknowledgements, finding, today)) return finding;
    return {
      ...finding,
      severity: 'warning',
      isLowered: true,
      inBaseline: true,
      note: 'in the baseline, and not worse',
    };
  });
}

/** Every entry of an environment with its status. */
export function baselineOf(
  environment: string,
  entries: readonly BaselineEntry[],
  findings: readonly Finding[],
): readonly BaselineStatus[] {
  const byKey = new Map(findings.map((finding) => [findingKey(finding), finding]));
  return entries
    .filter((entry) => entry.environment === environment)
    .map((entry) => {
      const finding = byKey.get(findingKey(entry));
      return { ...entry, status: finding ? statusOf(entry, finding) : 'gone' };
    });
}

function statusOf(entry: BaselineEntry, finding: Finding): 'known' | 'worse' | 'unknown' {
  if (finding.isUnknown || entry.isUnknown) return 'unknown';
  return isWorse(measured(finding), entry) ? 'worse' : 'known';
}
