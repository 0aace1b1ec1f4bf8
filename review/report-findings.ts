import type { Finding, Fix } from '../capacity/finding';
import { sumKnown } from '../capacity/moments';
import { termReport, type TermReport } from './report-budgets';
import type { Status } from './review';

/** A finding. */
export interface FindingReport {
  readonly rule: string;
  readonly severity: string;
  readonly subject: string;
  readonly at: { readonly environment: string; readonly path: string; readonly value: unknown } | null;
  readonly owner: string | null;
  readonly headline: string;
  readonly terms: readonly TermReport[];
  readonly why: string;
  readonly fixes: readonly Fix[];
  readonly docs: string;
  readonly note: string | null;
  readonly acknowledgedBy: Finding['acknowledgedBy'] | null;
  /** Whether it blocks. */
  readonly blocks: boolean;
  /** Whether the change brings it, leaves it or mends it; `new` without a base. */
  readonly status: Status;
  /** Whether it passes because it stands in the baseline, and is not worse. */
  readonly inBaseline: boolean;
  /** How bad it is, so that a later check can tell whether it is worse. */
  readonly measure: Measure;
}

/** How bad a finding is, as far as that can be measured. */
export interface Measure {
  /** How far over; `unlimited` without bound; `null` where that is not measured. */
  readonly excess: number | 'unlimited' | null;
  /** Connections that come with each one more of what has no bound. */
  readonly growth: number | null;
  /** Sum of what is certain of its terms. */
  readonly certain: number;
  /** Whether it rests on a number that nobody knows. */
  readonly isUnknown: boolean;
}

export function findingReport(finding: Finding, status: Status, blocks: boolean): FindingReport {
  return {
    rule: finding.rule,
    severity: finding.severity,
    subject: finding.subject,
    at: placeReport(finding),
    owner: finding.owner ?? null,
    headline: finding.headline,
    terms: finding.terms.map(termReport),
    why: finding.why,
    fixes: finding.fixes,
    docs: finding.docs,
    note: finding.note ?? null,
    acknowledgedBy: finding.acknowledgedBy ?? null,
    blocks,
    status,
    inBaseline: finding.inBaseline ?? false,
    measure: measureReport(finding),
  };
}

function placeReport({ at, environment }: Finding): FindingReport['at'] {
  return at ? { environment: at.environment ?? environment, path: at.path, value: at.value ?? null } : null;
}

function measureReport({ excess, growth, isUnknown, terms }: Finding): Measure {
  return {
    excess: excess === Infinity ? 'unlimited' : (excess ?? null),
    growth: growth ?? null,
    certain: sumKnown(terms),
    isUnknown: isUnknown ?? false,
  };
}
