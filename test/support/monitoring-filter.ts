/** One comparison of a Monitoring filter. */
export interface Comparison {
  /** `metric.type`, `resource.type`, `resource.labels.x` or `metric.labels.x`. */
  readonly selector: string;
  readonly operator: '=' | '!=';
  readonly value: string | number;
}

/** What a filter says. */
export interface ParsedFilter {
  readonly metricType: string;
  readonly resourceType: string;
  readonly resourceLabels: readonly Comparison[];
  readonly metricLabels: readonly Comparison[];
}

/** A selector of an objective's burn rate. */
export interface ParsedBurn {
  readonly objective: string;
  readonly lookbackSeconds: number;
}

const TOKEN = /\s*(?:(AND)\b|([a-z][a-z_.]*)|(!?=)|("(?:[^"\\]|\\["\\])*")|(-?\d+(?:\.\d+)?))/y;

/**
 * Parses a Monitoring filter as strictly as our filters are written: comparisons with AND between them, whole
 * values only. No OR, no NOT, no starts_with, no regular expression: each would let a filter name more than it means.
 *
 * @throws Error that says where it stops being one
 */
export function parseFilter(text: string): ParsedFilter {
  const comparisons: Comparison[] = [];
  let at = 0;
  const next = (): RegExpExecArray | null => {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match) at = TOKEN.lastIndex;
    return match;
  };
  const fail = (expected: string): never => {
    throw new Error(`${expected} expected at ${at} of ${text}`);
  };
  for (;;) {
    const selector = next()?.[2] ?? fail('a selector');
    const operator = (next()?.[3] ?? fail('= or !=')) as Comparison['operator'];
    const value = next();
    const quoted = value?.[4];
    if (quoted !== undefined) comparisons.push({ selector, operator, value: JSON.parse(quoted) as string });
    else if (value?.[5] !== undefined) comparisons.push({ selector, operator, value: Number(value[5]) });
    else fail('a value');
    if (text.slice(at).trim() === '') break;
    if (next()?.[1] === undefined) fail('AND');
  }
  return arranged(comparisons, text);
}

/** Parses `select_slo_burn_rate("projects/…", "3600s")`; `undefined` for anything else. */
export function parseBurn(text: string): ParsedBurn | undefined {
  const match =
    /^select_slo_burn_rate\("(projects\/[^"/]+\/services\/[^"/]+\/serviceLevelObjectives\/[^"/]+)", "(\d+)s"\)$/.exec(
      text,
    );
  return match ? { objective: match[1]!, lookbackSeconds: Number(match[2]) } : undefined;
}

function arranged(comparisons: readonly Comparison[], text: string): ParsedFilter {
  const only = (selector: string): string => {
    const found = comparisons.filter((each) => each.selector === selector);
    if (found.length !== 1 || found[0]!.operator !== '=' || typeof found[0]!.value !== 'string')
      throw new Error(`exactly one ${selector} = "…" expected in ${text}`);
    return found[0]!.value;
  };
  const labels = (prefix: string): readonly Comparison[] =>
    comparisons
      .filter(({ selector }) => selector.startsWith(`${prefix}.labels.`))
      .map((each) => ({ ...each, selector: each.selector.slice(`${prefix}.labels.`.length) }));
  const parsed = {
    metricType: only('metric.type'),
    resourceType: only('resource.type'),
    resourceLabels: labels('resource'),
    metricLabels: labels('metric'),
  };
  const known = 2 + parsed.resourceLabels.length + parsed.metricLabels.length;
  if (known !== comparisons.length) throw new Error(`a selector that filters do not have, in ${text}`);
  return parsed;
}
