import type { FieldChange, ResourceChange } from '../capacity/change';
import type { Effect } from '../capacity/google-cloud/effects';
import type { Moment } from '../capacity/moments';
import type { Quantity } from '../capacity/quantity';
import { capacityChanges } from './capacity-changes';
import { budgetChanges, type BudgetChange, type MomentChange } from './comparison';
import { numberOrNull } from './report-budgets';
import { findingReport, type FindingReport } from './report-findings';
import { comparedFindings, type Review } from './review';

/** What a change does, against its base. */
export interface ComparisonReport {
  /** Every budget, those that did not change included. */
  readonly budgets: readonly BudgetChangeReport[];
  /** The other capacities that changed. */
  readonly capacities: readonly CapacityChangeReport[];
  /** Findings of the base that are gone. */
  readonly fixed: readonly (FindingReport & { readonly environment: string })[];
}

/** A server's budget before and after. */
export interface BudgetChangeReport {
  readonly id: string;
  readonly name: string;
  readonly kind: BudgetChange['kind'];
  /** Environment that reports it. */
  readonly environment: string;
  readonly isChanged: boolean;
  readonly usable: { readonly before: number | null; readonly after: number | null };
  readonly moments: readonly MomentChangeReport[];
}

/** A moment before and after; `null` where it did not apply, or does not any more. */
export interface MomentChangeReport {
  readonly name: string;
  readonly before: SumReport | null;
  readonly after: SumReport | null;
  /** Connections after − connections before; `null` where one of them is, or has no bound, or is not known. */
  readonly change: number | null;
}

/** A moment's sum. */
export interface SumReport {
  /** What is certain of it. */
  readonly demand: number;
  readonly verdict: string;
  /** Of what is usable; `null` where that does not rest on numbers alone. */
  readonly left: number | null;
}

/** A capacity beside the connections of a database. */
export interface CapacityChangeReport {
  readonly environment: string;
  readonly subject: string;
  readonly what: string;
  /** Empty for a count. */
  readonly unit: string;
  /** `null` where there was none, or nobody chose one. */
  readonly before: Quantity | null;
  readonly after: Quantity | null;
  readonly change: number | null;
}

/** What applying a change does to one resource. */
export interface ResourceChangeReport {
  readonly environment: string;
  readonly subject: string;
  /** Terraform resource type. */
  readonly type: string;
  /** Terraform address, where the change comes from a plan. */
  readonly address: string | null;
  readonly owner: string | null;
  readonly action: ResourceChange['action'];
  readonly effect: Effect;
  /** Deletion protection stops the apply where it would delete or replace it. */
  readonly isProtected: boolean;
  readonly fields: readonly FieldChangeReport[];
}

/** A value that changes; `null` where it is not set. */
export interface FieldChangeReport {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly effect: Effect;
  /** Not written any more, and what is live stays. */
  readonly isKept: boolean;
}

/** What changed from the base; `null` without one. */
export function comparisonReport(review: Review): ComparisonReport | null {
  if (!review.before) return null;
  return {
    budgets: budgetChanges(review).map(budgetChangeReport),
    capacities: capacityChanges(review).map(({ before, after, change, ...capacity }) => ({
      ...capacity,
      before: before ?? null,
      after: after ?? null,
      change: change ?? null,
    })),
    fixed: comparedFindings(review)
      .filter(({ status }) => status === 'fixed')
      .map(({ finding, status }) => ({
        environment: finding.environment,
        ...findingReport(finding, status, false),
      })),
  };
}

function budgetChangeReport(budget: BudgetChange): BudgetChangeReport {
  const { id, name, kind, environment, isChanged, before, after, moments } = budget;
  return {
    id,
    name,
    kind,
    environment,
    isChanged,
    usable: { before: numberOrNull(before?.usable), after: numberOrNull(after?.usable) },
    moments: moments.map(momentChangeReport),
  };
}

function momentChangeReport({ name, before, after, change }: MomentChange): MomentChangeReport {
  return { name, before: sumReport(before), after: sumReport(after), change: change ?? null };
}

function sumReport(moment: Moment | undefined): SumReport | null {
  if (!moment) return null;
  return { demand: moment.demand, verdict: moment.verdict, left: moment.left ?? null };
}

export function resourceChangeReport(change: ResourceChange): ResourceChangeReport {
  const { environment, subject, type, address, owner, action, effect, isProtected, fields } = change;
  return {
    environment,
    subject,
    type,
    address: address ?? null,
    owner: owner ?? null,
    action,
    effect: effectReport(effect),
    isProtected,
    fields: fields.map(fieldChangeReport),
  };
}

function fieldChangeReport({ path, from, to, effect, isKept }: FieldChange): FieldChangeReport {
  return {
    path,
    from: from ?? null,
    to: to ?? null,
    effect: effectReport(effect),
    isKept: isKept ?? false,
  };
}

function effectReport({ kind, text }: Effect): Effect {
  return { kind, text };
}
