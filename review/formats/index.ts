import { reportOf } from '../report';
import type { Review } from '../review';
import { resultText } from '../text';
import type { Format, FormatStyle, Renderer } from './format';
import { githubCommands } from './github';
import { markdownText } from './markdown';
import { jsonText } from './plain';
import { sarifText } from './sarif';

export { FORMATS, type Format, type FormatStyle, type Location } from './format';

const RENDERERS: Partial<Record<Format, Renderer>> = {
  text: ({ result, sourceOf }, { colors }) => resultText(result, { colors, sourceOf }),
  json: (review) => jsonText(reportOf(review)),
  markdown: markdownText,
  github: githubCommands,
  sarif: sarifText,
};

/** A review in one of the formats, without a line break at its end. */
export function render(review: Review, format: Format, style: FormatStyle): string {
  const renderer = RENDERERS[format];
  if (!renderer) throw new Error(`format ${format} is not rendered yet`);
  return renderer(review, style);
}
