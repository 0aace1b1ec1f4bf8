import type { ReportingDescriptor } from 'sarif';
import type { Severity } from '../../../capacity/finding';
import { RULES } from '../../../capacity/rules';
import { docsOf } from '../../../capacity/violations';
import type { FormatStyle } from '../format';
import { clipped } from '../plain';
import type { Ranked } from '../ranked';

/** Characters of a description that code scanning takes: docs.github.com, "SARIF support for code scanning" (published). */
const LONGEST_DESCRIPTION = 1024;

/** Severities as SARIF has them. */
export const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};

/** Every rule, with its page as help; and what reports without being in the catalogue. */
export function descriptors(
  findings: readonly Ranked[],
  { pageOf }: FormatStyle,
): readonly ReportingDescriptor[] {
  const known = new Set(RULES.map(({ id }) => id));
  const others = findings
    .map(({ finding }) => finding)
    .filter(({ rule }) => !known.has(rule))
    .map(({ rule: id, severity, why }) => ({ id, severity, summary: why, why }));
  const rules = [...RULES, ...new Map(others.map((rule) => [rule.id, rule])).values()];
  return rules.map(({ id, severity, summary, why }): ReportingDescriptor => {
    const page = pageOf?.(id);
    return {
      id,
      name: pascalCase(id),
      shortDescription: { text: clipped(summary, LONGEST_DESCRIPTION) },
      fullDescription: { text: clipped(`${summary} ${sentence(why)}`, LONGEST_DESCRIPTION) },
      help:
        page === undefined
          ? { text: `${summary} See ${docsOf(id)}.` }
          : { text: page.trim(), markdown: page.trim() },
      defaultConfiguration: { level: LEVELS[severity] },
      properties: {
        tags: ['capacity', id.split('/')[0]!],
        precision: 'high',
        'problem.severity': PROBLEM_SEVERITIES[severity],
      },
    };
  });
}

/** `ConnectionsRolloutBudget`: SARIF wants a name that is not the id. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|[^a-z\d]+)([a-z\d])/gi, (_, letter: string) => letter.toUpperCase());
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
