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
  /** How many there are, of which `items` are the first. */
  readonly total: number;
  /** What stands around the items that are shown. */
  readonly frame: (items: readonly string[], more: number) => string;
}

/** The shortest item takes more than this many bytes. */
const SHORTEST_ITEM = 15;

/** The items of a section; what can never fit is counted, and not written. */
export function itemsOf<T>(list: readonly T[], write: (one: T) => Item): Pick<Section, 'items' | 'total'> {
  return { items: list.slice(0, LONGEST_COMMENT / SHORTEST_ITEM).map(write), total: list.length };
}

/** The sections that fit, in their order, and what was left out of the others. */
export interface Fitted {
  readonly sections: readonly string[];
  /** `12 of 40 new findings`, the least important first. */
  readonly leftOut: readonly string[];
}

/**
 * Fills the room. First every section gets short forms of its items, at most half of what is left, so that none takes
 * the place of all others. What is left then goes to the sections by their importance: more items, then full ones.
 * Items are shown from the first on, and so are full ones.
 */
export function fit(sections: readonly Section[], room: number): Fitted {
  let left = room;
  const filled = sections.filter(({ items }) => items.length > 0).map((section) => new Filled(section));
  const ordered = [...filled].sort((a, b) => a.section.importance - b.section.importance);
  for (const each of ordered) left -= each.extend(left / 2);
  for (const each of ordered) {
    left -= each.extend(left);
    left -= each.complete(left);
  }
  return {
    sections: filled.flatMap((each) => each.text()),
    leftOut: ordered.reverse().flatMap((each) => each.leftOut()),
  };
}

/** A section with as many of its items as were given room. */
class Filled {
  private readonly shown: string[] = [];
  /** How many of them, from the first on, are in full. */
  private full = 0;

  constructor(readonly section: Section) {}

  /** Shows more items in their short form, and returns what they take. */
  extend(room: number): number {
    const { frame, items, total } = this.section;
    // What stands around no item, at most.
    let taken = this.shown.length === 0 ? bytes(frame([], total)) + GAP : 0;
    const before = this.shown.length;
    for (const { full, short = full } of items.slice(before)) {
      const size = bytes(short) + GAP;
      if (taken + size > room) break;
      this.shown.push(short);
      taken += size;
    }
    return this.shown.length > before ? taken : 0;
  }

  /** Shows items in full, and returns what that takes more. */
  complete(room: number): number {
    let taken = 0;
    for (const [index, short] of this.shown.entries()) {
      const { full } = this.section.items[index]!;
      const more = bytes(full) - bytes(short);
      if (taken + more > room) break;
      this.shown[index] = full;
      this.full = index + 1;
      taken += more;
    }
    return taken;
  }

  text(): readonly string[] {
    const { frame, total } = this.section;
    return this.shown.length === 0 ? [] : [frame(this.shown, total - this.shown.length)];
  }

  leftOut(): readonly string[] {
    const { noun, total } = this.section;
    const more = total - this.shown.length;
    const shortened = this.shown.length - this.full;
    return [
      ...(shortened > 0 ? [`details of ${shortened} ${noun}`] : []),
      ...(more > 0 ? [`${more} of ${total} ${noun}`] : []),
    ];
  }
}

/** Line breaks after an item and after a section. */
const GAP = 2;

export function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
