import { blocking, type EnvironmentResult, type Result } from '../capacity/evaluate';
import type { Declaration } from '../capacity/declaration';
import type { Edit, Finding } from '../capacity/finding';
import type { Budget } from '../capacity/budget';
import type { Quantity } from '../capacity/quantity';
import { textOf, type Term } from '../capacity/terms';

/** The JSON report, version 1. */
export interface Report {
  readonly schemaVersion: 1;
  /** What was evaluated, so that a later check can compare with it. */
  readonly declaration: Declaration;
  readonly environments: readonly EnvironmentReport[];
  readonly summary: Result['summary'];
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
  readonly assumptions: EnvironmentResult['assumptions'];
}

/** A database's, a pooler's or a Redis instance's budget. Numbers that are unlimited or unknown are `null`. */
export interface BudgetReport {
  readonly id: string;
  readonly name: string;
  readonly kind: Budget['kind'];
  readonly limit: number | null;
  readonly provenance: string;
  readonly reserved: number;
  readonly kept: number;
  readonly usable: number | null;
  readonly moments: readonly MomentReport[];
  readonly skipped: Budget['skipped'];
}

/** A moment's sum. `demand` is what is certain, where a term is unlimited or unknown. */
export interface MomentReport {
  readonly name: string;
  readonly demand: number;
  readonly verdict: string;
  readonly terms: readonly TermReport[];
}

/** A term's line. */
export interface TermReport {
  readonly environment: string;
  readonly path: string;
  readonly text: string;
  readonly connections: number | null;
}

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
  readonly fixes: readonly (Edit & { readonly leaves: number | null; readonly effect: string })[];
  readonly docs: string;
  readonly note: string | null;
  readonly acknowledgedBy: Finding['acknowledgedBy'] | null;
  /** Whether it blocks. */
  readonly blocks: boolean;
}

/** The report of an evaluation as plain data. */
export function reportOf({ declaration, environments, summary }: Result): Report {
  return { schemaVersion: 1, declaration, environments: environments.map(environmentReport), summary };
}

function environmentReport(environment: EnvironmentResult): EnvironmentReport {
  const blocks = new Set(blocking(environment.findings));
  return {
    name: environment.name,
    verdict: environment.verdict,
    databases: environment.budgets.filter(({ kind }) => kind !== 'redis-clients').map(budgetReport),
    redis: environment.budgets.filter(({ kind }) => kind === 'redis-clients').map(budgetReport),
    findings: environment.findings.map((finding) => findingReport(finding, blocks.has(finding))),
    acknowledgements: environment.acknowledgements,
    assumptions: environment.assumptions,
  };
}

function budgetReport({ id, name, kind, limit, moments, skipped }: Budget): BudgetReport {
  return {
    id,
    name,
    kind,
    limit: numberOrNull(limit.connections),
    provenance: limit.provenance,
    reserved: limit.reserved,
    kept: limit.kept,
    usable: numberOrNull(limit.usable),
    moments: moments.map((moment) => ({
      name: moment.name,
      demand: moment.demand,
      verdict: moment.verdict,
      terms: moment.terms.map(termReport),
    })),
    skipped,
  };
}

function findingReport(finding: Finding, blocks: boolean): FindingReport {
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
  };
}

function placeReport({ at, environment }: Finding): FindingReport['at'] {
  return at ? { environment: at.environment ?? environment, path: at.path, value: at.value ?? null } : null;
}

function termReport(term: Term): TermReport {
  const { environment, path, connections } = term;
  return { environment, path, text: textOf(term), connections: numberOrNull(connections) };
}

function numberOrNull(quantity: Quantity): number | null {
  return typeof quantity === 'number' ? quantity : null;
}
