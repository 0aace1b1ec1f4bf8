import { demandInWords, type Verdict } from '../capacity/moments';
import { createColors } from 'picocolors';
import { blocking } from '../capacity/evaluate';
import type { Finding } from '../capacity/finding';
import { inWords } from '../capacity/quantity';
import { counted } from '../capacity/words';
import { acceptedLines } from './accepted-text';
import { capacityLines, carriesCapacity, changeLines } from './change-text';
import { budgetChanges, signed, type BudgetChange, type MomentChange } from './comparison';
import { findingLine, findingText, type TextStyle } from './finding-text';
import { comparedFindings, type Compared, type Review, type Status } from './review';
import { atMost, columns } from './table';
import { assumptionLines, ONLY_WARN, resultText, summaryText, verdictText } from './text';

/** Findings in full; more would push what follows off every screen. */
const MOST_IN_FULL = 20;
const MOST_LINES = 50;
const MOST_UNCHANGED = 10;
const MOST_NOTES = 20;

/** The text of a review: of a comparison where there is a base. */
export function reviewText(review: Review, style: TextStyle): string {
  return review.before
    ? comparisonText(review, style)
    : resultText(review.result, style, atMost(review.notes, MOST_NOTES));
}

/**
 * The text of a comparison, the most urgent first: the verdict with the signed change, every moment of the databases
 * before and after, other capacities, what applying it does to each resource, findings, and what it all rests on.
 */
export function comparisonText(review: Review, style: TextStyle): string {
  const budgets = budgetChanges(review);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['connections', budgetLines(budgets, style.colors)],
    ['other capacities', capacityLines(review)],
    ['what applying it does', changeLines(review, style.colors)],
    ...findingSections(review, style),
    ['accepted', acceptedLines(review.result)],
    ['rests on', [...assumptionLines(review.result), ...atMost(review.notes, MOST_NOTES)]],
  ];
  return [
    ...verdictLines(review, budgets, style.colors),
    ...sections.flatMap(([title, lines]) => (lines.length > 0 ? ['', title, ...lines.map(indented)] : [])),
    '',
    summaryText(review.result),
  ].join('\n');
}

/** Each environment's verdict, and the change that weighs most. */
function verdictLines(review: Review, budgets: readonly BudgetChange[], colors: boolean): readonly string[] {
  const { environments } = review.result;
  const isUntouched = !budgets.some(({ isChanged }) => isChanged) && !review.changes.some(carriesCapacity);
  if (environments.length === 0) return ['nothing to compare'];
  const fresh = new Set(
    comparedFindings(review)
      .filter(({ status }) => status === 'new')
      .map(({ finding }) => finding),
  );
  return environments.map((environment) => {
    const { name, findings } = environment;
    const own = budgets.filter(({ environment }) => environment === name);
    const said = isUntouched ? 'nothing that has a capacity changes' : worstText(own, environment.verdict);
    return [name, verdictText(environment, colors), blockedText(findings, fresh), said]
      .filter(Boolean)
      .join('   ');
  });
}

/** `2 new errors: change/replaces-data, connections/steady-budget; 1 as before`. */
function blockedText(findings: readonly Finding[], fresh: ReadonlySet<Finding>): string {
  const all = blocking(findings);
  const rules = all.filter((finding) => fresh.has(finding)).map(({ rule }) => rule);
  const before = all.length - rules.length;
  if (rules.length === 0) return before === 0 ? '' : `${counted(before, 'error')} as before`;
  const more = before === 0 ? '' : `; ${before} as before`;
  return `${counted(rules.length, 'new error')}: ${atMost([...new Set(rules)], 3).join(', ')}${more}`;
}

/** The moment that needs the most attention: what does not fit, then what grew most. */
function worstText(budgets: readonly BudgetChange[], verdict: Verdict): string {
  const moments = budgets
    .filter(({ isChanged, kind }) => isChanged && kind !== 'redis-clients')
    .flatMap((budget) =>
      budget.moments
        .filter(({ name, after }) => after && !ONLY_WARN.includes(name))
        .map((moment) => ({ budget, moment, left: moment.after!.left ?? -Infinity })),
    );
  const worst = moments.sort((a, b) => a.left - b.left)[0];
  if (!worst) return 'no sum of connections changes';
  const { budget, moment } = worst;
  const warns = verdict === 'fits' && moment.after?.verdict === 'over' ? ' (warns only)' : '';
  return `${moment.name} of ${budget.name} ${changeText(moment)}, ${outcomeText(moment, budget)}${warns}`;
}

/** Budgets that changed with every moment; the others in one line. */
function budgetLines(budgets: readonly BudgetChange[], colors: boolean): readonly string[] {
  const counted = budgets.filter(({ kind }) => kind !== 'redis-clients');
  const unchanged = counted.filter(({ isChanged }) => !isChanged).map(({ name }) => name);
  return [
    ...counted
      .filter(({ isChanged }) => isChanged)
      .flatMap((budget) => [
        headText(budget),
        ...columns(
          budget.moments.map((moment) => rowOf(moment, budget, colors)),
          [2],
        ).map(indented),
      ]),
    ...(unchanged.length > 0 ? [`unchanged: ${unchanged.join(', ')}`] : []),
  ];
}

/** `main   usable 90 → 190   limit 100 (declared) → 200 (declared)`. */
function headText({ name, before, after }: BudgetChange): string {
  const usable = changeOf(before && inWords(before.usable), after && inWords(after.usable));
  return [name, `usable ${usable}`, `limit ${changeOf(before?.text, after?.text)}`].join('   ');
}

function rowOf(moment: MomentChange, budget: BudgetChange, colors: boolean): readonly string[] {
  const paint = createColors(colors);
  const { name, after, change } = moment;
  const outcome = outcomeText(moment, budget);
  const warns = after && after.verdict !== 'fits' && ONLY_WARN.includes(name) ? ' (warns only)' : '';
  const color = after?.verdict === 'over' && !warns ? paint.red : (text: string) => text;
  return [
    name,
    changeOf(sumText(moment.before), sumText(after)),
    change === undefined ? '' : signed(change),
    `${color(outcome)}${warns}`,
  ];
}

/** `24 → 84 (+60)`. */
function changeText(moment: MomentChange): string {
  const { before, after, change } = moment;
  const by = change === undefined ? '' : ` (${signed(change)})`;
  return `${changeOf(sumText(before), sumText(after))}${by}`;
}

function changeOf(before: string | undefined, after: string | undefined): string {
  if (before === after) return before ?? 'none';
  return `${before ?? 'none'} → ${after ?? 'none'}`;
}

function sumText(moment: MomentChange['after']): string | undefined {
  return moment && demandInWords(moment);
}

/** `fits, 6 left`, `OVER by 54 of 90 usable`. */
function outcomeText({ after }: MomentChange, { after: limit }: BudgetChange): string {
  if (!after || !limit) return 'not counted any more';
  const usable = `${inWords(limit.usable)} usable`;
  if (after.verdict === 'fits')
    return after.left === undefined ? 'fits' : `fits, ${after.left} of ${usable} left`;
  if (after.verdict === 'unknown') return 'UNKNOWN';
  return after.left === undefined ? `OVER ${usable}` : `OVER by ${-after.left} of ${usable}`;
}

/**
 * What blocks in full, and where nothing does, what warns; the rest of what is new as a line each. What is mended, and
 * what was there before, in short.
 */
function findingSections(
  review: Review,
  style: TextStyle,
): readonly (readonly [string, readonly string[]])[] {
  const all = comparedFindings(review);
  const of = (status: Status): readonly Compared[] => all.filter((one) => one.status === status);
  const fresh = of('new').map(({ finding }) => finding);
  const isUrgent = ({ severity, acknowledgedBy }: Finding): boolean => severity !== 'info' && !acknowledgedBy;
  const blocks = blocking(fresh);
  const full = (blocks.length > 0 ? blocks : fresh.filter(isUrgent)).slice(0, MOST_IN_FULL);
  const lines = fresh.filter((finding) => !full.includes(finding));
  return [
    [
      'new findings',
      [
        ...full.map((finding, index) => findingText(finding, style, full.slice(0, index))),
        ...atMost(
          lines.map((finding) => findingLine(finding, style)),
          MOST_LINES,
        ),
      ].flatMap(linesOf),
    ],
    ['fixed', atMost(of('fixed').map(shortText), MOST_LINES)],
    [
      'as before',
      atMost(
        of('unchanged')
          .filter(({ finding }) => finding.severity !== 'info')
          .map(shortText),
        MOST_UNCHANGED,
      ),
    ],
  ];
}

function shortText({ finding }: Compared): string {
  const { environment, headline, rule, severity, subject } = finding;
  return `${severity} ${rule}   ${environment}: ${subject}   ${headline}`;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n');
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
