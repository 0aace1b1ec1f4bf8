import type { GraphicComponentOption, SeriesOption } from 'echarts';
import { WIDTHS, type Width } from './figure';
import { fillOf, PAINT, type Key } from './palette';
import { clockTicks } from './scale';
import { gridAxis, wordsAt, type Drawing } from './svg';

/** What follows each other, against how long it may take. */
export interface Span {
  readonly name: string;
  /** Seconds of each key, in the order of the keys. */
  readonly parts: readonly number[];
  /** Ends of what it may take, seconds, the longest first: each is a band behind the parts. */
  readonly bounds: readonly { readonly at: number; readonly paint: string }[];
  /** Instants of their own, seconds, drawn as a tick. */
  readonly ticks: readonly number[];
  /** The result in words. */
  readonly result: string;
  /** More of it, where there is room. */
  readonly details: string;
  readonly isOver: boolean;
}

const ROW = 44;
const BAND = 20;
const PART = 10;
const TOP = 4;
const FOOT = 22;
const LEFT = 1;
const RIGHT = 1;
/** About the width of a character, to cut names that have no room beside their result. */
const CHARACTER_PX = 7;

/** Draws one row a span: its parts in a line, inside the bands of what it may take. */
export function spanRows(keys: readonly Key[], spans: readonly Span[], width: Width): Drawing {
  const ends = spans.flatMap(({ parts, bounds }) => [
    parts.reduce((sum, part) => sum + part, 0),
    ...bounds.map(({ at }) => at),
  ]);
  const max = Math.max(1, ...ends) * 1.01;
  const times = clockTicks(max, width === 'wide' ? 12 : 5);
  const category = {
    type: 'category' as const,
    inverse: true,
    show: false,
    data: spans.map((_, index) => String(index)),
  };
  const most = Math.max(0, ...spans.map(({ bounds }) => bounds.length));
  const axes = 1 + most;
  return {
    width: WIDTHS[width],
    height: TOP + ROW * spans.length + FOOT,
    option: {
      // Words stand in the upper part of each row, the bars in the lower.
      grid: { left: LEFT, right: RIGHT, top: TOP + 9, bottom: FOOT - 9, outerBoundsMode: 'none' },
      xAxis: gridAxis(max, times, { formatter: (at: number) => `${at} s`, margin: 2 }),
      yAxis: Array.from({ length: axes }, () => category),
      series: [
        ...Array.from({ length: most }, (_, index) => band(spans, index)),
        ...keys.map((key, index) => part(key, spans, index)),
        tickMarks(spans),
      ],
      graphic: spans.flatMap((span, index) => words(span, TOP + ROW * index + 9, width)),
    },
  };
}

function band(spans: readonly Span[], index: number): SeriesOption {
  return {
    type: 'bar',
    yAxisIndex: index + 1,
    barWidth: BAND,
    z: 1,
    silent: true,
    data: spans.map(({ bounds }) => ({
      value: bounds[index]?.at ?? '-',
      itemStyle: { color: bounds[index]?.paint ?? 'none', borderColor: PAINT.muted, borderWidth: 1 },
    })),
  };
}

function part(key: Key, spans: readonly Span[], index: number): SeriesOption {
  return {
    type: 'bar',
    stack: 'parts',
    barWidth: PART,
    z: 3,
    silent: true,
    itemStyle: fillOf(key),
    data: spans.map(({ parts }) => parts[index] || '-'),
  };
}

function tickMarks(spans: readonly Span[]): SeriesOption {
  return {
    type: 'scatter',
    symbol: 'rect',
    symbolSize: [2, BAND],
    z: 4,
    silent: true,
    itemStyle: { color: PAINT.ink },
    data: spans.flatMap(({ ticks }, index) => ticks.map((at) => [at, index])),
  };
}

function words(
  { name, result, details, isOver }: Span,
  y: number,
  width: Width,
): readonly GraphicComponentOption[] {
  const end = WIDTHS[width];
  const full = width === 'wide' ? `${result} · ${details}` : result;
  const room = Math.floor(end / CHARACTER_PX) - full.length - 2;
  const short = name.length > room ? `${name.slice(0, Math.max(1, room - 1))}…` : name;
  const backgroundColor = PAINT.page;
  return [
    wordsAt(short, 0, y, { fill: PAINT.ink, fontWeight: 600, backgroundColor }),
    wordsAt(full, end, y, {
      fill: isOver ? PAINT.over : PAINT.muted,
      fontWeight: isOver ? 600 : 400,
      align: 'right',
      backgroundColor,
    }),
  ];
}
