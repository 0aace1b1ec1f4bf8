import { AXIS_LABEL, svgOf, TEXT_PX } from '../../review/formats/html/charts/svg';
import { sharesOf, shownIn } from './page';
import { DEADLINES, SUSPECTS } from './scenes';
import { AS_IT_WAS, TOGETHER } from './remedies';

const WIDTH = 860;
const HEIGHT = 340;
const CENTERED = { alignMinLabel: undefined, alignMaxLabel: undefined };
const GRID = { left: 54, right: 300, top: 34, bottom: 40 };

/** What the drawing's colours are, by day and by night: a picture does not see the page that shows it. */
const STYLE = `svg{--ink:#16191d;--muted:#565e68;--rule:#c9ced4;--grid:#e6e9ec;--page:#fff;--a:#1a6b34;--b:#2c5fb0;--c:#8f5c06;--d:#b3261e;font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
@media (prefers-color-scheme:dark){svg{--ink:#e7eaee;--muted:#a3abb5;--rule:#3d444d;--grid:#272c33;--page:#14171b;--a:#74d392;--b:#7fa9f2;--c:#dba84e;--d:#ff8a80}}`;

interface Line {
  readonly table: string;
  readonly row: string;
  readonly label: string;
  readonly color: string;
  readonly dash: 'solid' | number[];
}

const LINES: readonly Line[] = [
  { table: 'together', row: TOGETHER[0]!.name, label: 'all five remedies', color: 'var(--a)', dash: 'solid' },
  {
    table: 'suspects',
    row: SUSPECTS.declared.name,
    label: 'only a connector that has to scale first',
    color: 'var(--b)',
    dash: [8, 3],
  },
  {
    table: 'suspects',
    row: SUSPECTS.eager.name,
    label: 'only pools that open eagerly',
    color: 'var(--c)',
    dash: [3, 3],
  },
  {
    table: 'remedies',
    row: AS_IT_WAS.name,
    label: 'as it was; only one live fleet',
    color: 'var(--d)',
    dash: 'solid',
  },
];

/** Share of the backends that start over the deadline, from the page's own tables, as an SVG file. */
export function chartOf(page: string): string {
  const lines = LINES.map((line) => {
    const row = shownIn(page, line.table).find(([name]) => name === line.row);
    if (!row) throw new RangeError(`the table ${line.table} has no row ${line.row}`);
    return { ...line, shares: sharesOf(row) };
  });
  const y = (percent: number): number => GRID.top + (1 - percent / 100) * (HEIGHT - GRID.top - GRID.bottom);
  const text = (words: string, x: number, at: number, fill = 'var(--muted)'): object => ({
    type: 'text',
    silent: true,
    x,
    y: at,
    style: { text: words, fill, fontSize: TEXT_PX, verticalAlign: 'middle' },
  });
  // A label stands beside the end of its line; lines that end together have theirs one below the other.
  let free = 0;
  const labels = lines.map(({ color, label, shares }) => {
    const at = Math.max(y(shares.at(-1)!), free);
    free = at + TEXT_PX + 5;
    return text(label, WIDTH - GRID.right + 10, at, color);
  });
  const svg = svgOf('incident', {
    width: WIDTH,
    height: HEIGHT,
    option: {
      grid: { ...GRID, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value',
        min: 0,
        max: 80,
        axisLine: { lineStyle: { color: 'var(--rule)' } },
        axisTick: { lineStyle: { color: 'var(--rule)' }, customValues: [...DEADLINES] },
        splitLine: { show: false },
        axisLabel: {
          ...AXIS_LABEL,
          customValues: [...DEADLINES],
          formatter: (value: number) => `${value} s`,
        },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: 100,
        interval: 25,
        splitLine: { lineStyle: { color: 'var(--grid)' } },
        axisLabel: {
          ...AXIS_LABEL,
          ...CENTERED,
          formatter: (value: number) => `${value} %`,
        },
      },
      series: lines.map(({ color, dash, shares }) => ({
        type: 'line' as const,
        silent: true,
        symbol: 'circle',
        symbolSize: 7,
        itemStyle: { color },
        lineStyle: { color, width: 2, type: dash },
        data: shares.map((share, index) => [DEADLINES[index]!, share]),
      })),
      graphic: [
        text('backends that start the first time', 8, 12),
        text('database deadline', GRID.left, HEIGHT - 10),
        ...labels,
      ] as never,
    },
  });
  return standalone(
    svg.text,
    lines.map(({ label, shares }) => `${label}: ${shares.join(', ')} %`).join('; '),
  );
}

/** A drawing as a file of its own: with its colours, its size, and in words. */
function standalone(svg: string, words: string): string {
  const inner = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">
<title>Share of the backends that start, at database deadlines of ${DEADLINES.join(', ')} s</title>
<desc>${words}</desc>
<style>${STYLE}</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="var(--page)"/>
${inner}
</svg>
`;
}
