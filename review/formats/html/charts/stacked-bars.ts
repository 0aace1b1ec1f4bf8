import type { GraphicComponentOption, SeriesOption } from 'echarts';
import { WIDTHS, type Width } from './figure';
import { fillOf, PAINT, type Key } from './palette';
import { ticks } from './scale';
import { gridAxis, wordsAt, type Drawing } from './svg';

/** A bar with its words. */
export interface Bar {
  readonly name: string;
  /** Length of each key's part, in the order of the keys. */
  readonly parts: readonly number[];
  /** The whole as it was before, for a thin bar below. */
  readonly before?: number;
  /** What stands beside it, such as `24 → 104`. */
  readonly sum: string;
  /** The result in words, such as `14 OVER`. */
  readonly result: string;
  /** What its result is painted as: nothing to look at, over, or not known. */
  readonly tone: 'calm' | 'over' | 'warn';
}

/** Bars of parts against limits. */
export interface StackedBars {
  readonly keys: readonly Key[];
  readonly bars: readonly Bar[];
  /** Where the bars should end, with its words. */
  readonly usable?: { readonly at: number; readonly text: string };
  /** What is behind it, from left to right. */
  readonly bands: readonly { readonly from: number; readonly to: number; readonly paint: string }[];
  /** Where everything ends. */
  readonly limit?: { readonly at: number; readonly text: string };
}

interface Layout {
  readonly left: number;
  readonly row: number;
  /** Pixels by which the bars are lower than the middle of their row. */
  readonly drop: number;
}

const LAYOUTS: Readonly<Record<Width, Layout>> = {
  wide: { left: 104, row: 32, drop: 0 },
  narrow: { left: 1, row: 52, drop: 9 },
};
const TONES: Readonly<Record<Bar['tone'], string>> = {
  calm: PAINT.muted,
  over: PAINT.over,
  warn: PAINT.warn,
};
const HEAD = 34;
const FOOT = 22;
const BAR = 16;
/** About the width of a bold character: there is no font to measure here. */
const CHARACTER_PX = 7.4;
const GAP = 14;
/** Parts that are too short for their letter do without. */
const LETTER_PX = 14;

/** Draws horizontal bars, one a row, with the limits as lines through all of them. */
export function stackedBars(chart: StackedBars, width: Width): Drawing {
  const layout = LAYOUTS[width];
  const { left, row } = layout;
  const { bars, keys, bands, limit, usable } = chart;
  const longest = (of: 'sum' | 'result'): number =>
    Math.ceil(Math.max(...bars.map((bar) => bar[of].length)) * CHARACTER_PX);
  const sumsEnd = WIDTHS[width] - longest('result') - GAP;
  const right = width === 'wide' ? WIDTHS[width] - sumsEnd + longest('sum') + GAP : 6;
  const ends = bars.flatMap(({ parts, before = 0 }) => [parts.reduce((sum, part) => sum + part, 0), before]);
  const max = Math.max(limit?.at ?? 0, ...ends, 1) * 1.02;
  const plot = WIDTHS[width] - left - right;
  const pixel = (value: number): number => (value / max) * plot;
  const height = HEAD + row * bars.length + layout.drop + FOOT;
  const hasBefore = bars.some(({ before }) => before !== undefined);
  const lines = [
    ...(usable
      ? [{ xAxis: usable.at, lineStyle: { color: PAINT.ink, type: 'solid' as const, width: 1.5 } }]
      : []),
    ...(limit ? [{ xAxis: limit.at, lineStyle: { color: PAINT.ink, type: [4, 3], width: 1 } }] : []),
  ];
  const series = keys.map((key, index): SeriesOption => ({
    type: 'bar',
    stack: 'now',
    barWidth: BAR,
    barGap: '12%',
    z: 3,
    itemStyle: fillOf(key),
    data: bars.map(({ parts }) => {
      const part = parts[index]!;
      const show = key.tone === 'solid' && pixel(part) >= LETTER_PX;
      return {
        value: part === 0 ? '-' : part,
        label: { show, formatter: () => key.letter, color: PAINT.onHue },
      };
    }),
  }));
  const before: SeriesOption = {
    type: 'bar',
    stack: 'before',
    barWidth: 5,
    z: 3,
    itemStyle: { color: PAINT.before },
    data: bars.map(({ before: was }) => was ?? '-'),
  };
  const frame: SeriesOption = {
    type: 'line',
    data: [],
    lineStyle: { color: PAINT.ink },
    markLine: { silent: true, symbol: 'none', z: 4, label: { show: false }, data: lines },
  };
  const categories = {
    type: 'category' as const,
    inverse: true,
    show: false,
    data: bars.map((_, index) => String(index)),
  };
  const tickValues = ticks(max, width === 'wide' ? 10 : 5);
  return {
    width: WIDTHS[width],
    height,
    option: {
      grid: { left, right, top: HEAD + layout.drop, bottom: FOOT, outerBoundsMode: 'none' },
      xAxis: gridAxis(max, tickValues),
      // Two, so that the bands do not take room from the bars.
      yAxis: [categories, categories],
      series: [...bandSeries(bands, bars.length, width), ...series, ...(hasBefore ? [before] : []), frame],
      graphic: [
        ...headings(chart, layout, pixel),
        ...bars.flatMap((bar, index) =>
          rowTexts(bar, HEAD + row * index + (width === 'wide' ? row / 2 : 12), sumsEnd, WIDTHS[width]),
        ),
      ],
    },
  };
}

type Text = GraphicComponentOption;

/** What lies behind the bars: through all rows, or where words stand between the rows, behind each bar. */
function bandSeries(bands: StackedBars['bands'], rows: number, width: Width): readonly SeriesOption[] {
  const first = bands[0]?.from ?? 0;
  const parts = [{ from: 0, to: first, paint: 'transparent' }, ...bands].filter(({ from, to }) => to > from);
  return parts.map(({ from, to, paint }): SeriesOption => ({
    type: 'bar',
    stack: 'bands',
    yAxisIndex: 1,
    barWidth: width === 'wide' ? '100%' : BAR + 12,
    z: 1,
    silent: true,
    itemStyle: { color: paint },
    data: Array.from({ length: rows }, () => to - from),
  }));
}

function headings(
  { limit, usable }: StackedBars,
  { left }: Layout,
  pixel: (value: number) => number,
): readonly Text[] {
  const heading = (line: { readonly at: number; readonly text: string }, y: number): Text => {
    const x = left + pixel(line.at);
    // What does not fit to the left of its line stands at its right.
    const fits = x > line.text.length * CHARACTER_PX;
    return textAt(line.text, fits ? x + 1 : x - 1, y, { align: fits ? 'right' : 'left', color: PAINT.muted });
  };
  return [...(limit ? [heading(limit, 7)] : []), ...(usable ? [heading(usable, 23)] : [])];
}

function rowTexts(
  { name, sum, result, tone }: Bar,
  y: number,
  sumsEnd: number,
  end: number,
): readonly Text[] {
  return [
    textAt(name, 0, y, { align: 'left', color: PAINT.ink }),
    textAt(sum, sumsEnd, y, { align: 'right', color: PAINT.ink, weight: 600 }),
    textAt(result, end, y, { align: 'right', color: TONES[tone], weight: tone === 'calm' ? 400 : 600 }),
  ];
}

function textAt(
  text: string,
  x: number,
  y: number,
  {
    align,
    color,
    weight = 400,
  }: { readonly align: 'left' | 'right'; readonly color: string; readonly weight?: number },
): Text {
  return wordsAt(text, x, y, { fill: color, align, fontWeight: weight, backgroundColor: PAINT.page });
}
