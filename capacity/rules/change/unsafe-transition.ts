import type { FieldChange, ResourceChange } from '../../change';
import type { Knob, Violation } from '../../finding';
import type { Budget } from '../../budget';
import type { EnvironmentModel, Model } from '../../model';
import { hasSum, isUnlimited, type Moment } from '../../moments';
import { inWords, known } from '../../quantity';
import { keysOf } from '../../paths';
import { transitionsOf, type Transition } from '../../transitions';
import type { Rule } from '../rule';
import { changesOf, revert } from '../changed-fields';

export const unsafeTransition: Rule = {
  id: 'change/unsafe-transition',
  severity: 'error',
  summary: 'While a limit and the fleets on it change, every state in between fits.',
  why: 'a state that lasts minutes is enough: what starts in it is refused with SQLSTATE 53300 and fails its startup',
  check: (environment, model) =>
    environment.reports.flatMap(({ id }) => {
      const transition = transitionsOf(model).get(id);
      return transition ? violationOf(transition, environment, model) : [];
    }),
};

function violationOf(
  transition: Transition,
  environment: EnvironmentModel,
  model: Model,
): readonly Violation[] {
  const { budget, newOnNew, oldOnNew, bothOnNew, bothOnOld, order } = transition;
  // Where even the end does not fit, no order helps, and the budget's own rule says so.
  if (newOnNew.verdict !== 'fits') return [];
  const passed = order === 'database-first' ? [oldOnNew, bothOnNew] : [oldOnNew, bothOnNew, bothOnOld];
  const over = passed.filter(isOver);
  if (over.length === 0) return [];
  const safe = safeOrder(transition);
  const worst = over.reduce((a, b) => (excessOf(b, transition) > excessOf(a, transition) ? b : a));
  // An overlap alone may idle out in time; the budget of the rollout decides about it.
  const isOverlap = !isOver(oldOnNew) && order === 'database-first';
  const mayBeSafe = order === 'unknown' && safe !== undefined;
  return [
    {
      subject: budget.path,
      severity: isOverlap || mayBeSafe ? 'warning' : 'error',
      ...placeOf(transition, changesOf(environment, model)),
      owner: budget.owner,
      headline: `${stateText(transition, over)}; ${adviceText(transition, safe)}`,
      terms: worst.terms,
      excess: excessOf(worst, transition),
      budget: { id: budget.id, moments: ['steady'] },
      knobs: safe ? laterKnobs(transition, safe, environment, changesOf(environment, model)) : [],
    },
  ];
}

type SafeOrder = 'database-first' | 'services-first';

/** Of two deploys, which one can come first. */
function safeOrder({ oldOnNew, bothOnNew, bothOnOld }: Transition): SafeOrder | undefined {
  if (oldOnNew.verdict === 'fits' && bothOnNew.verdict === 'fits') return 'database-first';
  return bothOnOld.verdict === 'fits' ? 'services-first' : undefined;
}

const FIRST: Readonly<Record<Transition['order'], string>> = {
  'database-first': 'Terraform changes the database first',
  parallel: 'Terraform changes the database and the services side by side',
  unknown: 'the order in which Terraform changes the database and the services is not known',
};

/** `limit 100 → 30, and Terraform …: the old fleet needs 30 and both fleets together 35 of 22 usable after it`. */
function stateText(transition: Transition, over: readonly Moment[]): string {
  const { base, budget, bothOnOld, oldOnNew, order } = transition;
  const fleets = over
    .filter((moment) => moment !== bothOnOld)
    .map(
      (moment) =>
        `${moment === oldOnNew ? 'the old fleet needs' : 'both fleets together need'} ${needText(moment)}`,
    );
  const after =
    fleets.length === 0 ? [] : [`${fleets.join(' and ')} of ${inWords(budget.limit.usable)} usable after it`];
  const before = over.includes(bothOnOld)
    ? [`both fleets together need ${needText(bothOnOld)} of ${inWords(base.limit.usable)} usable before it`]
    : [];
  return `limit ${base.limit.text} → ${budget.limit.text}, and ${FIRST[order]}: ${[...before, ...after].join('; ')}`;
}

function adviceText(transition: Transition, safe: SafeOrder | undefined): string {
  const { oldOnNew, bothOnNew, bothOnOld, newOnNew, drainSeconds } = transition;
  const sum = (moment: Moment): string => `${needText(moment)} of ${inWords(usableIn(moment, transition))}`;
  switch (safe) {
    case 'services-first':
      return `safe as two deploys: first the services (both fleets need ${sum(bothOnOld)}), then, once the old fleet has drained (${drainSeconds} s), the database (the new fleet needs ${sum(newOnNew)})`;
    case 'database-first':
      return `safe as two deploys: first the database (the old fleet needs ${sum(oldOnNew)}), then the services (both fleets need ${sum(bothOnNew)})`;
    default:
      return `neither order of two deploys is safe: the database first (the old fleet ${sum(oldOnNew)}, both fleets ${sum(bothOnNew)}), the services first (both fleets ${sum(bothOnOld)}); go in smaller steps`;
  }
}

/** What belongs into the second deploy, taken out of this one. */
function laterKnobs(
  { budget, services }: Transition,
  safe: SafeOrder,
  { name }: EnvironmentModel,
  changes: readonly ResourceChange[],
): readonly Knob[] {
  const fields: readonly FieldChange[] =
    safe === 'services-first'
      ? changes.filter(({ subject }) => subject === budget.path).flatMap((change) => change.fields)
      : services.filter(({ environment }) => environment === name).flatMap((change) => change.fields);
  return revert(fields.filter(({ isKept }) => !isKept));
}

/** The number that moves the limit, as far as this environment changes it. */
function placeOf({ budget }: Transition, changes: readonly ResourceChange[]): Pick<Violation, 'at'> {
  const change = changes.find(({ subject }) => subject === budget.path);
  const fields = change?.fields ?? [];
  const limit = fields.find(({ path }) => keysOf(path).at(-1) === 'maxConnections') ?? fields[0];
  return limit ? { at: { path: limit.path, value: limit.to } } : {};
}

function usableIn(moment: Moment, { base, budget, bothOnOld }: Transition): Budget['limit']['usable'] {
  return moment === bothOnOld ? base.limit.usable : budget.limit.usable;
}

function excessOf(moment: Moment, transition: Transition): number {
  return isUnlimited(moment) ? Infinity : moment.demand - known(usableIn(moment, transition));
}

function needText(moment: Moment): string {
  return hasSum(moment) ? String(moment.demand) : `${moment.demand} and more`;
}

function isOver({ verdict }: Moment): boolean {
  return verdict === 'over';
}
