import { createColors } from 'picocolors';
import type { Budget } from '../capacity/budget';
import { blocking, isRefused, type EnvironmentResult, type Result } from '../capacity/evaluate';
import type { Finding } from '../capacity/finding';
import { demandInWords, type Moment, type MomentName } from '../capacity/moments';
import { inWords } from '../capacity/quantity';
import { sumText, formulaOf, textOf, type Term } from '../capacity/terms';
import { clientName, counted } from '../capacity/words';
import { acknowledgementLines, baselineLines } from './accepted-text';
import { findingLine, findingText, type TextStyle } from './finding-text';
import { columns } from './table';

/** Moments that only ever warn. */
export const ONLY_WARN: readonly MomentName[] = ['redeploy', 'overshoot', 'churn', 'replica-outage'];
const MOST_TERMS = 6;
const MOST_SERVICES = 12;

/**
 * The whole report: each environment's budgets, then its findings, then the count. Where one is refused, the
 * others are a line each, so that the refusal stays on one screen.
 *
 * @param notes - what it rests on beside the assumptions
 */
export function resultText(result: Result, style: TextStyle, notes: readonly string[] = []): string {
  const names = Math.max(...result.environments.map(({ name }) => name.length), 0);
  const anyRefused = result.environments.some(isRefused);
  const environments = result.environments.map((environment) =>
    anyRefused && !isRefused(environment)
      ? headText(environment, names, style)
      : environmentText(environment, names, style),
  );
  return [...environments, ...notes, ...assumptionLines(result), summaryText(result)].join('\n');
}

/** The assumptions that the result rests on, with their numbers. */
export function assumptionLines({ environments }: Result): readonly string[] {
  const all = environments.flatMap(({ assumptions }) =>
    assumptions.map(({ name, unit, value }) => (value === null ? name : `${name} ${value} ${unit}`)),
  );
  return all.length === 0 ? [] : [`assumes ${[...new Set(all)].join(', ')} (docs/assumptions.md)`];
}

/** `0 errors, 1 warning, 2 acknowledged, 7 assumptions`. */
export function summaryText(result: Result): string {
  return summaryParts(result).join(', ');
}

/** What a result counts, each as words. */
export function summaryParts({ summary, environments }: Result): readonly string[] {
  const assumptions = new Set(
    environments.flatMap((environment) => environment.assumptions.map(({ name }) => name)),
  );
  return [
    counted(summary.errors, 'error'),
    counted(summary.warnings, 'warning'),
    ...(summary.acknowledged > 0 ? [`${summary.acknowledged} acknowledged`] : []),
    counted(assumptions.size, 'assumption'),
  ];
}

/** One word for an environment: its verdict, or `refused` where its connections fit and something else blocks. */
export function verdictWord(environment: EnvironmentResult): string {
  const { verdict } = environment;
  return isRefused(environment) && verdict === 'fits' ? 'refused' : verdict;
}

/** The word in its colour. */
export function verdictText(environment: EnvironmentResult, colors: boolean): string {
  const paint = createColors(colors);
  const word = verdictWord(environment);
  if (isRefused(environment)) return paint.red(word);
  return word === 'fits' ? paint.green(word) : paint.yellow(word);
}

function headText(environment: EnvironmentResult, width: number, style: TextStyle): string {
  const word = verdictText(environment, style.colors);
  const but = verdictWord(environment) === 'fits' ? warnedText(environment) : '';
  return `${environment.name.padEnd(width)}  ${word}${but}   ${worstText(environment)}`.trimEnd();
}

function environmentText(environment: EnvironmentResult, width: number, style: TextStyle): string {
  return [
    headText(environment, width, style),
    ...environment.budgets.flatMap((budget) => budgetLines(budget, environment.name)),
    ...startupLines(environment),
    ...acknowledgementLines(environment.acknowledgements).map((line) => `  ${line}`),
    ...baselineLines(environment.baseline).map((line) => `  ${line}`),
    ...findingLines(environment, style),
  ].join('\n');
}

/**
 * What blocks in full. Beside it the rest is a line each, so that a refusal stays on one screen; alone, warnings
 * are printed in full too.
 */
function findingLines({ findings }: EnvironmentResult, style: TextStyle): readonly string[] {
  const blocks = new Set(blocking(findings));
  const full =
    blocks.size > 0 ? findings.filter((finding) => blocks.has(finding)) : findings.filter(isWarning);
  const rest = findings.filter((finding) => !full.includes(finding));
  return [
    ...full.map((finding, index) => `\n${findingText(finding, style, full.slice(0, index))}`),
    ...(full.length > 0 ? [''] : []),
    ...rest.map((finding) => findingLine(finding, style)),
  ];
}

function isWarning({ severity }: Finding): boolean {
  return severity !== 'info';
}

/** A moment with its budget. */
interface Listed {
  readonly budget: Budget;
  readonly moment: Moment;
  /** What is left, for ordering: nothing of what has no bound or is not known. */
  readonly left: number;
}

/** Moments that can block, the one with the least left first. */
function listed({ budgets }: EnvironmentResult): readonly Listed[] {
  return budgets
    .flatMap((budget) =>
      budget.moments
        .filter(({ name }) => !ONLY_WARN.includes(name))
        .map((moment) => ({ budget, moment, left: moment.left ?? -Infinity })),
    )
    .sort((a, b) => a.left - b.left);
}

/** `, but rollout is 406 over (warns)`, so that nothing that is over stands beside a bare `fits`. */
function warnedText(environment: EnvironmentResult): string {
  const worst = listed(environment).find(({ moment }) => moment.verdict !== 'fits');
  if (!worst) return '';
  const { left, moment } = worst;
  const over = left > -Infinity ? `${-left} over` : moment.verdict;
  return `, but ${moment.name} is ${over} (warns)`;
}

/** The worst moment, over the budgets, among those that were summed; of what fits, the worst that does. */
function worstText(environment: EnvironmentResult): string {
  if (environment.budgets.length === 0) return 'no database';
  const fits = environment.verdict === 'fits';
  const worst = listed(environment).find(({ left }) => left >= (fits ? 0 : -Number.MAX_VALUE));
  if (!worst) return '';
  const { budget, moment, left } = worst;
  const rest = left < 0 ? `${-left} over` : `${left} left`;
  return `worst: ${moment.name} ${moment.demand} of ${inWords(budget.limit.usable)} usable, ${rest}`;
}

function budgetLines(budget: Budget, environment: string): readonly string[] {
  const { limit, name, kind, usedBy } = budget;
  const shared =
    usedBy.length > 1 ? `   shared with ${usedBy.filter((other) => other !== environment).join(', ')}` : '';
  const clients = kind === 'database' ? '' : ' clients';
  const subtracted = kind === 'database' ? ` − reserved ${limit.reserved} − kept ${limit.kept}` : '';
  const steady = new Set(budget.moments[0]!.terms.map(textOf));
  const head = `  ${name}${clients}   limit ${limit.text}${subtracted}${shared}`;
  // Its limit is so far away that the sums say enough; where they do not fit, the finding has the terms.
  if (kind === 'redis-clients')
    return [
      `${head}   ${budget.moments.map((moment) => `${moment.name} ${demandInWords(moment)}${outcomeText(moment)}`).join(', ')}`,
    ];
  const rows = budget.moments.map((moment) => [
    moment.name,
    demandInWords(moment),
    momentTerms(moment, moment.name === 'steady' ? new Set() : steady, environment),
  ]);
  return [head, ...columns(rows, [1]).map((line) => `    ${line}`)];
}

/** The terms that a moment adds to steady, or all of steady. */
function momentTerms(moment: Moment, steady: ReadonlySet<string>, environment: string): string {
  const terms = moment.terms.filter((term) => !steady.has(textOf(term)));
  const shownTerms = terms
    .slice(0, MOST_TERMS)
    .map((term) => termText(term, environment, moment.name !== 'steady'));
  const more = terms.length > MOST_TERMS ? [`… ${terms.length - MOST_TERMS} more`] : [];
  const warns = ONLY_WARN.includes(moment.name) ? ' (warns only)' : '';
  return `${[...shownTerms, ...more].join('   ')}${outcomeText(moment, '   ')}${warns}`;
}

function termText(term: Term, environment: string, added: boolean): string {
  const label = ['revision latest', ''].includes(term.label) ? '' : ` ${term.label}`;
  const number = sumText(term);
  const formula = formulaOf(term);
  const sum = added || formula === number ? number : `${formula} = ${number}`;
  return `${added ? '+ ' : ''}${clientName(term, environment)}${label} ${sum}`;
}

function outcomeText({ verdict }: Moment, gap = ' '): string {
  return verdict === 'fits' ? '' : `${gap}${verdict.toUpperCase()}`;
}

function startupLines({ model }: EnvironmentResult): readonly string[] {
  const rows = [...model.startup]
    .slice(0, MOST_SERVICES)
    .map(([name, budget]) => [
      `  startup ${name}`,
      `connect ${budget.connectTimeout.seconds} s < deadline ${budget.databaseDeadline.seconds} s < probe window ${budget.probe.windowSeconds} s`,
    ]);
  const more = model.startup.size - rows.length;
  return [...columns(rows), ...(more > 0 ? [`  startup of ${more} more services`] : [])];
}
