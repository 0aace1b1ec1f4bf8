/**
 * Measurements of a page, run in the page itself: plain JavaScript, because nothing else here knows a document.
 * `page.ts` has their types.
 */

/** Width of the page, what stands out of it without a scroll bar of its own, and what is cut: short links, the table of the summary, sentences in a table. */
function layout() {
  const wide = [...document.querySelectorAll('body *')]
    .filter((element) => !element.closest('.scroll, nav, svg'))
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
    .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 40)}`);
  const cutLinks = [...document.querySelectorAll('nav li')]
    .filter((item) => item.scrollWidth > item.clientWidth && item.textContent.length < 25)
    .map((item) => item.textContent);
  const summary = document.querySelector('.servers')?.parentElement;
  const isSummaryCut = summary !== null && summary !== undefined && summary.scrollWidth > summary.clientWidth;
  const cutTexts = [...document.querySelectorAll('.scroll td.text')]
    // A figure's own table repeats what it draws, a column for each number.
    .filter((cell) => !cell.closest('figure'))
    .filter((cell) => {
      const { right, width } = cell.getBoundingClientRect();
      return width > 0 && right > cell.closest('.scroll').getBoundingClientRect().right + 1;
    })
    .map((cell) => cell.textContent.slice(0, 40));
  return {
    isSummaryCut,
    cutLinks,
    cutTexts,
    scrollWidth: document.scrollingElement.scrollWidth,
    innerWidth,
    wide,
  };
}

/** The smallest drawn text in pixels of the screen, and text that leaves its drawing or meets another. */
function drawnText() {
  let smallest = Infinity;
  const cut = [];
  const covered = [];
  for (const svg of document.querySelectorAll('svg')) {
    const box = svg.getBoundingClientRect();
    if (box.width === 0) continue;
    const scale = box.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll('text')].map((text) => ({
      text,
      at: text.getBoundingClientRect(),
    }));
    texts.forEach(({ text, at }, index) => {
      smallest = Math.min(smallest, parseFloat(getComputedStyle(text).fontSize) * scale);
      if (at.left < box.left - 1 || at.right > box.right + 1) cut.push(text.textContent);
      for (const other of texts.slice(index + 1)) {
        const across = Math.min(at.right, other.at.right) - Math.max(at.left, other.at.left);
        // The boxes of two lines may touch, their letters do not.
        const down = Math.min(at.bottom, other.at.bottom) - Math.max(at.top, other.at.top);
        if (across > 1 && down > 4 * scale) covered.push(`${text.textContent} | ${other.text.textContent}`);
      }
    });
  }
  return { smallest, cut, covered };
}

/** Rows of the tables of every figure. */
function figureRows() {
  return [...document.querySelectorAll('figure')].map(
    (figure) => figure.querySelectorAll('table tbody tr').length,
  );
}

/** Opens everything that is folded. */
function unfold() {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** What could run or load something. */
function active() {
  return (
    document.scripts.length +
    document.images.length +
    document.querySelectorAll('iframe, object, link').length
  );
}

/** Colours as red, green, blue and opacity. */
const color = {
  parse(text) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  },
  over([r, g, b, a], [R, G, B]) {
    return [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  },
  /** Several layers, the topmost first. */
  stacked(layers, page) {
    return layers.reduceRight((below, layer) => color.over(layer, below), page);
  },
  luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  },
  /** Contrast of two opaque colours, WCAG 2.2. */
  ratio(one, other) {
    const [light, dark] = [color.luminance(one), color.luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  },
};

/** A line where a text has too little contrast: 4.5:1, 3:1 from 24 px or bold from 18.66 px (WCAG 1.4.3). */
function tooPale(what, style, paint, below, scale = 1) {
  const size = parseFloat(style.fontSize) * scale;
  const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  const found = color.ratio(color.over(color.parse(paint), below), below);
  return found < least ? [`${what}: ${found.toFixed(2)}, at least ${least}`] : [];
}

/** Colour behind an element of HTML. */
function behind(element, page) {
  const layers = [];
  for (let at = element; at && layers.at(-1)?.[3] !== 1; at = at.parentElement)
    layers.push(color.parse(getComputedStyle(at).backgroundColor));
  return color.stacked(layers, page);
}

/** Visible texts of HTML. */
function textContrasts(page) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const failures = [];
  let texts = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    if (words === '' || element.closest('svg') || element.getClientRects().length === 0) continue;
    texts += 1;
    const style = getComputedStyle(element);
    failures.push(...tooPale(`"${words.slice(0, 40)}"`, style, style.color, behind(element, page)));
  }
  return { texts, failures };
}

/** Visible texts of drawings, against the shapes that stand behind them. */
function drawnContrasts(page) {
  const failures = [];
  let drawnTexts = 0;
  let shown;
  for (const text of document.querySelectorAll('svg text')) {
    if (text.getClientRects().length === 0) continue;
    drawnTexts += 1;
    // What is not in sight has nothing behind it; a drawing is lower than the window.
    if (shown !== text.ownerSVGElement) text.ownerSVGElement.scrollIntoView({ block: 'center' });
    shown = text.ownerSVGElement;
    const { left, top, width, height } = text.getBoundingClientRect();
    const layers = [];
    for (const shape of document.elementsFromPoint(left + width / 2, top + height / 2)) {
      if (!(shape instanceof SVGGeometryElement) || layers.at(-1)?.[3] === 1) continue;
      const { fill, fillOpacity } = getComputedStyle(shape);
      if (fill === 'none') continue;
      // Text on a pattern stands on both of its colours; nothing here may.
      if (fill.startsWith('url')) failures.push(`"${text.textContent}" stands on a pattern`);
      const [r, g, b, a] = color.parse(fill);
      layers.push([r, g, b, a * Number(fillOpacity)]);
    }
    const style = getComputedStyle(text);
    const scale = shown.getBoundingClientRect().width / shown.viewBox.baseVal.width;
    if (
      layers.length === 0 &&
      !document.elementsFromPoint(left + width / 2, top + height / 2).includes(shown)
    )
      failures.push(`drawn "${text.textContent}" was not in sight`);
    failures.push(
      ...tooPale(`drawn "${text.textContent}"`, style, style.fill, color.stacked(layers, page), scale),
    );
  }
  scrollTo(0, 0);
  return { drawnTexts, failures };
}

/** Grid and axes; bands whose edges are lines of their own and whose numbers stand in words; the page itself. */
const DECORATION = ['--grid', '--rule', '--kept', '--reserved', '--page'].map((name) => `var(${name})`);

/** Shapes that mean something: fill or edge 3:1 against the page (WCAG 1.4.11). */
function shapeContrasts(page) {
  const failures = [];
  let shapes = 0;
  for (const shape of document.querySelectorAll(
    'svg path, svg rect, svg circle, svg polygon, svg polyline',
  )) {
    if (shape.closest('defs') || shape.getClientRects().length === 0) continue;
    const paints = ['fill', 'stroke'].map((name) => shape.getAttribute(name) ?? 'none');
    const own = paints.filter((paint) => paint !== 'none' && paint !== 'transparent');
    if (own.every((paint) => DECORATION.includes(paint))) continue;
    const { fill, fillOpacity, stroke } = getComputedStyle(shape);
    // A tinted area is told from the page by the line along its edge, which is a shape of its own, and so is a pattern.
    if (Number(fillOpacity) < 1 || (fill.startsWith('url') && stroke === 'none')) continue;
    shapes += 1;
    const colors = [fill, stroke]
      .filter((paint) => paint !== 'none' && !paint.startsWith('url'))
      .map(color.parse);
    const best = Math.max(0, ...colors.map((paint) => color.ratio(color.over(paint, page), page)));
    if (best < 3) failures.push(`shape ${paints.join(' ')}: ${best.toFixed(2)}, at least 3`);
  }
  return { shapes, failures };
}

/** What is below WCAG AA, and how much was measured. */
function contrasts() {
  const page = color.parse(getComputedStyle(document.body).backgroundColor);
  const { texts, failures } = textContrasts(page);
  const { drawnTexts, failures: drawn } = drawnContrasts(page);
  const { shapes, failures: shaped } = shapeContrasts(page);
  return { texts, drawnTexts, shapes, failures: [...new Set([...failures, ...drawn, ...shaped])] };
}
