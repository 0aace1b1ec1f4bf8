import { inWords } from '../../capacity/quantity';
import { budgetChanges, signed } from '../../review/comparison';
import { declare, ENVIRONMENT, SERVICE, withField, withFields } from '../support/declare';
import { reviewed } from '../support/review';

const base = declare(ENVIRONMENT);
const raised = withField('services.api.maxInstances', 12);

/** `steady 12 fits → 72 fits (+60)`. */
const rows = (...change: Parameters<typeof reviewed>) =>
  budgetChanges(reviewed(...change)).map(({ name, before, after, isChanged, moments }) => [
    `${name} ${inWords(before?.usable ?? 'unknown')} → ${inWords(after?.usable ?? 'unknown')}${isChanged ? ' changed' : ''}`,
    ...moments.map(
      ({ name: moment, before: was, after: now, change: by }) =>
        `${moment} ${was ? `${was.demand} ${was.verdict}` : 'none'} → ${now ? `${now.demand} ${now.verdict}` : 'none'}${by === undefined ? '' : ` (${signed(by)})`}`,
    ),
  ]);

test('every moment before and after', () => {
  expect(rows(raised, base)).toEqual([
    [
      'main 90 → 90 changed',
      'steady 12 fits → 72 fits (+60)',
      'rollout 24 fits → 84 fits (+60)',
      'later-rollout 24 fits → 144 over (+120)',
      'redeploy 36 fits → 216 over (+180)',
      'overshoot 18 fits → 84 fits (+66)',
      'churn 18 fits → 108 over (+90)',
    ],
  ]);
});

test('a higher limit alone', () => {
  const [[head, steady]] = rows(withField('databases.main.maxConnections', 130), base) as [[string, string]];
  expect([head, steady]).toEqual(['main 90 → 120 changed', 'steady 12 fits → 12 fits (±0)']);
});

test('nothing changes of the same declaration, nor without a base', () => {
  expect(budgetChanges(reviewed(base, base)).map(({ isChanged }) => isChanged)).toEqual([false]);
  const [alone] = budgetChanges(reviewed(base));
  expect(alone).toMatchObject({ isChanged: false, after: { usable: 90 } });
  expect(alone).not.toHaveProperty('before');
});

test('a database that is new, and one that is gone', () => {
  const second = withFields({
    'databases.second': ENVIRONMENT.databases.main,
    'services.web': { ...SERVICE, pools: { main: { ...SERVICE.pools.main, database: 'second' } } },
  });
  expect(rows(second, base)[1]!.slice(0, 2)).toEqual([
    'second unknown → 90 changed',
    'steady none → 12 fits',
  ]);
  expect(rows(base, second)[1]!.slice(0, 2)).toEqual([
    'second 90 → unknown changed',
    'steady 12 fits → none',
  ]);
});

test('what has no bound, or is not known, has no difference', () => {
  const [[head, steady]] = rows(withField('services.api.maxInstances', undefined), base) as [
    [string, string],
  ];
  expect([head, steady]).toEqual(['main 90 → 90 changed', 'steady 12 fits → 0 over']);
  const unknown = withField('services.api.processes', undefined);
  expect(rows(unknown, base)[0]![1]).toMatch(/^steady 12 fits → \d+ unknown$/);
  expect(budgetChanges(reviewed(unknown, unknown))[0]).toMatchObject({ isChanged: false });
});

test.each([
  [130, '+130'],
  [0, '±0'],
  [-20, '−20'],
])('%d is written %s', (change, text) => {
  expect(signed(change)).toBe(text);
});
