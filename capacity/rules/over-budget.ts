import type { Budget } from '../budget';
import type { Knob, Place, Violation } from '../finding';
import type { EnvironmentModel, Model } from '../model';
import { isUnlimited, momentNamed, type Moment, type MomentName } from '../moments';
import { once } from '../once';
import { inWords, known } from '../quantity';
import { growthOf, type Term } from '../terms';
import { budgetKnobs, largestFirst, unknownField } from './budget-knobs';

/** Budgets of databases whose findings an environment reports. */
export const databaseBudgets = once(({ reports }: EnvironmentModel): readonly Budget[] =>
  reports.filter(({ kind }) => kind === 'database'),
);

/**
 * Violations of the databases that are over at a moment, or where that cannot be known.
 *
 * @param consequence - what the refused connection breaks
 * @param contained - moments that this one contains: where one of them does not fit, its own rule says so
 */
export function overAtMoment(
  environment: EnvironmentModel,
  model: Model,
  name: MomentName,
  consequence: string,
  contained: readonly MomentName[] = [],
): readonly Violation[] {
  return databaseBudgets(environment).flatMap((budget): readonly Violation[] => {
    const moment = momentNamed(budget, name);
    const isSaid = contained.some((inner) => (momentNamed(budget, inner)?.verdict ?? 'fits') !== 'fits');
    if (!moment || moment.verdict === 'fits' || isSaid) return [];
    return [overBudget(model, budget, [moment], `${needs(moment)}; ${usableText(budget)}`, consequence)];
  });
}

/** `migration needs 104`, `cannot be known: migration needs at least 12, 1 unknown`. */
export function needs(moment: Moment): string {
  const cannot = moment.verdict === 'unknown' ? 'cannot be known: ' : '';
  return `${cannot}${moment.name} needs ${demandText(moment)}`;
}

/**
 * A violation of a budget at one or more moments; the first carries the terms.
 *
 * @param consequence - what the refused connection breaks
 */
export function overBudget(
  model: Model,
  budget: Budget,
  moments: readonly Moment[],
  headline: string,
  consequence: string,
): Violation {
  const worst = moments.reduce((a, b) => (b.demand > a.demand ? b : a));
  const largest = largestFirst(moments[0]!.terms)[0];
  const knobs = budgetKnobs(model, budget, worst.terms);
  const at = (largest && unknownField(model, budget, largest)) ?? placeOf(largest, knobs);
  const { connections, usable, reserved } = budget.limit;
  const refused =
    typeof connections === 'number'
      ? `connection ${Math.max(0, connections - reserved) + 1}`
      : 'a connection';
  return {
    subject: budget.path,
    ...(at && { at }),
    owner: (largest && ownerOf(model, largest)) ?? budget.owner,
    headline,
    why: `${refused} is refused with SQLSTATE 53300, and ${consequence}`,
    terms: moments[0]!.terms,
    ...(moments.some(isUnlimited)
      ? { excess: Infinity, growth: Math.max(...moments.map(({ terms }) => growthOf(terms))) }
      : { excess: worst.demand - known(usable) }),
    isUnknown: usable === 'unknown' || moments.some(({ terms }) => terms.some(isUnknown)),
    budget: { id: budget.id, moments: moments.map(({ name }) => name) },
    knobs,
  };
}

/** The first number of the largest client that could be lower; of another one where it has none. */
function placeOf(largest: Term | undefined, knobs: readonly Knob[]): Place | undefined {
  const knob =
    knobs.find(
      ({ environment, path }) => environment === largest?.environment && path.startsWith(`${largest?.path}.`),
    ) ?? knobs[0];
  return (
    knob && { ...(knob.environment && { environment: knob.environment }), path: knob.path, value: knob.from }
  );
}

function isUnknown({ connections }: Term): boolean {
  return connections === 'unknown';
}

/** `needs 104; 90 usable`, with what is not bounded or not known. */
export function demandText(moment: Moment): string {
  if (isUnlimited(moment)) return 'without bound';
  const { demand, terms } = moment;
  const unknown = terms.filter(isUnknown).length;
  return unknown > 0 ? `at least ${demand}, ${unknown} unknown` : String(demand);
}

/** `90 usable (limit 100 − reserved 7 − kept 3)`. */
export function usableText({ limit }: Budget): string {
  return `${inWords(limit.usable)} usable (limit ${limit.text} − reserved ${limit.reserved} − kept ${limit.kept})`;
}

function ownerOf(model: Model, { environment, path }: Term): string | undefined {
  const [area, name] = path.split('.') as [string, string];
  const declared = model.environments.find((candidate) => candidate.name === environment)?.declared;
  switch (area) {
    case 'services':
      return declared?.services?.[name]?.owner;
    case 'jobs':
      return declared?.jobs?.[name]?.owner;
    case 'poolers':
      return declared?.poolers?.[name]?.owner;
    case 'clients':
      return declared?.clients?.[name]?.owner;
    default:
      return undefined;
  }
}
