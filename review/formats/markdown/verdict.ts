import { isRefused, type EnvironmentResult } from '../../../capacity/evaluate';
import { isUnlimited, type MomentName } from '../../../capacity/moments';
import { inWords, type Quantity } from '../../../capacity/quantity';
import { counted, firstOf } from '../../../capacity/words';
import { budgetChanges, signed, type BudgetChange, type MomentChange } from '../../comparison';
import type { Review } from '../../review';
import { ONLY_WARN } from '../../text';
import { ranked } from '../ranked';
import { code, prose } from './escape';
import { serverText } from './names';

/** Moments in a sentence. */
const DURING: Readonly<Record<MomentName, string>> = {
  steady: 'in the steady state',
  rollout: 'during the rollout',
  'later-rollout': 'during later rollouts',
  redeploy: 'during a redeploy',
  overshoot: 'in an overshoot',
  migration: 'during the migration',
  churn: 'in a crash loop',
  'replica-outage': 'during an outage of a replica',
};

/** A line for each environment, the worst first: the verdict with the signed change, and what is interrupted. */
export function verdictLines(review: Review): readonly string[] {
  return review.result.environments
    .map((environment, index) => ({ environment, index, rank: rankOf(environment) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ environment }) => verdictLine(environment, review));
}

function rankOf(environment: EnvironmentResult): number {
  if (isRefused(environment)) return 0;
  return environment.verdict === 'fits' ? 2 : 1;
}

function verdictLine(environment: EnvironmentResult, review: Review): string {
  const parts = [verdictText(environment, review), ...interruptions(environment, review)];
  const counts = countsText(environment, review);
  return `**${prose(environment.name)}**: ${[...parts, ...(counts === '' ? [] : [counts])].join('; ')}`;
}

/** Before everything that fits, and after everything that is over. */
const UNKNOWN = -0.5;

/** A moment of one server, with what is left of what is usable. */
interface Decisive {
  readonly server: string;
  readonly usable: string;
  readonly moment: MomentChange;
  readonly left: number;
}

function verdictText(environment: EnvironmentResult, review: Review): string {
  const refused = isRefused(environment);
  const worst = decisive(environment, budgetChanges(review));
  if (!worst) return refused ? 'refused' : 'no database';
  const { server, usable, left, moment } = worst;
  const where = `${DURING[moment.name]} on ${server}`;
  const change =
    review.before && moment.change !== undefined ? ` (${signed(moment.change)} connections)` : '';
  if (left === UNKNOWN) return `unknown: nobody knows a number that decides ${where}${change}`;
  if (left === -Infinity) return `over: what is needed ${where} has no bound`;
  if (left < 0) {
    const least = moment.after!.left === undefined ? 'at least ' : '';
    const over = `over by ${least}${-left} ${where}${change}`;
    return environment.verdict === 'fits' ? `fits, but ${over}, which only warns` : over;
  }
  const rest = left === Infinity ? 'nothing limits it' : `${left} of ${usable} usable left`;
  return `${refused ? 'refused; connections fit' : 'fits'}, ${rest} ${where}${change}`;
}

/** The moment with the least left among those that can block; this deploy before later ones where both are over. */
function decisive(environment: EnvironmentResult, budgets: readonly BudgetChange[]): Decisive | undefined {
  const ids = new Set(environment.budgets.map(({ id }) => id));
  const all = budgets
    .filter(({ id, after }) => ids.has(id) && after)
    .flatMap(({ after, kind, moments, name }) =>
      moments
        .filter((moment) => moment.after && !ONLY_WARN.includes(moment.name))
        .map((moment): Decisive => ({
          server: serverText(name, kind),
          usable: inWords(after!.usable),
          moment,
          left: leftOf(moment, after!.usable),
        })),
    )
    .sort((a, b) => a.left - b.left);
  const [worst] = all;
  const thisDeploy = all.find(({ left, moment }) => left < 0 && moment.name !== 'later-rollout');
  return worst?.moment.name === 'later-rollout' ? (thisDeploy ?? worst) : worst;
}

/** For ordering: no bound is the worst, then what is over by the most, then what nobody knows. */
function leftOf({ after }: MomentChange, usable: Quantity): number {
  const { demand, left, verdict } = after!;
  if (left !== undefined) return left;
  if (verdict === 'unknown') return UNKNOWN;
  if (verdict === 'fits') return Infinity;
  return !isUnlimited(after!) && typeof usable === 'number' ? usable - demand : -Infinity;
}

/** Resources that the change replaces, deletes or restarts. */
function interruptions({ name }: EnvironmentResult, { changes }: Review): readonly string[] {
  const own = changes.filter(({ environment }) => environment === name);
  const list = (word: string, subjects: readonly string[]): readonly string[] => {
    if (subjects.length === 0) return [];
    return [`**${word}** ${firstOf(subjects.map(code), 3)}`];
  };
  const of = (is: (change: Review['changes'][number]) => boolean): readonly string[] =>
    own.filter(is).map(({ subject }) => subject);
  return [
    ...list(
      'replaces',
      of(({ action }) => action === 'replace'),
    ),
    ...list(
      'deletes',
      of(({ action }) => action === 'delete'),
    ),
    ...list(
      'restarts',
      of(({ action, effect }) => action === 'update' && effect.kind === 'restart'),
    ),
  ];
}

/** `1 error, 2 warnings`: of a comparison, the new ones, and how many are fixed. */
function countsText({ name }: EnvironmentResult, review: Review): string {
  const own = ranked(review).filter(({ finding }) => finding.environment === name);
  const open = own.filter(({ finding, status }) => status === 'new' && !finding.acknowledgedBy);
  const count = (number: number, noun: string): readonly string[] =>
    number === 0 ? [] : [counted(number, noun)];
  const isNew = review.before ? 'new ' : '';
  const fixed = own.filter(({ status }) => status === 'fixed').length;
  return [
    ...count(open.filter(({ finding }) => finding.severity === 'error').length, `${isNew}error`),
    ...count(open.filter(({ finding }) => finding.severity === 'warning').length, `${isNew}warning`),
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
  ].join(', ');
}
