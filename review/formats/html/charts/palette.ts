/**
 * Colours of charts as CSS variables, so that one drawing serves light and dark; `style.ts` gives them their values.
 * All of them differ from the page by 3:1 at least, and text in `ink`, `muted`, `over` and `warn` by 4.5:1.
 */
export const PAINT = {
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  page: 'var(--page)',
  rule: 'var(--rule)',
  grid: 'var(--grid)',
  over: 'var(--over)',
  warn: 'var(--warn)',
  before: 'var(--before)',
  onHue: 'var(--on-hue)',
  kept: 'var(--kept)',
  reserved: 'var(--reserved)',
  window: 'var(--window)',
  deadline: 'var(--deadline)',
} as const;

/** Hues of clients, in the order of the legend; the last is for the rest of them. */
export const HUES = [1, 2, 3, 4, 5, 6, 7].map((number) => `var(--hue-${number})`);

/** How an area is filled: `solid` for what is always there, `hatched` for what comes on top of it. */
export type Tone = 'solid' | 'hatched';

/** One colour of a chart, with what tells it apart without colour. */
export interface Key {
  /** What it stands for. */
  readonly name: string;
  /** Letter that is drawn in it and stands beside its name. */
  readonly letter: string;
  readonly hue: string;
  readonly tone: Tone;
}

/** The fill of an area of a chart. */
export function fillOf({ hue, tone }: Pick<Key, 'hue' | 'tone'>): object {
  if (tone === 'solid') return { color: hue, borderColor: PAINT.page, borderWidth: 1 };
  const decal = {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, 3],
    rotation: -Math.PI / 4,
    color: hue,
  };
  return { color: PAINT.page, borderColor: hue, borderWidth: 1, decal };
}
