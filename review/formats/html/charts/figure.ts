import { markup, type Markup } from '../markup';
import { svgOf, type Drawing } from './svg';
import type { Key } from './palette';

/** Widths that charts are drawn in: text stays legible where each is shown. */
export const WIDTHS = { wide: 940, narrow: 344 } as const;

/** Which of the two. */
export type Width = keyof typeof WIDTHS;

/** A chart with its words. */
export interface Figure {
  /** Unique in the page. */
  readonly id: string;
  /** What is drawn, in a few words. */
  readonly title: string;
  /** What it says, as a sentence with its numbers. */
  readonly description: string;
  /** Draws it for a width. */
  readonly draw: (width: Width) => Drawing;
  /** What its colours stand for. */
  readonly keys?: readonly Key[];
  /** What else is marked in it. */
  readonly marks?: readonly { readonly name: string; readonly mark: string }[];
  /** Caption below it. */
  readonly caption?: Markup;
  /** Its numbers as a table; a chart without them says nothing to who does not see it. */
  readonly table: Markup;
  /** What opens the table. */
  readonly tableTitle: string;
}

/** A figure: the chart twice, for a screen and for a phone, its legend, and its numbers as a table. */
export function figureOf(figure: Figure): Markup {
  const { id, title, description, draw, keys = [], marks = [], caption, table, tableTitle } = figure;
  const variant = (width: Width): Markup =>
    markup`<div class="${width}">${svgOf(`${id}-${width}`, draw(width))}</div>`;
  return markup`<figure id="${id}">
<div class="chart" role="img" aria-label="${title}. ${description}">${variant('wide')}${variant('narrow')}</div>
<figcaption>${keys.length + marks.length > 0 && legend(keys, marks)}${caption}
<details><summary>${tableTitle}</summary><div class="scroll">${table}</div></details></figcaption>
</figure>
`;
}

function legend(keys: readonly Key[], marks: NonNullable<Figure['marks']>): Markup {
  return markup`<ul class="legend">${keys.map(
    ({ name, letter, hue, tone }) =>
      markup`<li><i class="key ${tone}" style="--hue:${hue}">${tone === 'solid' && letter}</i> ${name}</li>`,
  )}${marks.map(({ name, mark }) => markup`<li><i class="key ${mark}"></i> ${name}</li>`)}</ul>`;
}
