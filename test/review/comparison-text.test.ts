import type { Declaration } from '../../capacity/declaration';
import { reviewText } from '../../review/comparison-text';
import type { ReviewOptions } from '../../review/review';
import { declare, ENVIRONMENT, SERVICE, withField, withFields } from '../support/declare';
import { reviewed } from '../support/review';

const base = declare(ENVIRONMENT);
const STYLE = {
  colors: false,
  sourceOf: (environment: string) => ({ file: `environments/${environment}.ts`, prefix: '' }),
};

const linesOf = (
  declaration: Declaration,
  live: Declaration | undefined = base,
  options: Partial<ReviewOptions> = {},
): readonly string[] => reviewText(reviewed(declaration, live, options), STYLE).split('\n');

/** The lines below a title, without their indentation. */
const section = (lines: readonly string[], title: string): readonly string[] => {
  const from = lines.indexOf(title);
  if (from < 0) return [];
  const to = lines.indexOf('', from);
  return lines.slice(from + 1, to).map((line) => line.slice(2));
};

const raised = withFields({ 'services.api.maxInstances': 12, 'databases.main.maxConnections': 120 });

test('the verdict comes first, with what blocks and the change that weighs most', () => {
  expect(linesOf(raised)[0]).toBe(
    'test   over   1 new error: connections/rollout-budget   later-rollout of main 24 → 144 (+120), OVER by 34 of 110 usable',
  );
  expect(linesOf(withField('services.api.maxInstances', 3))[0]).toBe(
    'test   fits   later-rollout of main 24 → 36 (+12), fits, 54 of 90 usable left',
  );
});

test('what blocked before is told apart from what is new', () => {
  const unknown = withField('services.api.processes', undefined);
  expect(linesOf(unknown, unknown)[0]).toMatch(/^test {3}unknown {3}2 errors as before {3}/);
  const two = withField('connectors.path.maxInstances', 100, unknown);
  expect(linesOf(two, unknown)[0]).toContain('   1 new error: connector/instance-bounds; 2 as before   ');
});

test('a finding that another one hides is not fixed', () => {
  const of = (maxInstances: number) => withField('services.api.maxInstances', maxInstances);
  // A redeploy of 7 needs 126, of 10 it needs 180: only the rollout says so then, which did not need to before.
  const text = linesOf(of(10), of(7)).join('\n');
  expect(text).toMatch(/redeploy +126 → 180 +\+54 +OVER by 90 of 90 usable \(warns only\)/);
  expect(text).not.toContain('fixed');
  expect(linesOf(of(2), of(7)).join('\n')).toContain('\nfixed\n');
});

test('of what fits the worst sum may be over, and only warns', () => {
  const of = (size: number) =>
    withFields({ 'services.api.maxInstances': 14, 'services.api.pools.main.size': size });
  expect(linesOf(of(1), of(4))[0]).toBe(
    'test   fits   rollout of main 168 → 126 (−42), OVER by 36 of 90 usable (warns only)',
  );
});

test('what was over and is worse is no finding as before, and neither is a warning that is an error now', () => {
  const of = (maxInstances: number, rolloutOver = 'warning') =>
    withFields({ 'services.api.maxInstances': maxInstances, rolloutOver });
  // 16 × 6 in steady are over 90, and 8 × 6 twice.
  expect(linesOf(of(17), of(16))[0]).toContain(
    '   2 new errors: connections/steady-budget, connections/rollout-budget   ',
  );
  expect(linesOf(of(16), of(17))[0]).not.toContain('error');
  expect(linesOf(of(8, 'error'), of(8))[0]).toContain('   1 new error: connections/rollout-budget   ');
});

test('every moment of a database that changed', () => {
  expect(section(linesOf(raised), 'connections')).toEqual([
    'main   usable 90 → 110   limit 100 (declared) → 120 (declared)',
    '  steady          12 → 72     +60   fits, 38 of 110 usable left',
    '  rollout         24 → 84     +60   fits, 26 of 110 usable left',
    '  later-rollout   24 → 144   +120   OVER by 34 of 110 usable',
    '  redeploy        36 → 216   +180   OVER by 106 of 110 usable (warns only)',
    '  overshoot       18 → 84     +66   fits, 26 of 110 usable left',
    '  churn           18 → 108    +90   fits, 2 of 110 usable left',
  ]);
});

test('databases that did not change are a line', () => {
  const second = withFields({
    'databases.second': ENVIRONMENT.databases.main,
    'services.web': { ...SERVICE, pools: { main: { ...SERVICE.pools.main, database: 'second' } } },
  });
  const connections = section(
    linesOf(withField('services.web.maxInstances', 3, second), second),
    'connections',
  );
  expect(connections[0]).toBe('second   usable 90   limit 100 (declared)');
  expect(connections.at(-1)).toBe('unchanged: main');
});

test('a database that is new, and one that is gone', () => {
  const second = withFields({
    'databases.second': ENVIRONMENT.databases.main,
    'services.web': { ...SERVICE, pools: { main: { ...SERVICE.pools.main, database: 'second' } } },
  });
  expect(section(linesOf(second), 'connections').slice(0, 2)).toEqual([
    'second   usable none → 90   limit none → 100 (declared)',
    '  steady          none → 12      fits, 78 of 90 usable left',
  ]);
  expect(section(linesOf(base, second), 'connections').slice(0, 2)).toEqual([
    'second   usable 90 → none   limit 100 (declared) → none',
    '  steady      12 → none      not counted any more',
  ]);
});

test('what has no bound', () => {
  expect(section(linesOf(withField('services.api.maxInstances', undefined)), 'connections')[1]).toBe(
    '  steady          12 → 0 + unlimited       OVER 90 usable',
  );
});

test('a change of nothing that has a capacity says so', () => {
  const lines = linesOf(withField('services.api.load', { requestsPerSecond: 1, requestSeconds: 0.1 }));
  expect(lines[0]).toBe('test   fits   nothing that has a capacity changes');
  expect(section(lines, 'connections')).toEqual(['unchanged: main']);
  expect(lines).not.toContain('what applying it does');
  expect(lines).not.toContain('new findings');
});

test('a change without another sum says so', () => {
  const wide = withField('connectors.path.maxInstances', 5);
  expect(linesOf(withField('connectors.path.maxInstances', 4), wide)[0]).toBe(
    'test   refused   1 new error: change/replaces-connector   no sum of connections changes',
  );
});

test('what blocks is told in full, what else is new in short', () => {
  const found = section(linesOf(raised), 'new findings');
  expect(found.filter((line) => /^(error|warning)/.test(line))).toEqual([
    'error connections/rollout-budget   environments/test.ts  services.api.maxInstances = 12   owner team-api',
    'warning change/restarts-database   environments/test.ts  databases.main.maxConnections = 120   owner team-data',
  ]);
  expect(found.filter((line) => line.startsWith('  docs'))).toEqual([
    '  docs  docs/rules/connections/rollout-budget.md',
  ]);
});

test('where nothing blocks, warnings are told in full', () => {
  const found = section(linesOf(withField('databases.main.maxConnections', 101)), 'new findings');
  expect(found.at(-1)).toBe('  docs  docs/rules/change/restarts-database.md');
});

test('what is mended, and what was there before', () => {
  const over = withField('services.api.maxInstances', 20);
  const better = linesOf(withField('services.api.maxInstances', 16), over);
  expect(section(better, 'as before')).toEqual([
    'warning connections/steady-budget   test: databases.main   steady needs 96; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
    'warning connections/rollout-budget   test: databases.main   this deploy needs 216, later deploys 192; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
  ]);
  const mended = linesOf(base, over);
  expect(section(mended, 'fixed')).toEqual([
    'error connections/steady-budget   test: databases.main   steady needs 120; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
  ]);
});

test('many findings are counted, not printed', () => {
  const many = withFields(
    Object.fromEntries(
      Array.from({ length: 72 }, (_, index) => [
        `services.api-${index}`,
        { ...SERVICE, concurrency: 1001 + index },
      ]),
    ),
  );
  const found = section(linesOf(many), 'new findings');
  expect(found.filter((line) => line.startsWith('  docs'))).toHaveLength(20);
  expect(found.at(-1)).toMatch(/^… and \d+ more$/);
});

test('notes follow the assumptions, and are cut where there are many', () => {
  const notes = Array.from({ length: 22 }, (_, index) => `note ${index}`);
  const rests = section(linesOf(base, base, { notes }), 'rests on');
  expect(rests[0]).toMatch(/^assumes overshootPercent 10 %/);
  expect(rests.slice(-3)).toEqual(['note 18', 'note 19', '… and 2 more']);
});

test('without a base it is the report of a check, with its notes', () => {
  const lines = reviewText(reviewed(base, undefined, { notes: ['read from a state'] }), STYLE).split('\n');
  expect(lines[0]).toBe('test  fits   worst: rollout 24 of 90 usable, 66 left');
  expect(lines).toContain('read from a state');
  expect(lines.at(-1)).toBe('0 errors, 0 warnings, 8 assumptions');
});

test('acknowledgements and the baseline', () => {
  const acknowledged = withField('acknowledgements', [
    {
      rule: 'connections/headroom',
      subject: 'databases.main',
      reason: 'r',
      owner: 'o',
      expires: '2027-01-01',
    },
  ]);
  const baseline = [
    {
      environment: 'test',
      rule: 'connections/steady-budget',
      subject: 'databases.main',
      headline: 'h',
      certain: 1,
    },
  ];
  expect(section(linesOf(acknowledged, base, { baseline }), 'accepted')).toEqual([
    'acknowledged connections/headroom databases.main   unused, until 2027-01-01, o: r',
    'in the baseline connections/steady-budget databases.main   gone: remove it from the baseline',
  ]);
});

test('colours mark what is over, lost and restarted', () => {
  const text = reviewText(reviewed(raised, base), { ...STYLE, colors: true });
  expect(text).toContain('\u001b[31mOVER by 34 of 110 usable\u001b[39m');
  expect(text).toContain('\u001b[33mRESTARTS the database');
});
