import type { Finding, Knob } from '../../capacity/finding';
import { fixesFor, type Found } from '../../capacity/fixes';
import { getPath } from '../../capacity/paths';
import { Trials, type Trial } from '../../capacity/trials';
import type { Declaration } from '../../capacity/declaration';
import { findingsOf, withField, withFields } from '../support/declare';

const ERROR: Finding = {
  rule: 'test/rule',
  severity: 'error',
  environment: 'test',
  subject: 'services.api',
  headline: 'too much',
  terms: [],
  why: '',
  fixes: [],
  docs: '',
  knobs: [],
};

/** Finds an error wherever a number of the declaration is out of range. */
const judge =
  (isWrong: (value: (path: string) => number) => readonly Finding[]) =>
  (declaration: Declaration): Trial => ({
    model: { declaration, changes: [], environments: [], budgets: [] },
    findings: isWrong((path) => Number(getPath(declaration, `environments.test.${path}`))),
  });

const fixes = (
  knobs: readonly Knob[],
  trial: (declaration: Declaration) => Trial,
  declaration = withFields({}),
) =>
  fixesFor(new Trials(declaration, trial), { ...ERROR, knobs }, trial(declaration).findings).fixes.map(
    ({ path, from, to, together }) => [
      path,
      from,
      to,
      ...(together ?? []).map((edit) => [edit.path, edit.to]),
    ],
  );

const MAX = 'services.api.maxInstances';
const TIMEOUT = 'services.api.requestTimeoutSeconds';

test('lowering finds the largest number that is small enough', () => {
  const trial = judge((value) => (value(TIMEOUT) > 17 ? [ERROR] : []));
  expect(fixes([{ path: TIMEOUT, from: 60, to: { lowerTo: 1 } }], trial)).toEqual([[TIMEOUT, 60, 17]]);
});

test('raising finds the smallest step that is large enough', () => {
  const trial = judge((value) => (value(TIMEOUT) < 91 ? [ERROR] : []));
  expect(fixes([{ path: TIMEOUT, from: 60, to: { raiseTo: 1000 } }], trial)).toEqual([[TIMEOUT, 60, 91]]);
  expect(fixes([{ path: TIMEOUT, from: 60, to: { raiseTo: 1000, step: 25 } }], trial)).toEqual([
    [TIMEOUT, 60, 100],
  ]);
});

test('the smallest step is found in trials that do not grow with the range', () => {
  let trials = 0;
  const trial = judge((value) => {
    trials += 1;
    return value(TIMEOUT) < 65 ? [ERROR] : [];
  });
  expect(fixes([{ path: TIMEOUT, from: 60, to: { raiseTo: 1_000_000 } }], trial)).toEqual([
    [TIMEOUT, 60, 65],
  ]);
  expect(trials).toBeLessThan(8);
});

test('a search that ends early offers no edit that may not be the smallest', () => {
  const within = (trials: number): Found => {
    const judged = judge((value) => (value(TIMEOUT) > 17 ? [ERROR] : []));
    const knobs: readonly Knob[] = [
      { path: MAX, from: 2, to: { value: 1 } },
      { path: TIMEOUT, from: 60, to: { lowerTo: 1 } },
    ];
    let left = trials;
    const tried = new Trials(withFields({}), (declaration) => {
      left -= 1;
      return left < 0 ? undefined : judged(declaration);
    });
    return fixesFor(tried, { ...ERROR, knobs }, [ERROR]);
  };
  expect(within(3)).toEqual({ fixes: [], cut: true });
  expect(within(8)).toMatchObject({ fixes: [{ path: TIMEOUT, to: 17 }], cut: false });
});

test('what was tried for one finding is not tried again for another', () => {
  let evaluated = 0;
  const judged = judge((value) => (value(TIMEOUT) > 17 ? [ERROR, { ...ERROR, rule: 'test/other' }] : []));
  const tried = new Trials(withFields({}), (declaration) => {
    evaluated += 1;
    return judged(declaration);
  });
  const knobs: readonly Knob[] = [{ path: TIMEOUT, from: 60, to: { lowerTo: 1 } }];
  const toOf = (rule: string) =>
    fixesFor(tried, { ...ERROR, rule, knobs }, [ERROR]).fixes.map(({ to }) => to);
  expect(toOf(ERROR.rule)).toEqual([17]);
  const first = evaluated;
  expect(toOf('test/other')).toEqual([17]);
  expect(evaluated).toBe(first);
});

test('a value is tried as it is', () => {
  const trial = judge((value) => (value(TIMEOUT) === 60 ? [ERROR] : []));
  expect(fixes([{ path: TIMEOUT, from: 60, to: { value: 30 } }], trial)).toEqual([[TIMEOUT, 60, 30]]);
});

test('what does not help within its range is not offered', () => {
  const trial = judge(() => [ERROR]);
  expect(
    fixes(
      [
        { path: TIMEOUT, from: 60, to: { lowerTo: 1 } },
        { path: TIMEOUT, from: 60, to: { raiseTo: 100 } },
        { path: TIMEOUT, from: 60, to: { value: 7 } },
      ],
      trial,
    ),
  ).toEqual([]);
});

test('what raises another error is not offered', () => {
  const other = { ...ERROR, rule: 'test/other' };
  const trial = judge((value) => (value(TIMEOUT) > 17 ? [ERROR] : [other]));
  expect(fixes([{ path: TIMEOUT, from: 60, to: { lowerTo: 1 } }], trial)).toEqual([]);
});

test('what makes another error worse is not offered, what leaves it as it was is', () => {
  const knobs: readonly Knob[] = [{ path: TIMEOUT, from: 60, to: { lowerTo: 1 } }];
  const other = { ...ERROR, rule: 'test/other' };
  const worse = judge((value) => [
    ...(value(TIMEOUT) > 17 ? [ERROR] : []),
    { ...other, excess: 100 - value(TIMEOUT) },
  ]);
  expect(fixes(knobs, worse)).toEqual([]);
  const same = judge((value) => [...(value(TIMEOUT) > 17 ? [ERROR] : []), { ...other, excess: 3 }]);
  expect(fixes(knobs, same)).toEqual([[TIMEOUT, 60, 17]]);
});

test('where no single edit is enough, all are lowered by the same share', () => {
  const trial = judge((value) => (value(TIMEOUT) + 30 * value(MAX) > 60 ? [ERROR] : []));
  const knobs: readonly Knob[] = [
    { path: TIMEOUT, from: 60, to: { lowerTo: 10 } },
    { path: MAX, from: 2, to: { lowerTo: 1 } },
  ];
  expect(fixes(knobs, trial)).toEqual([[TIMEOUT, 60, 30, [MAX, 1]]]);
});

test('of several edits the one that interrupts most names the effect, wherever it stands', () => {
  const limit = 'databases.main.maxConnections';
  const restarts = 'RESTARTS the database';
  const timeout: Knob = { path: TIMEOUT, from: 60, to: { lowerTo: 1 } };
  const connections: Knob = { path: limit, from: 100, to: { lowerTo: 14 } };
  const both = judge((value) => (value(TIMEOUT) > 30 || value(limit) > 50 ? [ERROR] : []));
  const joint = (...knobs: readonly Knob[]) =>
    fixesFor(new Trials(withFields({}), both), { ...ERROR, knobs }, [ERROR]).fixes.map(({ path, effect }) => [
      path,
      effect,
    ]);
  expect(joint(timeout, connections)).toEqual([[TIMEOUT, restarts]]);
  expect(joint(connections, timeout)).toEqual([[limit, restarts]]);
});

test('what restarts comes after what does not, and small edits before large ones', () => {
  const [finding] = findingsOf('connections/steady-budget', withField(MAX, 20));
  expect(finding!.fixes.map(({ path }) => path)).toEqual([MAX, 'databases.main.maxConnections']);
});

test('a limit that restarts is joined by lower numbers where nothing gentle is enough alone', () => {
  const declaration = withFields({
    [MAX]: 40,
    'services.api.processes': 4,
    'services.api.pools.main': { database: 'main', driver: 'sqlalchemy', size: 5, maxOverflow: 5 },
    'clients.bi': { database: 'main', connections: 60, reason: 'BI', owner: 'team-bi' },
  });
  const [finding] = findingsOf('connections/steady-budget', declaration);
  expect(finding!.fixes.length).toBeGreaterThan(0);
  for (const { leaves } of finding!.fixes) expect(leaves).toBeGreaterThanOrEqual(0);
});

test("an edit of another environment's declaration says so", () => {
  const { environments } = withField(MAX, 16);
  const declaration = {
    schemaVersion: 1,
    environments: {
      owning: { ...environments['test']!, services: {} },
      using: {
        ...environments['test']!,
        databases: { main: { ...environments['test']!.databases!['main']!, ownership: 'reference' } },
      },
    },
  } as const;
  const [finding] = findingsOf('connections/steady-budget', declaration);
  expect(finding!.environment).toBe('owning');
  expect(finding!.at).toEqual({ environment: 'using', path: MAX, value: 16 });
  expect(finding!.fixes.map(({ environment, path, to }) => [environment, path, to])).toEqual([
    ['using', MAX, 7],
    ['owning', 'databases.main.maxConnections', 210],
  ]);
});
