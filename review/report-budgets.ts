import type { Budget } from '../capacity/budget';
import type { Moment } from '../capacity/moments';
import type { Quantity } from '../capacity/quantity';
import { textOf, type Term } from '../capacity/terms';

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

export function budgetReport({ id, name, kind, limit, moments, skipped }: Budget): BudgetReport {
  return {
    id,
    name,
    kind,
    limit: numberOrNull(limit.connections),
    provenance: limit.provenance,
    reserved: limit.reserved,
    kept: limit.kept,
    usable: numberOrNull(limit.usable),
    moments: moments.map(momentReport),
    skipped,
  };
}

function momentReport({ name, demand, verdict, terms }: Moment): MomentReport {
  return { name, demand, verdict, terms: terms.map(termReport) };
}

export function termReport(term: Term): TermReport {
  const { environment, path, connections } = term;
  return { environment, path, text: textOf(term), connections: numberOrNull(connections) };
}

export function numberOrNull(quantity: Quantity | undefined): number | null {
  return typeof quantity === 'number' ? quantity : null;
}
