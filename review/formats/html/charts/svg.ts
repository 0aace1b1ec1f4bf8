import type * as ECharts from 'echarts';
import { Markup } from '../markup';
import { PAINT } from './palette';

/** The text size of charts, pixels of a drawing that is shown in its own size. */
export const TEXT_PX = 12;

/** Words of a chart; `y` is the middle of their height. */
export function wordsAt(
  text: string,
  x: number,
  y: number,
  style: {
    readonly fill: string;
    readonly align?: 'left' | 'center' | 'right';
    readonly fontWeight?: number;
    readonly backgroundColor?: string;
  },
): ECharts.GraphicComponentOption {
  const font = { fontSize: TEXT_PX, fontFamily: 'inherit', verticalAlign: 'middle' as const };
  return { type: 'text', silent: true, z: 5, x, y, style: { text, ...font, ...style } };
}

/** An axis of numbers from 0 that is only a grid and its labels. */
export function gridAxis(
  max: number,
  ticks: readonly number[],
  label: object = {},
): ECharts.XAXisComponentOption & ECharts.YAXisComponentOption {
  return {
    type: 'value',
    min: 0,
    max,
    axisLine: { show: false },
    axisTick: { show: false, customValues: [...ticks] },
    splitLine: { lineStyle: { color: PAINT.grid } },
    axisLabel: { ...AXIS_LABEL, customValues: [...ticks], ...label },
  };
}

/** Numbers of an axis: the first and the last stay inside the drawing. */
export const AXIS_LABEL = {
  color: 'var(--muted)',
  fontSize: TEXT_PX,
  alignMinLabel: 'left',
  alignMaxLabel: 'right',
  hideOverlap: true,
  formatter: String as (value: number) => string,
} as const;

/** What makes drawings still: nothing moves, nothing answers to a pointer. */
const STILL = { animation: false, textStyle: { fontFamily: 'inherit', fontSize: TEXT_PX } } as const;

/** A chart before it is drawn. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly option: ECharts.EChartsOption;
}

/**
 * Draws a chart to SVG. The same drawing gives the same text, however many were drawn before it.
 *
 * @param id - unique in the page; what the drawing refers to within itself begins with it
 */
export function svgOf(id: string, { width, height, option }: Drawing): Markup {
  // Loaded only where something is drawn: it takes a tenth of a second.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` would make every format asynchronous
  const echarts = require('echarts') as typeof ECharts;
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...STILL, ...option });
    return new Markup(cleaned(id, chart.renderToSVGString()));
  } finally {
    chart.dispose();
  }
}

/** The library's SVG without what only its own script uses, with identifiers that do not count drawings. */
function cleaned(id: string, svg: string): string {
  // In text, `<`, `>` and `"` are always entities: whatever looks like markup here was written by the library.
  const [, width, height] = /^<svg width="(\d+)" height="(\d+)"/.exec(svg)!;
  const body = svg
    .slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'))
    .replace(/<style ?>[\s\S]*?<\/style>/g, '');
  const ids = new Map(
    [...body.matchAll(/ id="([^"]+)"/g)].map(([, old], index) => [old!, `${id}-${index + 1}`]),
  );
  const own = body.replace(/<[^<>]+>/g, (tag) =>
    tag
      .replace(/ (?:class|pointer-events|ecmeta_[a-z_]+|xml:space)="[^"]*"/g, '')
      .replace(/ id="([^"]+)"/, (whole, old: string) => (ids.has(old) ? ` id="${ids.get(old)!}"` : whole))
      .replace(/url\(#([^)"]+)\)/g, (whole, old: string) =>
        ids.has(old) ? `url(#${ids.get(old)!})` : whole,
      ),
  );
  return `<svg viewBox="0 0 ${width!} ${height!}" aria-hidden="true">${own.trim()}</svg>`;
}
