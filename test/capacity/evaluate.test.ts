import type { Acknowledgement } from '../../capacity/declaration';
import { blocking, evaluate } from '../../capacity/evaluate';
import type { Rule } from '../../capacity/rules/rule';
import { declare, ENVIRONMENT, TODAY, withField, withFields } from '../support/declare';

const broken: Rule = {
  id: 'connections/broken',
  severity: 'warning',
  summary: 'Breaks.',
  why: 'it shows what happens then',
  check: () => {
    throw new TypeError('no such field');
  },
};

test('an environment that fits has no finding', () => {
  const { environments, summary } = evaluate(declare(ENVIRONMENT), { today: TODAY });
  expect(environments.map(({ name, verdict, findings }) => [name, verdict, findings])).toEqual([
    ['test', 'fits', []],
  ]);
  expect(summary).toEqual({ errors: 0, warnings: 0, acknowledged: 0 });
});

test.each([
  ['fits', withField('services.api.maxInstances', 7)],
  ['over', withFields({ 'services.api.maxInstances': 8, rolloutOver: 'error' })],
  ['over', withField('services.api.maxInstances', 16)],
  ['unknown', withField('services.api.processes', undefined)],
] as const)('the verdict is %s', (verdict, declaration) => {
  expect(evaluate(declaration, { today: TODAY }).environments[0]!.verdict).toBe(verdict);
});

test('a rule that throws is an error of its own, never a pass', () => {
  const { environments } = evaluate(declare(ENVIRONMENT), { today: TODAY, rules: [broken] });
  expect(environments[0]!.findings).toEqual([
    {
      rule: 'connections/broken',
      severity: 'error',
      environment: 'test',
      subject: 'rule',
      headline: 'the rule itself failed: no such field',
      terms: [],
      why: 'it shows what happens then',
      fixes: [],
      docs: 'docs/rules/connections/broken.md',
      knobs: [],
    },
  ]);
});

test('only the selected environments are reported', () => {
  const declaration = { schemaVersion: 1, environments: { a: ENVIRONMENT, b: ENVIRONMENT } } as const;
  const names = (environments?: readonly string[]) =>
    evaluate(declaration, { today: TODAY, environments }).environments.map(({ name }) => name);
  expect(names()).toEqual(['a', 'b']);
  expect(names(['b'])).toEqual(['b']);
  expect(() => names(['c'])).toThrow(new RangeError('environment: given "c"; allowed are a, b'));
});

test('only errors that nobody accepted block', () => {
  const declaration = withFields({
    'services.api.maxInstances': 16,
    acknowledgements: [
      {
        rule: 'connections/steady-budget',
        subject: 'databases.main',
        reason: 'a test',
        owner: 'team-api',
        expires: TODAY,
      },
    ],
  });
  const { findings } = evaluate(declaration, { today: TODAY }).environments[0]!;
  expect(blocking(findings).map(({ rule }) => rule)).toEqual(['connections/rollout-budget']);
});

test('the same declaration gives the same result', () => {
  const declaration = withField('services.api.maxInstances', 20);
  const once = evaluate(declaration, { today: TODAY });
  expect(evaluate(structuredClone(declaration), { today: TODAY })).toEqual(once);
});

test('fixes are searched for so many trials, what blocks first, and it is said where the search ended', () => {
  const unused = { rule: 'a/b', subject: 'c', reason: 'nothing', owner: 'team', expires: '9999-01-01' };
  const large = declare({ ...ENVIRONMENT, acknowledgements: Array<Acknowledgement>(20_000).fill(unused) });
  let checks = 0;
  /** Finds what no edit mends, and names twelve to try that no other rule does. */
  const stubborn = (severity: 'error' | 'warning', from: number): Rule => ({
    ...broken,
    id: `test/${severity}`,
    severity,
    check: () => {
      checks += 1;
      const knobs = Array.from({ length: 12 }, (_, index) => ({
        path: 'services.api.concurrency',
        from: 10,
        to: { value: from + index },
      }));
      return [{ subject: 'services.api', headline: 'never mended', knobs }];
    },
  });
  const rules = [stubborn('warning', 20), stubborn('error', 40)];
  const [environment] = evaluate(large, { today: TODAY, rules }).environments;
  const [warning, error] = environment!.findings;
  const trials = checks / rules.length - 1;
  expect(trials).toBeGreaterThan(12);
  expect(trials).toBeLessThan(24);
  expect(error!.note).toBeUndefined();
  expect(warning!.note).toBe(
    `the search for fixes ended after ${trials} trials, the most for a declaration of this size`,
  );
});
