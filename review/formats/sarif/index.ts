import type { Log, Run } from 'sarif';
import type { Review } from '../../review';
import type { FormatStyle } from '../format';
import { jsonText } from '../plain';
import { ranked } from '../ranked';
import { descriptors } from './rules';
import { resultOf } from './results';

/** The schema that GitHub's page on SARIF names. */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/**
 * Results of a run that GitHub shows; it refuses more than 25,000.
 * Source: docs.github.com, "SARIF support for code scanning", limits (published).
 */
const SHOWN_RESULTS = 5000;

/** The findings as SARIF 2.1.0, the worst first, for code scanning. */
export function sarifText(review: Review, style: FormatStyle): string {
  const log: Log = { version: '2.1.0', $schema: SCHEMA, runs: [runOf(review, style)] };
  return jsonText(log);
}

function runOf(review: Review, style: FormatStyle): Run {
  const all = ranked(review);
  const rules = descriptors(all, style);
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    tool: { driver: { name: 'capacity-stack', ...versionOf(style), rules: [...rules] } },
    automationDetails: { id: `capacity/${style.commentKey === undefined ? '' : `${style.commentKey}/`}` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    invocations: [{ executionSuccessful: true, ...leftOut(all.length - SHOWN_RESULTS) }],
    results: all
      .slice(0, SHOWN_RESULTS)
      .map((item) => ({ ...resultOf(item, review, style), ruleIndex: indices.get(item.finding.rule)! })),
  };
}

function versionOf({ version }: FormatStyle): { readonly semanticVersion?: string } {
  return version === undefined ? {} : { semanticVersion: version };
}

function leftOut(more: number): Pick<NonNullable<Run['invocations']>[number], 'toolExecutionNotifications'> {
  if (more <= 0) return {};
  const text = `${more} more findings are left out, because code scanning shows ${SHOWN_RESULTS}: --format json has all`;
  return { toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
}
