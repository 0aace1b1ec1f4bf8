import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { declaration as own } from '../../../../environments';
import { readDeclaration } from '../../../../cli/read-declaration';
import { htmlPage } from '../../../../review/formats/html';
import { chromiumPath, startChromium, type Browser } from '../../../support/chromium';
import { hostileReview, largeReview } from '../../../support/html-page';
import { measure } from '../../../support/in-page/page';
import { reviewed } from '../../../support/review';
import { REVIEWED, reviewAgainstProduction } from '../../../support/reviews';

const executable = chromiumPath();
if (executable === undefined)
  console.log(
    'skipped: the page in a real browser, because there is no /usr/bin/chromium and CHROMIUM names none',
  );

const incident = readDeclaration(join(__dirname, '../../../fixtures/incident-1278.json'));

const PAGES: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    Object.entries(REVIEWED).map(([name, declaration]) => [
      name,
      () => htmlPage(reviewAgainstProduction(declaration)),
    ]),
  ),
  incident: () => htmlPage(reviewed(incident)),
  environments: () => htmlPage(reviewed(own)),
  hostile: () => htmlPage(hostileReview()),
  large: () => htmlPage(largeReview(12)),
};

const VIEWS = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
] as const;

let folder: string;
let browser: Browser | undefined;

(executable === undefined ? describe.skip : describe)('in Chromium', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'capacity-page-'));
    browser = await startChromium(executable!);
  }, 30_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  describe.each(Object.entries(PAGES))('%s', (name, page) => {
    let opened: Opened;

    beforeAll(async () => {
      opened = await open(name, page());
    }, 30_000);

    afterAll(async () => {
      await opened.page.close();
    });

    test('it requests nothing but itself, runs nothing, and the browser has nothing to say', async () => {
      expect(await measure(opened.page, 'active')).toBe(0);
      expect(opened.requests).toEqual([pathToFileURL(opened.file).href]);
      expect(opened.messages).toEqual([]);
    });

    test.each(VIEWS)(
      'at $width px in $colorScheme: nothing overflows, everything can be read',
      async (view) => {
        const { page: shown } = opened;
        await shown.setViewportSize({ width: view.width, height: 900 });
        await shown.emulateMedia({ colorScheme: view.colorScheme });
        const { cutLinks, cutTexts, isSummaryCut, scrollWidth, innerWidth, wide } = await measure(
          shown,
          'layout',
        );
        expect(innerWidth).toBe(view.width);
        expect(scrollWidth).toBeLessThanOrEqual(innerWidth);
        expect(wide).toEqual([]);
        expect(cutLinks).toEqual([]);
        expect(cutTexts).toEqual([]);
        expect(isSummaryCut).toBe(false);

        const { failures, texts, drawnTexts, shapes } = await measure(shown, 'contrasts');
        expect(failures).toEqual([]);
        expect(texts).toBeGreaterThan(50);
        expect(drawnTexts).toBeGreaterThan(10);
        expect(shapes).toBeGreaterThan(10);
      },
      30_000,
    );

    test('drawn text is large enough at every width, not cut off, and covers no other', async () => {
      for (const width of [360, 768, 901, 1440]) {
        await opened.page.setViewportSize({ width, height: 900 });
        const { covered, cut, smallest } = await measure(opened.page, 'drawnText');
        expect(cut).toEqual([]);
        expect(covered).toEqual([]);
        expect(smallest).toBeGreaterThanOrEqual(10.5);
      }
    }, 30_000);

    test('every chart has a name, and its numbers as a table', async () => {
      const charts = await opened.page.getByRole('img').all();
      expect(charts.length).toBeGreaterThan(0);
      expect(charts.length).toBe(await opened.page.locator('figure').count());
      for (const chart of charts)
        expect((await chart.getAttribute('aria-label'))!.length).toBeGreaterThan(20);
      const rows = await measure(opened.page, 'figureRows');
      expect(Math.min(...rows)).toBeGreaterThan(0);
    });
  });

  test('the measurement finds what is wrong', async () => {
    const bad = `<!doctype html><html lang="en"><body style="background:#fff;width:2000px">
<p style="color:#999">pale</p><svg viewBox="0 0 100 40" width="100"><rect width="50" height="40" fill="#eee"></rect>
<text x="5" y="20" style="font-size:6px" fill="#ccc">faint</text></svg></body></html>`;
    const { page } = await open('bad', bad);
    const { scrollWidth, innerWidth } = await measure(page, 'layout');
    expect(scrollWidth).toBeGreaterThan(innerWidth);
    expect((await measure(page, 'contrasts')).failures).toEqual([
      '"pale": 2.85, at least 4.5',
      'drawn "faint": 1.38, at least 4.5',
      'shape #eee none: 1.16, at least 3',
    ]);
    await page.close();
  });
});

interface Opened {
  readonly page: Page;
  readonly file: string;
  readonly requests: readonly string[];
  readonly messages: readonly string[];
}

/** Opens a page with everything in it unfolded. */
async function open(name: string, text: string): Promise<Opened> {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, text);
  const page = await browser!.context.newPage();
  const requests: string[] = [];
  const messages: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('dialog', (dialog) => messages.push(dialog.message()));
  await page.goto(pathToFileURL(file).href);
  await measure(page, 'unfold');
  return { page, file, requests, messages };
}
