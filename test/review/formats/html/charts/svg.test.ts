import { WIDTHS, type Width } from '../../../../../review/formats/html/charts/figure';
import { HUES, PAINT, type Key } from '../../../../../review/formats/html/charts/palette';
import { spanRows } from '../../../../../review/formats/html/charts/spans';
import { stackedBars } from '../../../../../review/formats/html/charts/stacked-bars';
import { stepAreas } from '../../../../../review/formats/html/charts/steps';
import { svgOf, type Drawing } from '../../../../../review/formats/html/charts/svg';

const HOSTILE = `<script>alert("1")</script> & 'x' id="y" url(#z)`;

const KEYS: readonly Key[] = [
  { name: 'api', letter: 'A', hue: HUES[0]!, tone: 'solid' },
  { name: 'api', letter: 'A', hue: HUES[0]!, tone: 'hatched' },
];

const DRAWINGS: Readonly<Record<string, (width: Width) => Drawing>> = {
  bars: (width) =>
    stackedBars(
      {
        keys: KEYS,
        bars: [
          { name: HOSTILE, parts: [24, 72], before: 40, sum: '40 → 96', result: '6 OVER', tone: 'over' },
        ],
        usable: { at: 90, text: 'usable 90' },
        limit: { at: 100, text: 'limit 100' },
        bands: [{ from: 90, to: 100, paint: PAINT.reserved }],
      },
      width,
    ),
  steps: (width) =>
    stepAreas(
      {
        keys: KEYS,
        steps: [
          { at: 0, parts: [4, 24] },
          { at: 60, parts: [24, 0] },
        ],
        end: 120,
        levels: [{ at: 90, text: HOSTILE, line: 'solid' }],
        events: [{ at: 60, mark: '1' }],
        unit: 'connections',
      },
      width,
    ),
  spans: (width) =>
    spanRows(
      KEYS,
      [
        {
          name: HOSTILE,
          parts: [1, 10],
          bounds: [{ at: 30, paint: PAINT.window }],
          ticks: [5],
          result: 'needs 11 s of 30 s',
          details: '',
          isOver: false,
        },
      ],
      width,
    ),
};

describe.each(Object.entries(DRAWINGS))('%s', (_, draw) => {
  test.each(['wide', 'narrow'] as const)('the same drawing is the same text: %s', (width) => {
    const first = svgOf('id', draw(width)).text;
    svgOf('other', draw('wide'));
    expect(svgOf('id', draw(width)).text).toBe(first);
    expect(first).toMatch(new RegExp(`^<svg viewBox="0 0 ${WIDTHS[width]} \\d+" aria-hidden="true">`));
  });

  test('nothing of the library is left: no style, no classes, no data', () => {
    expect(svgOf('id', draw('wide')).text).not.toMatch(/<style|class=|ecmeta|zr\d|CDATA|xmlns|xlink/);
  });

  test('names stay text', () => {
    const svg = svgOf('id', draw('wide')).text;
    const tags = [...svg.matchAll(/<(\/?[a-zA-Z]+)/g)].map(([, name]) => name!.replace('/', ''));
    expect([...new Set(tags)].filter((name) => !ALLOWED.includes(name))).toEqual([]);
    expect(svg).toContain('&lt;script&gt;');
  });

  test('colours are variables of the page, so that it can be dark', () => {
    // What only cuts others off has a colour that nobody sees.
    const svg = svgOf('id', draw('wide')).text.replace(/<clipPath[\s\S]*?<\/clipPath>/g, '');
    const colors = [...svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map(([, color]) => color!);
    expect(colors.length).toBeGreaterThan(10);
    expect(colors.filter((color) => !COLOR.test(color))).toEqual([]);
  });
});

const COLOR = /^(?:var\(--[a-z0-9-]+\)|none|transparent|url\(#id-\d+\))$/;
const ALLOWED = [
  'svg',
  'g',
  'path',
  'rect',
  'text',
  'circle',
  'polygon',
  'polyline',
  'defs',
  'pattern',
  'clipPath',
];

test('references lead to what the drawing itself defines', () => {
  const svg = svgOf('here', DRAWINGS['bars']!('wide')).text.replace(/>[^<]*</g, '><');
  const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
  const defined = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(used.length).toBeGreaterThan(0);
  expect(defined).toEqual(expect.arrayContaining(used));
  expect(defined.every((id) => /^here-\d+$/.test(id!))).toBe(true);
});

test('a bar without parts draws nothing, and a limit alone sets the scale', () => {
  const bars = [{ name: 'steady', parts: [0, 0], sum: '0', result: '90 left', tone: 'calm' as const }];
  const { text } = svgOf(
    'id',
    stackedBars({ keys: KEYS, bars, bands: [], limit: { at: 100, text: 'limit 100' } }, 'wide'),
  );
  expect(text).toContain('>limit 100</text>');
  expect(text).not.toContain('var(--hue-1)');
});
