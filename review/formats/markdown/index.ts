import { counted } from '../../../capacity/words';
import type { Review } from '../../review';
import { columns, moreLine } from '../../table';
import type { FormatStyle } from '../format';
import { block, blockLine, code, folded } from './escape';
import { findingSections } from './findings';
import { bytes, fit, itemsOf, LONGEST_COMMENT, type Section } from './fit';
import { capacitiesTable, connectionsTable, impactTable } from './tables';
import { verdictLines } from './verdict';

/** Room for the line that says what was left out. */
const ROOM_FOR_NOTE = 1000;

/**
 * A comment on a pull request: the verdict with the signed change, what changed, what applying it does, the new
 * findings; the rest folded. What GitHub would not take is left out, the least important first, and counted.
 */
export function markdownText(review: Review, style: FormatStyle): string {
  const sections = [
    verdictSection(review),
    connectionsTable(review),
    impactTable(review),
    ...findingSections(review, style),
    capacitiesTable(review),
    ...listSections(review),
  ];
  const marker = markerOf(style.commentKey);
  for (let room = LONGEST_COMMENT - bytes(marker) - ROOM_FOR_NOTE; ;) {
    const fitted = fit(sections, room);
    const text = [...fitted.sections, ...noteOn(fitted.leftOut), marker].join('\n\n');
    const over = bytes(text) - LONGEST_COMMENT;
    if (over <= 0 || room <= 0) return text;
    // Around items stood more than was reckoned: the fence around a text that is full of fences.
    room -= over + ROOM_FOR_NOTE;
  }
}

function noteOn(leftOut: readonly string[]): readonly string[] {
  if (leftOut.length === 0) return [];
  const limit = LONGEST_COMMENT.toLocaleString('en-US');
  return [
    `_Left out, since a comment holds ${limit} characters: ${leftOut.join(', ')}. The report as HTML or JSON has all of it._`,
  ];
}

/**
 * Tells one comment from others when it is updated.
 *
 * @param key - which of several comments it is
 */
export function markerOf(key?: string): string {
  if (key === undefined) return '<!-- capacity-stack -->';
  // Nothing that could end the comment.
  return `<!-- capacity-stack ${key.replace(/[^\w./:@ -]|--/g, '_')} -->`;
}

function verdictSection(review: Review): Section {
  return {
    noun: 'environments',
    importance: 0,
    ...itemsOf(verdictLines(review), (full) => ({ full })),
    frame: (shown, more) => [...shown, ...(more > 0 ? [`… and ${more} more environments`] : [])].join('\n\n'),
  };
}

/** What the result rests on, and who decided what: folded lists. */
function listSections({ result, notes }: Review): readonly Section[] {
  const { environments } = result;
  const acknowledgements = environments.flatMap((environment) =>
    environment.acknowledgements.map(({ rule, subject, status, expires, owner, reason }) => [
      `${environment.name}: ${rule}`,
      subject,
      status,
      `until ${expires}`,
      `${owner}: ${reason}`,
    ]),
  );
  const baseline = environments.flatMap((environment) =>
    environment.baseline.map(({ rule, subject, status }) => [
      `${environment.name}: ${rule}`,
      subject,
      status,
    ]),
  );
  const assumptions = environments.flatMap((environment) =>
    environment.assumptions.map(({ name, value, unit, what }) => [
      value === null ? name : `${name} ${value} ${unit}`,
      what,
    ]),
  );
  return [
    list(['acknowledgement', 'acknowledgements'], 6, columns(acknowledgements)),
    list(['entry of the baseline', 'entries of the baseline'], 10, columns(baseline)),
    list(['note', 'notes'], 4, notes, {
      line: (note) => `- ${code(note)}`,
      around: (lines) => lines.join('\n'),
    }),
    list(['assumption', 'assumptions'], 11, [...new Set(columns(assumptions))]),
  ];
}

/** Lines in a block of code. */
const BLOCK = { line: blockLine, around: block };

function list(
  [one, several]: readonly [string, string],
  importance: number,
  lines: readonly string[],
  { line, around } = BLOCK,
): Section {
  return {
    noun: several,
    importance,
    ...itemsOf(lines, (text) => ({ full: line(text) })),
    frame: (shown, more) =>
      folded(counted(shown.length + more, one, several), around([...shown, ...moreLine(more).map(line)])),
  };
}
