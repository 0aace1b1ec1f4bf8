import { evaluate, type EvaluateOptions } from '../../capacity/evaluate';
import { TODAY, withFields } from '../support/declare';

const RULE = 'connections/steady-budget';
const accepted = { reason: 'the load test ends on Friday', owner: 'team-api' };

const result = (
  expires: string,
  fields: Readonly<Record<string, unknown>> = {},
  options: Partial<EvaluateOptions> = {},
) =>
  evaluate(
    withFields({
      'services.api.maxInstances': 20,
      acknowledgements: [{ rule: RULE, subject: 'databases.main', ...accepted, expires }],
      ...fields,
    }),
    { today: TODAY, ...options },
  );
const steady = (...parameters: Parameters<typeof result>) =>
  result(...parameters).environments[0]!.findings.find(({ rule }) => rule === RULE);
const status = (...parameters: Parameters<typeof result>) =>
  result(...parameters).environments[0]!.acknowledgements.map((one) => one.status);

test.each([
  ['2026-11-21', 'expired'],
  ['2026-11-22', 'in-force'],
  ['2026-11-23', 'in-force'],
])('one that ends on %s is %s on 2026-11-22', (expires, expected) => {
  expect(status(expires)).toEqual([expected]);
});

test('in force, it accepts its finding, which is still listed and costs no search', () => {
  expect(steady('2026-12-01')).toMatchObject({
    severity: 'error',
    acknowledgedBy: { ...accepted, expires: '2026-12-01' },
    fixes: [],
  });
  expect(result('2026-12-01').summary).toMatchObject({ acknowledged: 1 });
});

test('expired, it accepts nothing', () => {
  const finding = steady('2026-11-21')!;
  expect(finding.severity).toBe('error');
  expect(finding).not.toHaveProperty('acknowledgedBy');
});

test('expired, it only warns where a date must not block', () => {
  expect(steady('2026-11-21', {}, { expired: 'warn' })).toMatchObject({
    severity: 'warning',
    note: 'acknowledged by team-api until 2026-11-21, now expired',
  });
  expect(steady('2026-12-01', {}, { expired: 'warn' })).toMatchObject({ severity: 'error' });
});

test('that nothing needs any more is unused', () => {
  expect(status('2026-12-01', { 'services.api.maxInstances': 2 })).toEqual(['unused']);
  expect(status('2026-11-21', { 'services.api.maxInstances': 2 })).toEqual(['unused']);
});

test('for another subject or rule accepts nothing', () => {
  const other = (fields: object) => ({
    acknowledgements: [
      { rule: RULE, subject: 'databases.main', ...accepted, expires: '2026-12-01', ...fields },
    ],
  });
  expect(steady('', other({ subject: 'databases.other' }))).not.toHaveProperty('acknowledgedBy');
  expect(steady('', other({ rule: 'connections/rollout-budget' }))).not.toHaveProperty('acknowledgedBy');
});
