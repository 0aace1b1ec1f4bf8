import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What is measured in a page, by the function of `measures.js` that measures it. */
export interface Measures {
  readonly layout: {
    readonly scrollWidth: number;
    readonly innerWidth: number;
    /** Elements that stand out at the right. */
    readonly wide: readonly string[];
    /** Whether the first table needs a scroll bar. */
    readonly isSummaryCut: boolean;
    /** Links of the navigation that are short, and cut all the same. */
    readonly cutLinks: readonly string[];
    /** Sentences in a table that nobody reads without scrolling sideways. */
    readonly cutTexts: readonly string[];
  };
  readonly drawnText: {
    /** Pixels of the screen. */
    readonly smallest: number;
    /** Texts that leave their drawing. */
    readonly cut: readonly string[];
    /** Pairs of texts that meet. */
    readonly covered: readonly string[];
  };
  readonly contrasts: {
    /** How many were measured: texts of HTML, texts of drawings, shapes of drawings. */
    readonly texts: number;
    readonly drawnTexts: number;
    readonly shapes: number;
    /** What is below WCAG AA, a line each. */
    readonly failures: readonly string[];
  };
  readonly figureRows: readonly number[];
  /** Scripts, images and other elements that load or run something. */
  readonly active: number;
  readonly unfold: undefined;
}

const source = readFileSync(join(__dirname, 'measures.js'), 'utf8');

/** Runs one of the measurements in a page. */
export function measure<K extends keyof Measures>(page: Page, what: K): Promise<Measures[K]> {
  // In a function, so that nothing of it is left in the page for the next time.
  return page.evaluate<Measures[K]>(`(() => {${source}\nreturn ${what}();})()`);
}
