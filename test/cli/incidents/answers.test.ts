import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerOf, type Answered } from '../../../cli/incidents/answer';
import { readCases } from '../../../cli/incidents/read';
import { answered, incidentsJson, incidentsText, summarize } from '../../../cli/incidents/report';

type Fields = Record<string, unknown>;

const FILE = join(__dirname, '../../fixtures/incidents/cases.json');
const FIXTURE = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly cases: readonly Fields[] };

/** Fields of a case that an answer may rest on. */
const READ = [
  'platform',
  'db',
  'limit_kind',
  'pooler_in_front',
  'services',
  'other_clients',
  'rollouts_serialised_across_services',
  'rollout_fixed_extra_connections',
];

const answersOf = (cases: readonly Fields[]) =>
  readCases({ cases }).map((one) => answered(one, answerOf(one.recorded)));

const answers = answersOf(FIXTURE.cases);

const only = (fields: Fields, kept: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => kept.includes(name)));

test('the answers beside the outcomes', () => {
  expect(summarize(answers)).toEqual({
    exhausted: { blocked: 16, warned: 3, clear: 1, undecidable: 1, total: 21 },
    near: { blocked: 3, warned: 3, clear: 0, undecidable: 0, total: 6 },
    fine: { blocked: 0, warned: 4, clear: 11, undecidable: 0, total: 15 },
    other: { blocked: 0, warned: 0, clear: 0, undecidable: 0, total: 0 },
  });
});

test('which cases were missed, disturbed or left open', () => {
  const ids = (outcome: string, answer: string) =>
    answers.filter((one) => one.outcome === outcome && one.answer === answer).map(({ id }) => id);
  expect(ids('exhausted', 'clear')).toEqual(['soleur-6258-2026-07']);
  expect(ids('exhausted', 'warned')).toEqual([
    'kortix-prod-2026-08-22',
    'createmod-2026-07-09',
    'prisma-7120-cloudrun',
  ]);
  expect(ids('fine', 'warned')).toEqual([
    'sprintable-dev-2026-07-21',
    'memex-2026-06-after',
    'memex-2026-07-21',
    'test-observer-2024',
  ]);
  expect(answers.filter(({ answer }) => answer === 'undecidable')).toMatchObject([
    { id: 'cloudrun-per-instance-100', missing: 'services[0].pool_size', rules: [] },
  ]);
});

test.each([
  ['vexa-hosted-2026-04-21', { usable: 97, steady: 130 }],
  ['kortix-staging-2026-07-23', { usable: 57, steady: 112 }],
  ['kortix-prod-2026-08-22', { usable: 237, steady: 190 + 32, rollout: 380 + 32 }],
  ['sprintable-prod-2026-06-08', { usable: 93, steady: 90, rollout: 180 }],
  ['agentic-org-2026-05-04', { usable: 93, steady: 120, rollout: 150 }],
  ['boardsesh-2026-08-28', { usable: 197, steady: 'unlimited' }],
  ['mitodl-dagster-2026-08-10', { usable: 4995, steady: 9006 }],
  ['soleur-5558-2026-06', { usable: 15, steady: 25 }],
  ['hostedapi-65-2019-11', { usable: 20, steady: 21 }],
  ['cliquet-176-2015', { usable: 297, steady: 300 }],
  ['orca-2026-09-17', { usable: 490, steady: 518, rollout: 548 }],
  // Its source counts 389: the 4 instances that a rollout of the push service adds are 2 more than its ceiling, and are
  // read as live while another service takes its turn.
  ['orca-2026-09-model-drift', { usable: 390, steady: 324, rollout: 389 + 2 * 2 }],
  ['orca-push-gateway', { usable: 64, steady: 4, rollout: 12 }],
  ['sprintable-dev-2026-07-21', { usable: 193, steady: 40, rollout: 200 }],
  ['sprintable-prod-2026-08-04-pgbouncer', { usable: 193, steady: 160 }],
  ['kortix-prod-after', { usable: 237, steady: 90 + 42, rollout: 180 + 42 }],
  ['jobseek-budget', { usable: 97, steady: 58 }],
])('%s asks for what its source counts', (id, budget) => {
  expect(answers.find((one) => one.id === id)!.budget).toEqual(budget);
});

test('nothing but the declared capacity changes an answer', () => {
  const answerOnly = (cases: readonly Answered[]) =>
    cases.map(({ answer, rules, missing, budget }) => ({ answer, rules, missing, budget }));
  const others = [...new Set(FIXTURE.cases.flatMap((one) => Object.keys(one)))].filter(
    (name) => !READ.includes(name),
  );
  expect(others).toContain('outcome');
  const bare = FIXTURE.cases.map((one) => only(one, READ));
  const noise = Object.fromEntries(others.map((name) => [name, 'exhausted: fine, 100 of 20']));
  const swapped = bare.map((one) => ({ ...one, ...noise }));
  for (const cases of [bare, swapped]) expect(answerOnly(answersOf(cases))).toEqual(answerOnly(answers));
});

test('an answer does not depend on the other cases or their order', () => {
  expect(answersOf([...FIXTURE.cases].reverse()).reverse()).toEqual(answers);
});

test('the JSON report', () => {
  const report = JSON.parse(incidentsJson(answers)) as { cases: Fields[]; summary: unknown };
  expect(report.summary).toEqual(summarize(answers));
  expect(report.cases.map((one) => one['id'])).toEqual(FIXTURE.cases.map((one) => one['id']));
  expect(report.cases.find((one) => one['id'] === 'vexa-hosted-2026-04-21')).toEqual({
    id: 'vexa-hosted-2026-04-21',
    outcome: 'exhausted',
    answer: 'blocked',
    rules: ['connections/steady-budget'],
  });
  expect(report.cases.find((one) => one['id'] === 'cloudrun-per-instance-100')).toEqual({
    id: 'cloudrun-per-instance-100',
    outcome: 'exhausted',
    answer: 'undecidable',
    rules: [],
    missing: 'services[0].pool_size',
  });
});

test('the text report ends with the table', () => {
  expect(incidentsText(answers).split('\n').slice(-5)).toEqual([
    'outcome     blocked   warned   clear   undecidable   cases',
    'exhausted        16        3       1             1      21   flagged 19 of 20 decidable (95 %), blocked 80 %, missed 1',
    'near              3        3       0             0       6',
    'fine              0        4      11             0      15   blocked 0 (0 %), warned 4 (27 %)',
    'all              19       10      12             1      42   2 % undecidable',
  ]);
});
