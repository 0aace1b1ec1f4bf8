import { expiredFor } from './acknowledgements';
import { isWorse, measured, type Measured } from './compare';
import type { Declaration } from './declaration';
import { findingKey, type Finding } from './finding';
import { textOf, type Term } from './terms';

/** A finding that an organisation has lived with since before it began to check. */
export interface BaselineEntry extends Measured {
  readonly environment: string;
  readonly rule: string;
  readonly subject: string;
  /** It rested on a number that nobody knew. */
  readonly isUnknown?: true;
  /** Lines of its sum, where a number of it was not known. */
  readonly terms?: readonly string[];
}

/** An entry and what became of it. */
export interface BaselineStatus extends BaselineEntry {
  /**
   * `known`: the finding is still there, and not worse; what rests on an unknown number, with the very same numbers
   * beside it. `worse`: it is, so it blocks. `unknown`: nobody can say, so it blocks. `gone`: the entry can be removed.
   */
  readonly status: 'known' | 'worse' | 'unknown' | 'gone';
}

/**
 * Lets pass what stands in a baseline and is not worse. What rests on a number that nobody knows may be worse as soon
 * as anything beside it changes, and what was accepted until a day that is over must be decided again: neither passes.
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
      note: finding.isUnknown
        ? 'in the baseline, with the same numbers beside the unknown ones'
        : 'in the baseline, and not worse',
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
  if (finding.isUnknown || entry.isUnknown) return isSame(entry, finding) ? 'known' : 'unknown';
  return isWorse(measured(finding), entry) ? 'worse' : 'known';
}

/** Whether nothing that is known of it changed: neither what it says nor a line of its sum. */
function isSame(entry: BaselineEntry, finding: Finding): boolean {
  if (!entry.isUnknown || !finding.isUnknown || entry.headline !== finding.headline) return false;
  const lines = (terms: readonly string[]): string => [...terms].sort().join('\n');
  return entry.terms !== undefined && lines(entry.terms) === lines(finding.terms.map(lineOf));
}

function lineOf(term: Term): string {
  return lineIn(term.environment, textOf(term));
}

/** A line of a sum with whose it is. */
export function lineIn(environment: string, text: string): string {
  return `${environment} ${text}`;
}
