import type { Finding } from '../../../../capacity/finding';
import { render } from '../../../../review/formats';
import { fit, itemsOf, type Section } from '../../../../review/formats/markdown/fit';
import type { Review } from '../../../../review/review';
import { REVIEWED, reviewAgainstProduction } from '../../../support/reviews';

const LIMIT = 65_536;
const STYLE = { colors: false };
const REVIEW = reviewAgainstProduction(REVIEWED['unsafe-raise']);

/** A review with more of everything. */
function grown(findings: number, changes: number, notes: number, word = 'x'): Review {
  const [environment] = REVIEW.result.environments;
  const [first] = environment!.findings;
  const many = (count: number): readonly undefined[] => new Array<undefined>(count).fill(undefined);
  const copies = many(findings).map((_, index): Finding => ({
    ...first!,
    subject: `databases.copy-${index}`,
    headline: `${word} ${index}`,
  }));
  return {
    ...REVIEW,
    result: {
      ...REVIEW.result,
      environments: [{ ...environment!, findings: [...environment!.findings, ...copies] }],
    },
    changes: many(changes).map((_, index) => ({ ...REVIEW.changes[0]!, subject: `services.copy-${index}` })),
    notes: many(notes).map((_, index) => `note ${index} ${word.repeat(50)}`),
  };
}

function comment(review: Review): string {
  return render(review, 'markdown', STYLE);
}

/** What the line says that stands above the marker. */
function leftOut(text: string): string | undefined {
  return /^_Left out, since a comment holds 65,536 characters: (.*)\. The report as HTML or JSON has all of it\._$/m.exec(
    text,
  )?.[1];
}

test('a comment that fits leaves nothing out', () => {
  expect(leftOut(comment(REVIEW))).toBeUndefined();
  expect(leftOut(comment(grown(20, 20, 20)))).toBeUndefined();
});

test('of a long list, the end', () => {
  const text = comment(grown(0, 0, 2000));
  const [, more] = /^(\d+) of 2000 notes$/.exec(leftOut(text)!)!;
  expect(text).toContain(`- \`… and ${more} more\``);
  expect(text).toContain('<summary>2000 notes</summary>');
});

test('of findings, the details of the last ones; the worst keep theirs', () => {
  const text = comment(grown(150, 5, 5));
  expect(leftOut(text)).toMatch(/^details of \d+ new findings$/);
  expect(text.match(/^\*\*error, blocks\*\*/gm)).toHaveLength(151);
  expect(text).toContain('services.backend   revision latest   16 × 2 × (5 + 5)   320');
});

test('of too many findings, findings; no other section gives way to them', () => {
  const text = comment(grown(600, 5, 5));
  expect(leftOut(text)).toMatch(/^details of \d+ new findings, \d+ of 602 new findings$/);
  for (const title of ['### Connections', '### What applying it does', '<summary>8 assumptions'])
    expect(text).toContain(title);
});

test.each([
  ['ASCII', 'x'],
  ['two bytes', 'é'],
  ['three bytes', '→'],
  ['four bytes', '🦀'],
])('no way of counting gives more than the limit: %s', (_, word) => {
  for (const review of [grown(1000, 1000, 1000, word), grown(0, 4000, 0, word), grown(400, 0, 400, word)]) {
    const text = comment(review);
    expect(Buffer.byteLength(text, 'utf8')).toBeLessThanOrEqual(LIMIT);
    expect(text.length).toBeLessThanOrEqual(LIMIT);
    expect(Buffer.byteLength(text, 'utf8')).toBeGreaterThan(LIMIT - 4000);
    expect(text.split('\n')[0]).toMatch(/^\*\*production\*\*: over by 53 /);
    expect(text.endsWith('\n\n<!-- capacity-stack -->')).toBe(true);
    expect(leftOut(text)).toBeDefined();
    // What is folded or in code is closed.
    expect(text.match(/<details>/g) ?? []).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
    expect(text.match(/^```/gm)!.length % 2).toBe(0);
  }
});

test('fences that grow with what they hold are reckoned', () => {
  const [environment] = REVIEW.result.environments;
  const acknowledgement = {
    rule: 'connections/rollout-budget',
    subject: 'databases.prod-postgres',
    reason: '`'.repeat(900),
    owner: 'team',
    expires: '2027-01-01',
    status: 'in-force',
  } as const;
  for (const count of [60, 61, 62, 63, 64, 65, 66, 500]) {
    const acknowledgements = new Array<typeof acknowledgement>(count).fill(acknowledgement);
    const environments = [{ ...environment!, acknowledgements }];
    const text = comment({ ...REVIEW, result: { ...REVIEW.result, environments } });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMIT);
    expect(text).toContain(`<summary>${count} acknowledgements</summary>`);
  }
});

describe('fit', () => {
  const section = (noun: string, importance: number, ...items: readonly string[]): Section => ({
    noun,
    importance,
    ...itemsOf(items, (full) => ({ full, short: full.slice(0, 2) })),
    frame: (shown, more) => [...shown, ...(more > 0 ? [`+${more}`] : [])].join('\n'),
  });
  const sections = [section('lows', 2, 'aaaaaaaa', 'bbbbbbbb'), section('highs', 1, 'cccccccc', 'dddddddd')];

  test('all, in their order', () => {
    expect(fit(sections, 100)).toEqual({
      sections: ['aaaaaaaa\nbbbbbbbb', 'cccccccc\ndddddddd'],
      leftOut: [],
    });
  });

  test('what is less important is shortened first, then left out', () => {
    expect(fit(sections, 40)).toEqual({
      sections: ['aa\nbb', 'cccccccc\ndddddddd'],
      leftOut: ['details of 2 lows'],
    });
    expect(fit(sections, 30)).toEqual({
      sections: ['aa\nbb', 'cccccccc\ndd'],
      leftOut: ['details of 2 lows', 'details of 1 highs'],
    });
    expect(fit(sections, 24)).toEqual({
      sections: ['cccccccc\ndddddddd'],
      leftOut: ['2 of 2 lows'],
    });
    expect(fit(sections, 12)).toEqual({
      sections: ['cc\ndd'],
      leftOut: ['2 of 2 lows', 'details of 2 highs'],
    });
  });

  test('nothing', () => {
    expect(fit(sections, 1)).toEqual({ sections: [], leftOut: ['2 of 2 lows', '2 of 2 highs'] });
  });
});
