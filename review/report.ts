import { blocking, type EnvironmentResult, type Result } from '../capacity/evaluate';
import type { Declaration } from '../capacity/declaration';
import { budgetReport, type BudgetReport } from './report-budgets';
import {
  comparisonReport,
  resourceChangeReport,
  type ComparisonReport,
  type ResourceChangeReport,
} from './report-comparison';
import { findingReport, type FindingReport } from './report-findings';
import { comparedFindings, type Review } from './review';

/** The JSON report, version 1. Later versions only add fields. */
export interface Report {
  readonly schemaVersion: 1;
  /** What was evaluated, so that a later check can compare with it. */
  readonly declaration: Declaration;
  readonly environments: readonly EnvironmentReport[];
  readonly summary: Result['summary'];
  /** What changed from the base; `null` without one. */
  readonly comparison: ComparisonReport | null;
  /** Resources that the change touches. */
  readonly changes: readonly ResourceChangeReport[];
  /** Where numbers were read, what was not understood. */
  readonly notes: readonly string[];
}

/** One environment of a report. */
export interface EnvironmentReport {
  readonly name: string;
  readonly verdict: string;
  readonly databases: readonly BudgetReport[];
  /** Redis instances, with their clients as connections. */
  readonly redis: readonly BudgetReport[];
  readonly findings: readonly FindingReport[];
  readonly acknowledgements: EnvironmentResult['acknowledgements'];
  /** Entries of the baseline and what became of them. */
  readonly baseline: readonly BaselineReport[];
  readonly assumptions: EnvironmentResult['assumptions'];
}

/** An entry of the baseline. */
export type BaselineReport = Pick<
  EnvironmentResult['baseline'][number],
  'rule' | 'subject' | 'headline' | 'status'
>;

/** The report of a review as plain data. */
export function reportOf(review: Review): Report {
  const { changes, notes, result } = review;
  const statuses = new Map(comparedFindings(review).map(({ finding, status }) => [finding, status]));
  return {
    schemaVersion: 1,
    declaration: result.declaration,
    environments: result.environments.map((environment) => environmentReport(environment, statuses)),
    summary: result.summary,
    comparison: comparisonReport(review),
    changes: changes.map(resourceChangeReport),
    notes,
  };
}

function environmentReport(
  environment: EnvironmentResult,
  statuses: ReadonlyMap<EnvironmentResult['findings'][number], FindingReport['status']>,
): EnvironmentReport {
  const blocks = new Set(blocking(environment.findings));
  return {
    name: environment.name,
    verdict: environment.verdict,
    databases: environment.budgets.filter(({ kind }) => kind !== 'redis-clients').map(budgetReport),
    redis: environment.budgets.filter(({ kind }) => kind === 'redis-clients').map(budgetReport),
    findings: environment.findings.map((finding) =>
      findingReport(finding, statuses.get(finding)!, blocks.has(finding)),
    ),
    acknowledgements: environment.acknowledgements,
    baseline: environment.baseline.map(({ rule, subject, headline, status }) => ({
      rule,
      subject,
      headline,
      status,
    })),
    assumptions: environment.assumptions,
  };
}
