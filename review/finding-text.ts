import { createColors } from 'picocolors';
import type { Edit, Finding, Fix, Severity } from '../capacity/finding';
import { sumText, formulaOf } from '../capacity/terms';
import { valueText } from '../capacity/words';
import { columns, moreLine } from './table';

/** How a report reaches its reader. */
export interface TextStyle {
  /** Colours, for a terminal. */
  readonly colors: boolean;
  /** Where a reader finds an environment's declaration: a file, and what comes before a path in it. */
  readonly sourceOf: (environment: string) => { readonly file: string; readonly prefix: string };
}

const MOST_TERMS = 8;

/**
 * A finding as a paragraph: where, what, the operands, why, how to fix, its page.
 *
 * @param printed - findings above it: fixes that stand there are not repeated
 */
export function findingText(finding: Finding, style: TextStyle, printed: readonly Finding[] = []): string {
  const { prefix } = style.sourceOf(finding.environment);
  const same = printed.find((other) => hasSameFixes(other, finding));
  const note = finding.note === undefined ? [] : [`  note  ${finding.note}`];
  return [
    headText(finding, style),
    `  ${finding.headline}`,
    ...termLines(finding),
    `  why   ${finding.why}`,
    ...note,
    ...acceptedLines(finding),
    ...(same ? [`  fix   as for ${same.rule}`] : fixLines(finding, prefix)),
    `  docs  ${finding.docs}`,
  ].join('\n');
}

/** A finding as two lines: where, and what. */
export function findingLine(finding: Finding, style: TextStyle): string {
  return [headText(finding, style), `  ${finding.headline}`, ...acceptedLines(finding)].join('\n');
}

function headText(finding: Finding, style: TextStyle): string {
  const { at, owner, rule, severity, subject } = finding;
  const { file, prefix } = style.sourceOf(at?.environment ?? finding.environment);
  const where = at ? `${prefix}${at.path}${givenText(at.value)}` : `${prefix}${subject}`;
  const by = owner === undefined ? [] : [`owner ${owner}`];
  return [`${severityText(severity, style)} ${rule}`, `${file}  ${where}`, ...by].join('   ');
}

function acceptedLines({ acknowledgedBy: accepted }: Finding): readonly string[] {
  return accepted
    ? [`  acknowledged by ${accepted.owner} until ${accepted.expires}: ${accepted.reason}`]
    : [];
}

function severityText(severity: Severity, { colors }: TextStyle): string {
  // A set of colours is 40 functions, and every finding asks.
  if (!colors) return severity;
  const paint = createColors(colors);
  return { error: paint.red('error'), warning: paint.yellow('warning'), info: paint.cyan('info') }[severity];
}

function termLines({ terms, environment }: Finding): readonly string[] {
  const rows = terms
    .slice(0, MOST_TERMS)
    .map((term) => [
      term.environment === environment ? term.path : `${term.environment}: ${term.path}`,
      term.label,
      formulaOf(term),
      sumText(term),
    ]);
  const lines = [...columns(rows, [3]), ...moreLine(terms.length - MOST_TERMS)];
  return lines.map((line) => `    ${line}`);
}

function fixLines({ fixes, environment }: Finding, prefix: string): readonly string[] {
  if (fixes.length === 0) return [];
  const pathOf = (edit: Edit): string =>
    edit.environment === environment ? `${prefix}${edit.path}` : `${edit.environment}: ${edit.path}`;
  const counts = fixes.some((fix) => fix.leaves !== null);
  const rows = fixes.flatMap((fix) => [
    [pathOf(fix), change(fix), ...(counts ? [leaves(fix)] : []), fix.effect],
    ...(fix.together ?? []).map((edit) => [`and ${pathOf(edit)}`, change(edit), '', '']),
  ]);
  const head = fixes.length > 1 ? 'any one of' : fixes[0]!.together ? 'all together' : 'this';
  return [`  fix   ${head}`, ...columns(rows).map((line) => `        ${line}`)];
}

/** Whether the fixes of another finding stand for its own. */
export function hasSameFixes(one: Finding, other: Finding): boolean {
  return (
    other.fixes.length > 0 &&
    one.environment === other.environment &&
    JSON.stringify(one.fixes) === JSON.stringify(other.fixes)
  );
}

function change(edit: Edit): string {
  const items = itemsOf(edit);
  if (!items) return `${editText(edit.from)} → ${editText(edit.to)}`;
  const { added, removed } = items;
  return [...added.map((item) => `+ ${item}`), ...removed.map((item) => `− ${item}`)].join('  ');
}

/** What an edit does to the items of a list: that is easier to see than the two lists. */
export function itemsOf({
  from,
  to,
}: Edit): { readonly added: readonly string[]; readonly removed: readonly string[] } | undefined {
  if (!Array.isArray(from) || !Array.isArray(to)) return undefined;
  const [before, after]: [readonly string[], readonly string[]] = [from, to];
  return {
    added: after.filter((item) => !before.includes(item)),
    removed: before.filter((item) => !after.includes(item)),
  };
}

/** A value of an edit or a change; of a list its items. */
export function editText(value: unknown): string {
  return Array.isArray(value) ? value.map(editText).join(', ') : valueText(value);
}

function leaves(fix: Fix): string {
  return fix.leaves === null ? '' : `leaves ${fix.leaves}`;
}

/** What stands behind the path of a number: ` = 4`. */
export function givenText(value: unknown): string {
  return value === undefined ? ' is not set' : ` = ${valueText(value)}`;
}
