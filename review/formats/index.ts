import { reviewText } from '../comparison-text';
import { reportOf } from '../report';
import type { Review } from '../review';
import type { Format, FormatStyle, Renderer } from './format';
import { githubCommands } from './github';
import type * as Html from './html';
import { markdownText } from './markdown';
import { jsonText } from './plain';
import { plainReview } from './plain-review';
import { sarifText } from './sarif';

export { FORMATS, type Format, type FormatStyle, type Location } from './format';

const RENDERERS: Readonly<Record<Format, Renderer>> = {
  text: (review, { colors }) => {
    const plain = plainReview(review);
    return reviewText(plain, { colors, sourceOf: plain.sourceOf });
  },
  json: (review) => jsonText(reportOf(review)),
  markdown: markdownText,
  github: githubCommands,
  sarif: sarifText,
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- charts take long to load, and only it has them
  html: (review, style) => (require('./html') as typeof Html).htmlPage(review, style),
};

/** A review in one of the formats, without a line break at its end. */
export function render(review: Review, format: Format, style: FormatStyle): string {
  return RENDERERS[format](review, style);
}
