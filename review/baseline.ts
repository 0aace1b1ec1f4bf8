import { lineIn, type BaselineEntry } from '../capacity/baseline';
import { ShapeError } from '../capacity/shape';

/**
 * The findings of an earlier JSON report as a baseline. What was accepted with an end is none of it: its end counts.
 * Neither is what was said about a change: the next change is another one.
 *
 * @param report - the parsed JSON
 * @param source - what messages call it
 * @throws ShapeError where it is no report, or one that does not say how bad its findings are
 */
export function baselineIn(report: unknown, source: string): readonly BaselineEntry[] {
  const environments = memberOf(report, 'environments');
  if (memberOf(report, 'schemaVersion') !== 1 || !Array.isArray(environments))
    throw new ShapeError(
      source,
      '',
      'is no JSON report; allowed is what `capacity check --format json` prints',
    );
  return (environments as readonly unknown[]).flatMap((environment, index) => {
    const path = `environments[${index}]`;
    const findings = memberOf(environment, 'findings');
    if (!Array.isArray(findings)) throw new ShapeError(source, `${path}.findings`, 'is not a list');
    const name = textAt(environment, 'name', path, source);
    return (findings as readonly unknown[])
      .map((finding, at) => [finding, `${path}.findings[${at}]`] as const)
      .filter(([finding]) => (memberOf(finding, 'acknowledgedBy') ?? null) === null)
      .map(([finding, at]) => entryOf(finding, name, at, source))
      .filter(({ rule }) => !rule.startsWith('change/'));
  });
}

function entryOf(finding: unknown, environment: string, path: string, source: string): BaselineEntry {
  const measure = memberOf(finding, 'measure');
  const certain = memberOf(measure, 'certain');
  if (typeof certain !== 'number')
    throw new ShapeError(source, `${path}.measure`, 'is missing; make the report again with this version');
  const excess = memberOf(measure, 'excess');
  const growth = memberOf(measure, 'growth');
  return {
    environment,
    rule: textAt(finding, 'rule', path, source),
    subject: textAt(finding, 'subject', path, source),
    headline: textAt(finding, 'headline', path, source),
    certain,
    ...(excess === 'unlimited' && { excess: Infinity }),
    ...(typeof excess === 'number' && { excess }),
    ...(typeof growth === 'number' && { growth }),
    ...(memberOf(measure, 'isUnknown') === true && {
      isUnknown: true as const,
      ...linesOf(memberOf(finding, 'terms')),
    }),
  };
}

function linesOf(terms: unknown): Pick<BaselineEntry, 'terms'> {
  if (!Array.isArray(terms)) return {};
  const lines = (terms as readonly unknown[]).map((term) =>
    lineIn(String(memberOf(term, 'environment')), String(memberOf(term, 'text'))),
  );
  return { terms: lines };
}

function textAt(value: unknown, key: string, path: string, source: string): string {
  const text = memberOf(value, key);
  if (typeof text !== 'string') throw new ShapeError(source, `${path}.${key}`, 'is not a text');
  return text;
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
