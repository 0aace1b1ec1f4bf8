import { createColors } from 'picocolors';
import type { TimeLine, TimePoint } from '../simulation';

const COLUMNS = 65;
const ROWS = 12;
const GUTTER = 12;
/** Fills of clients from the bottom up; with more clients than fills the last one is used again. */
const FILLS = ['░', '▒', '█', '▓', '+', '%', '=', 'o'];

/** One run as a drawing: connections against the limit over time, and when instances became ready or were refused. */
export function timeLineText(timeLine: TimeLine, colors: boolean): string {
  const { clients, database, limit, points, reserved, services } = timeLine;
  const paint = createColors(colors);
  const columns = columnsOf(points);
  const total = ({ open }: TimePoint): number => open.reduce((sum, each) => sum + each, 0);
  const top = Number.isFinite(limit) ? limit : Math.max(1, ...columns.map(total));
  const capacityRow = Number.isFinite(limit) ? rowOf(top - reserved, top) : undefined;
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const least = ((ROWS - 1 - row) * top) / ROWS;
    const cells = columns.map((point) => {
      const client = clientAt(point, least);
      if (client !== undefined) return FILLS[Math.min(client, FILLS.length - 1)]!;
      return row === capacityRow ? '-' : ' ';
    });
    const label = row === 0 && reserved === 0 ? `${top}` : row === capacityRow ? `${top - reserved}` : '';
    return `${gutter(label)}|${cells.join('')}`;
  });
  const ready = marks(columns, (point) => point.ready);
  const refused = marks(columns, (point) => point.refusals, 'x');
  return [
    `one run: ${services.join(', ')} on ${database}${limitText(timeLine)}`,
    ...lines,
    `${gutter('0')}+${'-'.repeat(columns.length)}`,
    `${gutter('')} ${axis(columns)}`,
    `${gutter('ready')} ${paint.green(ready)}`.trimEnd(),
    ...(refused.trim() === '' ? [] : [`${gutter('refused')} ${paint.red(refused)}`.trimEnd()]),
    `${gutter('')} ${clients.map((client, index) => `${FILLS[Math.min(index, FILLS.length - 1)]!} ${client}`).join('  ')}`,
  ].join('\n');
}

function limitText({ limit, reserved }: TimeLine): string {
  return Number.isFinite(limit) ? `, limit ${limit} − reserved ${reserved} = ${limit - reserved}` : '';
}

/** At most as many columns as fit; each shows the end of its time. */
function columnsOf(points: readonly TimePoint[]): readonly TimePoint[] {
  if (points.length <= COLUMNS) return points;
  return Array.from({ length: COLUMNS }, (_, column) => {
    const index = Math.ceil(((column + 1) * points.length) / COLUMNS) - 1;
    return points[index]!;
  });
}

/** The row, from the top, in which a count lies. */
function rowOf(count: number, top: number): number {
  return Math.min(ROWS - 1, Math.max(0, ROWS - Math.ceil((count * ROWS) / top)));
}

/** The client whose connections reach above so many. */
function clientAt({ open }: TimePoint, least: number): number | undefined {
  let sum = 0;
  for (const [client, count] of open.entries()) {
    sum += count;
    if (sum > least) return client;
  }
  return undefined;
}

/** How many came in each column: a digit, `+` for ten and more, or always the same mark. */
function marks(columns: readonly TimePoint[], countOf: (point: TimePoint) => number, mark?: string): string {
  return columns
    .map((point, column) => {
      const more = countOf(point) - (column === 0 ? 0 : countOf(columns[column - 1]!));
      if (more <= 0) return ' ';
      return mark ?? (more < 10 ? String(more) : '+');
    })
    .join('');
}

/** Times below the columns, a third apart where there is room; the last one ends with its column. */
function axis(columns: readonly TimePoint[]): string {
  const last = columns.length - 1;
  const textAt = (column: number): string => `${Math.round(columns[column]!.seconds * 10) / 10} s`;
  const end = textAt(last).padStart(columns.length);
  let line = '';
  for (const column of [0, Math.round(last / 3), Math.round((2 * last) / 3)]) {
    const next = `${line.padEnd(column)}${textAt(column)} `;
    const isFree = line.length <= column && next.length <= columns.length - end.trimStart().length;
    if (isFree) line = next;
  }
  return `${line}${end.slice(line.length)}`;
}

function gutter(text: string): string {
  return text.padStart(GUTTER);
}
