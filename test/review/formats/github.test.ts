import { render, type FormatStyle } from '../../../review/formats';
import type { Review } from '../../../review/review';
import { hostileReview } from '../../support/hostile-review';
import { production, REVIEWED, reviewAgainstProduction, styleOf } from '../../support/reviews';

const STYLE: FormatStyle = { colors: false };
const UNSAFE = REVIEWED['unsafe-raise'];

interface Command {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line as the runner does: src/Runner.Common/ActionCommand.cs of actions/runner, `TryParseV2`. */
function parse(line: string): Command {
  const end = line.indexOf('::', 2);
  if (!line.startsWith('::') || end < 0) throw new Error(`no command: ${line}`);
  const info = line.slice(2, end);
  const space = info.indexOf(' ');
  const pairs = info
    .slice(space + 1)
    .split(',')
    .map((pair) => [
      pair.slice(0, pair.indexOf('=')),
      unescaped(pair.slice(pair.indexOf('=') + 1), [':', ',']),
    ]);
  return {
    level: info.slice(0, space),
    properties: Object.fromEntries(pairs) as Record<string, string>,
    message: unescaped(line.slice(end + 2), []),
  };
}

function unescaped(text: string, more: readonly string[]): string {
  return ['\r', '\n', ...more, '%'].reduce(
    (result, token) =>
      result.replaceAll(`%${token.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`, token),
    text,
  );
}

function commandsOf(review: Review, style = STYLE): readonly Command[] {
  return render(review, 'github', style).split('\n').map(parse);
}

/** A review with so many more findings of each severity. */
function grown(errors: number, warnings: number, infos: number): Review {
  const review = reviewAgainstProduction(UNSAFE);
  const [environment] = review.result.environments;
  const [error, warning] = environment!.findings;
  const copies = (count: number, finding: typeof error): (typeof error)[] =>
    Array.from({ length: count }, (_, index) => ({ ...finding!, subject: `databases.copy-${index}` }));
  const findings = [
    ...copies(infos, { ...warning!, severity: 'info' }),
    ...copies(warnings, warning),
    ...copies(errors, error),
  ].map((finding) => finding!);
  const environments = [{ ...environment!, findings }];
  return { ...review, before: undefined, result: { ...review.result, environments } };
}

test('an error where its number stands, with all that the text says', () => {
  const lines = JSON.stringify(UNSAFE, null, 2).split('\n');
  const line = lines.findIndex((text) => text.includes('"maxInstances": 16')) + 1;
  const col = lines[line - 1]!.indexOf('16') + 1;
  const [first, second, last, ...rest] = commandsOf(reviewAgainstProduction(UNSAFE), styleOf(UNSAFE));
  expect(first).toEqual({
    level: 'error',
    properties: {
      file: 'infra/capacity.json',
      line: String(line),
      col: String(col),
      endColumn: String(col + 2),
      title: 'connections/rollout-budget (team-core)',
    },
    message: expect.stringMatching(
      /^this deploy needs 436, later deploys 676; 383 usable .*\n {2}services\.backend .*\nwhy .*\nfix .*\ndocs {2}docs\/rules\/connections\/rollout-budget\.md$/s,
    ) as string,
  });
  expect(second).toMatchObject({
    level: 'warning',
    properties: { title: 'connections/overshoot-budget (team-core)' },
  });
  expect(last).toEqual({
    level: 'notice',
    properties: { title: 'capacity' },
    message: '1 error, 1 warning, 8 assumptions',
  });
  expect(rest).toEqual([]);
});

test('what was there before says so; what is gone is no annotation', () => {
  const titles = commandsOf(reviewAgainstProduction(production(), UNSAFE)).map(
    ({ properties }) => properties['title'],
  );
  expect(titles).toEqual(['connections/rollout-budget (team-core), as before', 'capacity']);
});

test('what somebody accepted is a notice', () => {
  const review = reviewAgainstProduction(UNSAFE);
  const [environment] = review.result.environments;
  const acknowledgedBy = { owner: 'team-core', reason: 'the sale', expires: '2027-01-01' };
  const findings = environment!.findings.map((finding) => ({ ...finding, acknowledgedBy }));
  const accepted = { ...review, result: { ...review.result, environments: [{ ...environment!, findings }] } };
  expect(commandsOf(accepted).map(({ level }) => level)).toEqual(['notice', 'notice', 'notice']);
  expect(commandsOf(accepted)[0]!.message).toContain('acknowledged by team-core until 2027-01-01: the sale');
});

test('a place without a line has its file; that of a plan names the resource', () => {
  const locate = (): { file: string; address: string } => ({
    file: 'plan.json',
    address: 'google_x.y["a,b:c"]',
  });
  const [first] = commandsOf(reviewAgainstProduction(UNSAFE), { ...STYLE, locate });
  expect(first!.properties).toEqual({ file: 'plan.json', title: 'connections/rollout-budget (team-core)' });
  expect(first!.message).toMatch(/\nof {4}google_x\.y\["a,b:c"\]$/);
});

describe('GitHub shows ten of a level', () => {
  test.each([
    [10, 10, 9, [10, 10, 10], undefined],
    [11, 10, 9, [10, 10, 10], '1 more finding is'],
    [30, 0, 0, [10, 0, 1], '20 more findings are'],
    [0, 25, 25, [0, 10, 10], '31 more findings are'],
  ])('of %i errors, %i warnings and %i infos', (errors, warnings, infos, levels, more) => {
    const commands = commandsOf(grown(errors, warnings, infos));
    expect(
      ['error', 'warning', 'notice'].map((level) => commands.filter((one) => one.level === level).length),
    ).toEqual(levels);
    const order = commands.slice(0, -1).map(({ level }) => ['error', 'warning', 'notice'].indexOf(level));
    expect(order).toEqual([...order].sort());
    const rest = `; ${more} left out here, because GitHub shows 10 of a level: --format text has all`;
    expect(commands.at(-1)!.message.split('assumptions')[1]).toBe(more === undefined ? '' : rest);
  });
});

test('a message and a title are cut where GitHub would cut them', () => {
  const review = grown(1, 0, 0);
  const [environment] = review.result.environments;
  const long = { ...environment!.findings[0]!, headline: '🦀'.repeat(5000), owner: 'x'.repeat(300) };
  const cut = {
    ...review,
    result: { ...review.result, environments: [{ ...environment!, findings: [long] }] },
  };
  const [first] = commandsOf(cut);
  expect(first!.message).toBe(`${'🦀'.repeat(2047)}…`);
  expect(first!.properties['title']).toHaveLength(255);
});

test('hostile texts make no line, no property and no command of their own', () => {
  const text = render(hostileReview(), 'github', {
    ...STYLE,
    locate: () => ({ file: 'a,line=1::b%0A\n::error::pwned', address: '\r\n::warning::pwned' }),
  });
  const commands = text.split('\n').map(parse);
  expect(commands.length).toBeGreaterThan(5);
  for (const { level, properties } of commands.slice(0, -1)) {
    expect(['error', 'warning', 'notice']).toContain(level);
    expect(Object.keys(properties)).toEqual(['file', 'title']);
    expect(properties['file']).toBe('a,line=1::b%0A\\u000a::error::pwned');
  }
  expect(text).not.toMatch(/[^\P{C}\n]/u);
});
