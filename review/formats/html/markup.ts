import { escaped } from '../../../capacity/shape';
import { clipped } from '../plain';

/** Characters of one text: a name of a plan may have millions, and stands in many places. */
const LONGEST = 4000;

/** Markup that is safe as it stands: made by `markup`, or by this project alone. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What a template takes. Text and numbers are escaped; `undefined` and `false` are nothing. */
export type Content = Markup | string | number | undefined | false | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A template of HTML: what stands in `${}` is escaped, unless it is markup itself. Attributes must be quoted. Control
 * and format characters, which could reorder what stands around them, are spelled out.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(
    parts.map((part, index) => `${index === 0 ? '' : markupOf(values[index - 1])}${part}`).join(''),
  );
}

function markupOf(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(markupOf).join('');
  return escaped(clipped(String(content), LONGEST)).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
