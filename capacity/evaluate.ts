import { acknowledge, acknowledgementsOf, expiredFor, type AcknowledgementStatus } from './acknowledgements';
import { assumedIn, type Assumed } from './assumed';
import { baselineOf, forgiveBaseline, type BaselineEntry, type BaselineStatus } from './baseline';
import type { Budget } from './budget';
import type { ResourceChange } from './change';
import { changesBetween } from './changes';
import { forgiveOld } from './compare';
import type { Declaration } from './declaration';
import type { Finding } from './finding';
import { fixesFor, goalsOf, pointedAt } from './fixes';
import { buildModel, type EnvironmentModel, type Model } from './model';
import type { Verdict } from './moments';
import { RULES } from './rules';
import type { Rule } from './rules/rule';
import { spelledOut } from './spelled-out';
import { Trials, type Trial } from './trials';
import { runRules } from './violations';

/** How to evaluate. */
export interface EvaluateOptions {
  /** `YYYY-MM-DD`; the model has no clock. */
  readonly today: string;
  /**
   * Environments that are being deployed. The others are counted in shared budgets, and cannot block.
   * @default all
   */
  readonly environments?: readonly string[];
  /** The declaration that is live, for a comparison. */
  readonly base?: Declaration;
  /**
   * What a plan changes, for a comparison.
   * @default derived from the base and the declaration
   */
  readonly changes?: readonly ResourceChange[];
  /**
   * Findings that do not block as long as they are not worse: those of an organisation that begins to check.
   * @default none
   */
  readonly baseline?: readonly BaselineEntry[];
  /**
   * Whether to look for fixes, which takes most of the time.
   * @default true
   */
  readonly fixes?: boolean;
  /**
   * What an expired acknowledgement does: nothing accepts its finding any more (`block`), or the finding only warns.
   * @default "block"
   */
  readonly expired?: 'block' | 'warn';
  /** @default every rule */
  readonly rules?: readonly Rule[];
}

/** One environment's result. */
export interface EnvironmentResult {
  readonly name: string;
  /** What is declared, and so what is deployed: a comparison changes nothing in it. */
  readonly model: EnvironmentModel;
  /** The same with what is live in the base of a comparison. */
  readonly compared: EnvironmentModel;
  readonly verdict: Verdict;
  /** In a comparison with the live fleets of the base. */
  readonly budgets: readonly Budget[];
  readonly findings: readonly Finding[];
  readonly acknowledgements: readonly AcknowledgementStatus[];
  /** Entries of the baseline, those that are gone included. */
  readonly baseline: readonly BaselineStatus[];
  readonly assumptions: readonly Assumed[];
}

/** The result over all selected environments. */
export interface Result {
  readonly declaration: Declaration;
  readonly environments: readonly EnvironmentResult[];
  /** In a comparison the base on its own, without fixes: nobody edits it. */
  readonly before?: Result;
  /** What a comparison changes of the selected environments; empty without a base. */
  readonly changes: readonly ResourceChange[];
  readonly summary: { readonly errors: number; readonly warnings: number; readonly acknowledged: number };
}

/**
 * Each trial of a fix evaluates everything again. All of them together may take this many trials times objects of
 * the declaration, about two seconds; where the search ends early, the finding says so.
 */
const FIX_EFFORT = 300_000;

/**
 * Evaluates a well-formed declaration: budgets, findings, fixes. Pure: no I/O, no clock, no randomness.
 *
 * @throws RangeError when `environments` names one that is not declared
 */
export function evaluate(declaration: Declaration, options: EvaluateOptions): Result {
  const names = Object.keys(declaration.environments);
  const unknown = options.environments?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`environment: given ${JSON.stringify(unknown)}; allowed are ${names.join(', ')}`);

  const { today } = options;
  const selected = new Set(options.environments ?? names);
  const rules = options.rules ?? RULES;
  const base = options.base && runAll(options.base, selected, rules);
  // An edit that is tried changes something else than the plan does.
  const changesTo = (candidate: Declaration): readonly ResourceChange[] => {
    if (!options.base) return [];
    const given = candidate === declaration ? options.changes : undefined;
    return (given ?? changesBetween(options.base, candidate)).filter(isOf(selected));
  };

  const run = (candidate: Declaration): Trial => {
    const trial = runAll(candidate, selected, rules, base?.model, changesTo(candidate));
    return base ? { ...trial, findings: forgiveOld(trial.findings, base.findings) } : trial;
  };
  const { model, findings } = run(declaration);
  const { baseline = [] } = options;
  const accepted = forgiveBaseline(declaration, accept(declaration, findings, options), baseline, today);
  // In a comparison, what a revision leaves out is what was live already.
  const edited = base ? declaration : spelledOut(declaration);
  const before = edited === declaration ? findings : run(edited).findings;
  const withFixes =
    options.fixes === false ? accepted : addFixes(edited, accepted, before, run, options.base);

  const declared = base ? buildModel(declaration, selected) : model;
  const environments = declared.environments.flatMap((environment, index) =>
    selected.has(environment.name)
      ? [resultOf(environment, model.environments[index]!, withFixes, { ...options, baseline })]
      : [],
  );
  return {
    declaration,
    environments,
    ...(base && { before: baseResult(options.base, base, selected, options) }),
    changes: model.changes,
    summary: summarize(withFixes),
  };
}

/** Findings that block. */
export function blocking(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity, acknowledgedBy }) => severity === 'error' && !acknowledgedBy);
}

/** Whether something blocks an environment. */
export function isRefused({ findings }: Pick<EnvironmentResult, 'findings'>): boolean {
  return blocking(findings).length > 0;
}

function runAll(
  declaration: Declaration,
  selected: ReadonlySet<string>,
  rules: readonly Rule[],
  base?: Model,
  changes?: readonly ResourceChange[],
): Trial {
  const model = buildModel(declaration, selected, base, changes);
  return { model, findings: runRules(model, rules, selected) };
}

function baseResult(
  declaration: Declaration,
  { model, findings }: Trial,
  selected: ReadonlySet<string>,
  options: EvaluateOptions,
): Result {
  const accepted = accept(declaration, findings, options);
  const environments = model.environments
    .filter(({ name }) => selected.has(name))
    .map((environment) => resultOf(environment, environment, accepted, { ...options, baseline: [] }));
  return { declaration, environments, changes: [], summary: summarize(accepted) };
}

/** Findings as the declaration's acknowledgements accept them. */
function accept(
  declaration: Declaration,
  findings: readonly Finding[],
  { expired, today }: EvaluateOptions,
): readonly Finding[] {
  const accepted = acknowledge(declaration, findings, today);
  return expired === 'warn'
    ? accepted.map((finding) => warnIfExpired(declaration, finding, today))
    : accepted;
}

function isOf(environments: ReadonlySet<string>): (change: ResourceChange) => boolean {
  return ({ environment }) => environments.has(environment);
}

function addFixes(
  declaration: Declaration,
  findings: readonly Finding[],
  before: readonly Finding[],
  run: (candidate: Declaration) => Trial,
  base: Declaration | undefined,
): readonly Finding[] {
  const isSearched = ({ knobs, acknowledgedBy }: Finding): boolean => knobs.length > 0 && !acknowledgedBy;
  if (!findings.some(isSearched)) return findings;
  const allowed = Math.floor(FIX_EFFORT / objectsIn(declaration));
  let tried = 0;
  const trials = new Trials(declaration, (candidate) => {
    if (tried >= allowed) return undefined;
    tried += 1;
    return run(candidate);
  });
  const search = (finding: Finding): Finding => {
    if (!isSearched(finding)) return finding;
    const { fixes, cut } = fixesFor(trials, finding, before, goalsOf(finding, findings), base);
    const at = pointedAt(finding, fixes);
    const note = `the search for fixes ended after ${allowed} trials, the most for a declaration of this size`;
    return {
      ...finding,
      ...(at && { at }),
      fixes,
      ...(cut && { note: [finding.note, note].filter(Boolean).join('; ') }),
    };
  };
  // What blocks first: it is what somebody waits for.
  const isError = ({ severity }: Finding): boolean => severity === 'error';
  const errors = new Map(findings.filter(isError).map((finding) => [finding, search(finding)]));
  return findings.map((finding) => errors.get(finding) ?? search(finding));
}

/** Objects in plain data: the measure of a declaration that its evaluation grows with. */
function objectsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, child) => sum + objectsIn(child), 1);
}

function warnIfExpired(declaration: Declaration, finding: Finding, today: string): Finding {
  const expired = expiredFor(declaration.environments[finding.environment]?.acknowledgements, finding, today);
  if (finding.severity !== 'error' || finding.acknowledgedBy || !expired) return finding;
  return {
    ...finding,
    severity: 'warning',
    isLowered: true,
    note: `acknowledged by ${expired.owner} until ${expired.expires}, now expired`,
  };
}

function resultOf(
  model: EnvironmentModel,
  compared: EnvironmentModel,
  all: readonly Finding[],
  { today, baseline }: Pick<EvaluateOptions, 'today'> & Required<Pick<EvaluateOptions, 'baseline'>>,
): EnvironmentResult {
  const findings = all.filter(({ environment }) => environment === model.name);
  return {
    name: model.name,
    model,
    compared,
    verdict: verdictOf(compared, all),
    budgets: compared.budgets,
    findings,
    acknowledgements: acknowledgementsOf(model.declared.acknowledgements, findings, today),
    baseline: baselineOf(model.name, baseline, findings),
    assumptions: assumedIn(compared),
  };
}

/**
 * `over` where a moment that must fit is over, `unknown` where one cannot be known: also where somebody accepted it,
 * and where another environment reports it.
 */
function verdictOf({ budgets }: EnvironmentModel, all: readonly Finding[]): Verdict {
  const mustFit = new Set(
    all
      .filter(({ severity, isLowered }) => severity === 'error' || isLowered)
      .flatMap(({ budget }) => budget?.moments.map((name) => `${name} ${budget.id}`) ?? []),
  );
  const verdicts = budgets.flatMap(({ id, moments }) =>
    moments
      .filter(({ name }) => name === 'steady' || mustFit.has(`${name} ${id}`))
      .map(({ verdict }) => verdict),
  );
  if (verdicts.includes('over')) return 'over';
  return verdicts.includes('unknown') ? 'unknown' : 'fits';
}

function summarize(findings: readonly Finding[]): Result['summary'] {
  const open = findings.filter(({ acknowledgedBy }) => !acknowledgedBy);
  return {
    errors: open.filter(({ severity }) => severity === 'error').length,
    warnings: open.filter(({ severity }) => severity === 'warning').length,
    acknowledged: findings.length - open.length,
  };
}
