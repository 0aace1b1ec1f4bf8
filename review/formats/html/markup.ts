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

/** A template of HTML: what stands in `${}` is escaped, unless it is markup itself. Attributes must be quoted. */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(
    parts.map((part, index) => `${index === 0 ? '' : markupOf(values[index - 1])}${part}`).join(''),
  );
}

/** Text without what a reader cannot see: controls as their pictures, marks that turn text around replaced. */
export function visible(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- these are what must not reach a page
      .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) =>
        String.fromCharCode(0x2400 + control.charCodeAt(0)),
      )
      .replace(
        /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu,
        '\ufffd',
      )
  );
}

function markupOf(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(markupOf).join('');
  return visible(String(content)).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
