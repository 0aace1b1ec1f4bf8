import { evaluate } from '../../capacity/evaluate';
import { declaration } from '../../environments';
import { TODAY } from '../support/declare';

const { environments, summary } = evaluate(declaration, { today: TODAY });

test.each(environments.map((environment) => [environment.name, environment] as const))(
  '%s fits, with nothing to report',
  (_, { verdict, findings, model }) => {
    // A draft of what exists has warnings about it until the last of its questions is answered.
    const isDraft = model.declared.origin === 'terraform';
    const reported = findings.filter(({ severity }) => !isDraft || severity === 'error');
    expect(reported.map(({ rule, subject, headline }) => [rule, subject, headline])).toEqual([]);
    expect(verdict).toBe('fits');
  },
);

test('nothing is accepted or forgiven to get there', () => {
  expect(summary).toMatchObject({ errors: 0, acknowledged: 0 });
});

test('staging leaves what its comments say', () => {
  const { budgets } = environments.find(({ name }) => name === 'staging')!;
  expect(budgets[0]!.moments.map(({ name, demand }) => [name, demand])).toEqual([
    ['steady', 32],
    ['rollout', 56],
    ['redeploy', 80],
    ['overshoot', 42],
    ['migration', 34],
    ['churn', 50],
  ]);
});

test('the services of production outlast a failover of their database', () => {
  const { startup } = environments.find(({ name }) => name === 'production')!.model;
  expect(
    [...startup.values()].map(({ databaseDeadline, probe }) => [
      databaseDeadline.seconds,
      probe.windowSeconds,
    ]),
  ).toEqual([
    [100, 120],
    [100, 120],
  ]);
});
