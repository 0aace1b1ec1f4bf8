import type { Finding, Violation } from './finding';
import type { EnvironmentModel, Model } from './model';
import { NOT_IN_TERRAFORM } from './rules/origin';
import type { Rule } from './rules/rule';
import type { Term } from './terms';
import { sum, weight, type Quantity } from './quantity';

/**
 * Runs the rules. A rule that throws becomes its own error finding: what could not be checked is never a
 * pass.
 */
export function runRules(
  model: Model,
  rules: readonly Rule[],
  selected: ReadonlySet<string>,
): readonly Finding[] {
  return model.environments
    .filter(({ name }) => selected.has(name))
    .flatMap((environment) =>
      rules
        .filter(
          ({ id }) => environment.declared.origin !== 'terraform' || !Object.hasOwn(NOT_IN_TERRAFORM, id),
        )
        .flatMap((rule) => runRule(rule, environment, model, selected)),
    );
}

/** Page of a rule, from the project's root. */
export function docsOf(rule: string): string {
  return `docs/rules/${rule}.md`;
}

function runRule(
  rule: Rule,
  environment: EnvironmentModel,
  model: Model,
  selected: ReadonlySet<string>,
): readonly Finding[] {
  try {
    return rule
      .check(environment, model)
      .map((violation) => toFinding(rule, environment, model, selected, violation));
  } catch (error) {
    const headline = `the rule itself failed: ${error instanceof Error ? error.message : String(error)}`;
    return [toFinding(rule, environment, model, selected, { severity: 'error', subject: 'rule', headline })];
  }
}

function toFinding(
  rule: Rule,
  environment: EnvironmentModel,
  model: Model,
  selected: ReadonlySet<string>,
  violation: Violation,
): Finding {
  const severity = violation.severity ?? rule.severity;
  const innocent = severity === 'error' && onlyByOthers(model, selected, violation);
  return {
    rule: rule.id,
    severity: innocent ? 'warning' : severity,
    environment: environment.name,
    subject: violation.subject,
    ...(violation.at && { at: violation.at }),
    ...(violation.owner !== undefined && { owner: violation.owner }),
    headline: violation.headline,
    terms: violation.terms ?? [],
    why: violation.why ?? rule.why,
    fixes: [],
    docs: docsOf(rule.id),
    ...(violation.excess !== undefined && { excess: violation.excess }),
    ...(violation.growth !== undefined && { growth: violation.growth }),
    ...(violation.isUnknown && { isUnknown: true }),
    ...(innocent && { isLowered: true }),
    ...(violation.budget && { budget: violation.budget }),
    knobs: violation.knobs ?? [],
    ...(innocent && { note: 'over only together with environments that are not being deployed now' }),
  };
}

/**
 * A shared budget that fits without the environments that are not selected must not block these, unless a comparison
 * shows that they ask for more than before.
 */
function onlyByOthers(model: Model, selected: ReadonlySet<string>, { budget, terms }: Violation): boolean {
  if (!budget || !terms || terms.every(({ environment }) => selected.has(environment))) return false;
  const usable = model.budgets.find(({ id }) => id === budget.id)?.limit.usable;
  const own = demandOf(selected, terms);
  if (typeof usable !== 'number' || typeof own !== 'number' || own > usable) return false;
  if (!model.base) return true;
  const before = model.base.budgets.find(({ id }) => id === budget.id);
  const moment = before?.moments.find(({ name }) => name === budget.moments[0]);
  return own <= weight(demandOf(selected, moment?.terms ?? []));
}

function demandOf(environments: ReadonlySet<string>, terms: readonly Term[]): Quantity {
  return sum(
    terms.filter(({ environment }) => environments.has(environment)).map(({ connections }) => connections),
  );
}
