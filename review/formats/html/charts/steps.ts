import type { GraphicComponentOption, SeriesOption } from 'echarts';
import { WIDTHS, type Width } from './figure';
import { fillOf, PAINT, type Key } from './palette';
import { clock, clockTicks, ticks } from './scale';
import { AXIS_LABEL, gridAxis, TEXT_PX, wordsAt, type Drawing } from './svg';

/** What is there from a moment on. */
export interface Step {
  /** Seconds; the steps are in order. */
  readonly at: number;
  /** Of each key, in the order of the keys. */
  readonly parts: readonly number[];
}

/** A level that areas are compared with. */
export interface Level {
  readonly at: number;
  /** Short: it stands beside the plot. */
  readonly text: string;
  /** Solid for what must not be exceeded, dashed for what cannot be. */
  readonly line: 'solid' | 'dashed';
}

/** Areas that are stacked over time. */
export interface Steps {
  readonly keys: readonly Key[];
  readonly steps: readonly Step[];
  /** Where the time line ends, seconds. */
  readonly end: number;
  readonly levels: readonly Level[];
  /** Instants that are explained beside the chart, with the numbers they have there. */
  readonly events?: readonly { readonly at: number; readonly mark: string }[];
  /** What the vertical axis counts. */
  readonly unit: string;
}

const TOP = 40;
const BOTTOM = 24;
const LEFT = 40;
const MARK_PX = 9;
const HEIGHTS: Readonly<Record<Width, number>> = { wide: 264, narrow: 236 };
/** About the width of a character: there is no font to measure here. */
const CHARACTER_PX = 7.2;

/** Draws stacked areas that change in steps: a fleet that starts, one that drains. */
export function stepAreas(chart: Steps, width: Width): Drawing {
  const { end, keys, levels, steps, unit } = chart;
  const height = HEIGHTS[width];
  const right = 10 + Math.ceil(Math.max(0, ...levels.map((level) => level.text.length)) * CHARACTER_PX);
  const top = Math.max(
    1,
    ...steps.map(({ parts }) => parts.reduce((sum, part) => sum + part, 0)),
    ...levels.map(({ at }) => at),
  );
  const max = top * 1.04;
  const times = clockTicks(end, width === 'wide' ? 10 : 4);
  const amounts = ticks(max, 5);
  return {
    width: WIDTHS[width],
    height,
    option: {
      grid: { left: LEFT, right, top: TOP, bottom: BOTTOM, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value',
        min: 0,
        max: end,
        axisLine: { lineStyle: { color: PAINT.rule } },
        axisTick: { lineStyle: { color: PAINT.rule }, customValues: [...times] },
        splitLine: { show: false },
        axisLabel: { ...AXIS_LABEL, customValues: [...times], formatter: clock },
      },
      yAxis: gridAxis(max, amounts, { alignMinLabel: undefined, alignMaxLabel: undefined }),
      series: [...areas(keys, steps, end), frame(chart)],
      graphic: [
        wordsAt(unit, 0, 8, { fill: PAINT.muted, align: 'left' }),
        ...levelTexts(
          levels,
          WIDTHS[width] - right + 6,
          (value) => TOP + (1 - value / max) * (height - TOP - BOTTOM),
        ),
        ...eventMarks(chart, (at) => LEFT + (at / end) * (WIDTHS[width] - LEFT - right)),
      ],
    },
  };
}

function areas(keys: readonly Key[], steps: readonly Step[], end: number): readonly SeriesOption[] {
  const last = steps.at(-1);
  const all = last && last.at < end ? [...steps, { ...last, at: end }] : steps;
  return keys.map((key, index): SeriesOption => {
    const fill = fillOf(key);
    return {
      type: 'line',
      step: 'end',
      stack: 'all',
      symbol: 'none',
      silent: true,
      z: 2,
      itemStyle: fill,
      lineStyle: { width: 1.5, color: key.hue },
      // Its edge is in full colour; a large area of it would shout.
      areaStyle: { ...fill, opacity: key.tone === 'solid' ? 0.4 : 1 },
      data: all.map(({ at, parts }) => [at, parts[index]!]),
    };
  });
}

/** Lines that belong to no area. */
function frame({ levels, events = [] }: Steps): SeriesOption {
  return {
    type: 'line',
    data: [],
    lineStyle: { color: PAINT.ink },
    markLine: {
      silent: true,
      symbol: 'none',
      z: 4,
      label: { show: false },
      data: [
        ...levels.map(({ at, line }) => ({
          yAxis: at,
          lineStyle: {
            color: PAINT.ink,
            ...(line === 'solid' ? { type: 'solid' as const, width: 1.5 } : { type: [4, 3], width: 1 }),
          },
        })),
        ...events.map(({ at }) => ({ xAxis: at, lineStyle: { color: PAINT.muted, type: [1, 3], width: 1 } })),
      ],
    },
  };
}

type Graphic = GraphicComponentOption;

/** Words at the right of each level, the higher above the lower where they would meet. */
function levelTexts(
  levels: readonly Level[],
  x: number,
  pixel: (value: number) => number,
): readonly Graphic[] {
  const highestFirst = [...levels].sort((a, b) => b.at - a.at);
  let free = 0;
  return highestFirst.map(({ at, text: words }) => {
    const y = Math.max(pixel(at), free);
    free = y + TEXT_PX + 3;
    return wordsAt(words, x, y, { fill: PAINT.muted, align: 'left' });
  });
}

/** The numbers of events above the plot; those that would cover each other move to the right. */
function eventMarks({ events = [] }: Steps, pixel: (at: number) => number): readonly Graphic[] {
  let free = 0;
  return events.flatMap(({ at, mark }): Graphic[] => {
    const x = Math.max(pixel(at), free);
    free = x + 2 * MARK_PX + 2;
    return [
      {
        type: 'circle',
        silent: true,
        z: 5,
        shape: { cx: x, cy: TOP - 10, r: MARK_PX - 1 },
        style: { fill: PAINT.ink },
      },
      {
        ...wordsAt(mark, x, TOP - 10, { fill: PAINT.page, align: 'center', fontWeight: 600 }),
        z: 6,
      },
    ];
  });
}
