/**
 * GitHub refuses a longer comment with "Body is too long (maximum is 65536 characters)". What it counts differs by
 * place and was measured as code points and as bytes of up to four a character
 * (github.com/dead-claudia/github-limits, pull request 13, reported). So these are bytes of UTF-8: no other way of
 * counting gives more.
 */
export const LONGEST_COMMENT = 65_536;

/** A piece of a comment, in full and, where there is one, in a shorter form. */
export interface Item {
  readonly full: string;
  readonly short?: string;
}

/** A section: as many of its items as there is room for. */
export interface Section {
  /** What is counted where some are left out, such as `new findings`. */
  readonly noun: string;
  /** 1 is the last to be left out. */
  readonly importance: number;
  readonly items: readonly Item[];
  /** What stands around the items that are shown. */
  readonly frame: (items: readonly string[], more: number) => string;
}

/** The sections that fit, in their order, and what was left out of the others. */
export interface Fitted {
  readonly sections: readonly string[];
  /** `12 new findings`, in the order in which they were left out. */
  readonly leftOut: readonly string[];
}

/** Fills the room with sections by their importance, and each section with its items from the first on. */
export function fit(sections: readonly Section[], room: number): Fitted {
  const texts = new Map<Section, string>();
  const leftOut: string[] = [];
  let left = room;
  const given = sections.filter(({ items }) => items.length > 0);
  for (const section of [...given].sort((a, b) => a.importance - b.importance)) {
    const { shown, shortened, more } = fill(section, left);
    if (more > 0) leftOut.push(`${more} of ${section.items.length} ${section.noun}`);
    if (shortened > 0) leftOut.push(`details of ${shortened} ${section.noun}`);
    if (shown.length === 0) continue;
    const text = section.frame(shown, more);
    texts.set(section, text);
    left -= bytes(text) + 2;
  }
  return { sections: given.flatMap((section) => texts.get(section) ?? []), leftOut: leftOut.reverse() };
}

function fill(
  { items, frame }: Section,
  room: number,
): { readonly shown: readonly string[]; readonly shortened: number; readonly more: number } {
  // What the frame takes around no item, and a line break after each.
  let left = room - bytes(frame([], items.length)) - 2;
  const shown: string[] = [];
  let shortened = 0;
  for (const { full, short } of items) {
    const text = [full, short].find((form) => form !== undefined && bytes(form) + 2 <= left);
    if (text === undefined) break;
    if (text !== full) shortened += 1;
    shown.push(text);
    left -= bytes(text) + 2;
  }
  return { shown, shortened, more: items.length - shown.length };
}

export function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
