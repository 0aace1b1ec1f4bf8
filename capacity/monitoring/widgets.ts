import { filterText, type Aggregation, type Query } from './query';

/** A tile of a dashboard, as the Monitoring API writes it. */
export interface Tile {
  readonly xPos?: number;
  readonly yPos?: number;
  readonly width: number;
  readonly height: number;
  readonly widget: Widget;
}

/** A widget: a title, and one of the kinds that the dashboard uses. */
export interface Widget {
  readonly title?: string;
  readonly text?: { readonly content: string; readonly format: 'MARKDOWN' };
  readonly xyChart?: XyChart;
}

/** A chart over time. */
export interface XyChart {
  readonly dataSets: readonly {
    readonly timeSeriesQuery: { readonly timeSeriesFilter: TimeSeriesFilter };
    readonly plotType: 'LINE';
    readonly targetAxis: 'Y1';
    readonly legendTemplate?: string;
  }[];
  readonly thresholds: readonly ChartLine[];
  readonly yAxis: { readonly label: string; readonly scale: 'LINEAR' };
  readonly chartOptions: { readonly mode: 'COLOR' };
}

/** What a data set reads. */
export interface TimeSeriesFilter {
  readonly filter: string;
  readonly aggregation: ApiAggregation;
  readonly secondaryAggregation?: ApiAggregation;
}

interface ApiAggregation {
  readonly alignmentPeriod: string;
  readonly perSeriesAligner: string;
  readonly crossSeriesReducer?: string;
  readonly groupByFields?: readonly string[];
}

/** A horizontal line. */
export interface ChartLine {
  readonly label: string;
  readonly value: number;
  readonly targetAxis: 'Y1';
}

/** One curve, or one for each group of its query. */
export interface Curve {
  readonly query: Query;
  readonly legend?: string;
}

/** The widest tile. */
export const COLUMNS = 12;

/** A chart with its lines; a line without a number is left out. */
export function chart(
  title: string,
  unit: string,
  curves: readonly Curve[],
  lines: readonly (readonly [label: string, value: number | undefined])[] = [],
): Widget {
  return {
    title,
    xyChart: {
      dataSets: curves.map(({ query, legend }) => ({
        timeSeriesQuery: { timeSeriesFilter: timeSeriesFilter(query) },
        plotType: 'LINE',
        targetAxis: 'Y1',
        ...(legend !== undefined && { legendTemplate: legend }),
      })),
      thresholds: lines.flatMap(([label, value]) =>
        value === undefined
          ? []
          : [{ label, value: Math.round(value * 1000) / 1000, targetAxis: 'Y1' as const }],
      ),
      yAxis: { label: unit, scale: 'LINEAR' },
      chartOptions: { mode: 'COLOR' },
    },
  };
}

/** A heading over the full width. */
export function heading(title: string, content: string): Widget {
  return { title, text: { content, format: 'MARKDOWN' } };
}

/** Lays rows of widgets out, each row as high as asked; the widgets of a row share its width. */
export function layOut(
  rows: readonly { readonly height: number; readonly widgets: readonly Widget[] }[],
): readonly Tile[] {
  let y = 0;
  return rows
    .filter(({ widgets }) => widgets.length > 0)
    .flatMap(({ height, widgets }) => {
      const width = Math.floor(COLUMNS / widgets.length);
      const tiles = widgets.map((widget, index): Tile => ({
        xPos: index * width,
        yPos: y,
        width,
        height,
        widget,
      }));
      y += height;
      return tiles;
    });
}

/** Splits widgets into rows of at most so many. */
export function inRows(
  height: number,
  perRow: number,
  widgets: readonly Widget[],
): Parameters<typeof layOut>[0] {
  return Array.from({ length: Math.ceil(widgets.length / perRow) }, (_, row) => ({
    height,
    widgets: widgets.slice(row * perRow, (row + 1) * perRow),
  }));
}

function timeSeriesFilter(query: Query): TimeSeriesFilter {
  const [first, second] = query.aggregations;
  return {
    filter: filterText(query),
    aggregation: apiAggregation(first),
    ...(second && { secondaryAggregation: apiAggregation(second) }),
  };
}

function apiAggregation({ periodSeconds, aligner, reducer, groupBy }: Aggregation): ApiAggregation {
  return {
    alignmentPeriod: `${periodSeconds}s`,
    perSeriesAligner: aligner,
    ...(reducer !== undefined && { crossSeriesReducer: reducer }),
    ...(groupBy && { groupByFields: groupBy }),
  };
}
