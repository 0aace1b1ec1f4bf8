import type { Finding } from '../../capacity/finding';
import type { Review } from '../review';
import { summaryText } from '../text';
import type { FormatStyle } from './format';
import { findingBody } from './finding-body';
import { clipped, plain } from './plain';
import { ranked, type Ranked } from './ranked';

/** Levels of a workflow command. */
type Level = 'error' | 'warning' | 'notice';

/**
 * Annotations of one level that GitHub shows of one step; of the others it only keeps the log. Source:
 * `_maxCountPerIssueType` in src/Runner.Worker/ExecutionContext.cs of actions/runner, as github.com/orgs/community
 * discussions 26680 and 68471 have it (reported).
 */
const SHOWN_OF_A_LEVEL = 10;
/** Characters of a message that its runner passes on: `_maxIssueMessageLength` in the same file (published). */
const LONGEST_MESSAGE = 4096;
/** Characters of a title: `annotations.title` of check runs in the REST API (published). */
const LONGEST_TITLE = 255;

/**
 * Annotations as workflow commands, the worst first, and a last line with the count of all. What GitHub would not show
 * is left out here, and the last line says how many.
 */
export function githubCommands(review: Review, style: FormatStyle): string {
  const findings = ranked(review).filter(({ status }) => status !== 'fixed');
  // The last line is a notice too.
  const room = new Map<Level, number>([
    ['error', SHOWN_OF_A_LEVEL],
    ['warning', SHOWN_OF_A_LEVEL],
    ['notice', SHOWN_OF_A_LEVEL - 1],
  ]);
  const shown = findings.filter((item) => {
    const left = room.get(levelOf(item))!;
    room.set(levelOf(item), left - 1);
    return left > 0;
  });
  const lines = shown.map((item) => findingCommand(item, review, style));
  return [...lines, lastCommand(review, findings, shown)].join('\n');
}

/** A finding that somebody accepted asks for nothing. */
function levelOf({ finding }: Ranked): Level {
  if (finding.acknowledgedBy || finding.severity === 'info') return 'notice';
  return finding.severity;
}

function findingCommand(item: Ranked, review: Review, { locate }: FormatStyle): string {
  const finding = plain(item.finding);
  const { at, environment, owner, rule, subject } = finding;
  const place = at?.environment ?? environment;
  const location = plain(locate?.(place, at?.path ?? subject) ?? { file: review.sourceOf(place).file });
  const status = review.before && item.status === 'unchanged' ? ', as before' : '';
  const by = owner === undefined ? '' : ` (${owner})`;
  return command(
    levelOf(item),
    {
      file: location.file,
      line: location.line,
      col: location.column,
      endColumn: location.endColumn,
      title: clipped(`${rule}${by}${status}`, LONGEST_TITLE),
    },
    messageOf(item.finding, location.address, review),
  );
}

function messageOf(finding: Finding, address: string | undefined, review: Review): string {
  const where = address === undefined ? [] : [`of    ${address}`];
  return clipped([...findingBody(finding, review), ...where].join('\n'), LONGEST_MESSAGE);
}

function lastCommand({ result }: Review, all: readonly Ranked[], shown: readonly Ranked[]): string {
  const more = all.length - shown.length;
  const rest =
    more > 0
      ? `; ${more} more ${more === 1 ? 'finding is' : 'findings are'} left out here, because GitHub shows ${SHOWN_OF_A_LEVEL} of a level: --format text has all`
      : '';
  return command('notice', { title: 'capacity' }, `${summaryText(result)}${rest}`);
}

/** `::error file=…,line=…::message`. */
function command(
  level: Level,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${inProperty(String(value))}`);
  return `::${level} ${given.join(',')}::${inMessage(message)}`;
}

/** As `escapeData` of actions/toolkit, packages/core/src/command.ts. */
function inMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** As `escapeProperty` there. */
function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
