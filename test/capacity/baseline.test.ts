import type { BaselineEntry } from '../../capacity/baseline';
import type { Acknowledgement, Declaration } from '../../capacity/declaration';
import { blocking, evaluate } from '../../capacity/evaluate';
import { baselineIn } from '../../review/baseline';
import { reportOf } from '../../review/report';
import { declare, ENVIRONMENT, TODAY, withField, withFields } from '../support/declare';
import { reviewed } from '../support/review';

const over = withField('services.api.maxInstances', 20);
const entriesOf = (declaration: Declaration): readonly BaselineEntry[] =>
  baselineIn(JSON.parse(JSON.stringify(reportOf(reviewed(declaration)))), 'baseline.json');
const BASELINE = entriesOf(over);

const against = (declaration: Declaration, baseline = BASELINE) => {
  const [environment] = evaluate(declaration, { today: TODAY, baseline }).environments;
  return {
    blocks: blocking(environment!.findings).map(({ rule }) => rule),
    statuses: environment!.baseline.map(({ rule, status }) => `${rule} ${status}`),
    environment: environment!,
  };
};

test('without a baseline both budgets block', () => {
  expect(against(over, []).blocks).toEqual(['connections/steady-budget', 'connections/rollout-budget']);
  expect(against(over, []).statuses).toEqual([]);
});

test.each([
  [19, [], ['known', 'known']],
  [20, [], ['known', 'known']],
  [21, ['connections/steady-budget', 'connections/rollout-budget'], ['worse', 'worse']],
])('with %d instances in place of 20', (instances, blocks, statuses) => {
  const result = against(withField('services.api.maxInstances', instances));
  expect(result.blocks).toEqual(blocks);
  expect(result.statuses.slice(0, 2).map((text) => text.split(' ')[1])).toEqual(statuses);
});

test('what passes is listed as such, and what is over stays over', () => {
  const { environment } = against(over);
  expect(environment.verdict).toBe('over');
  expect(environment.findings[0]).toMatchObject({
    rule: 'connections/steady-budget',
    severity: 'warning',
    inBaseline: true,
    note: 'in the baseline, and not worse',
  });
});

test('an entry whose finding is gone says so', () => {
  const { blocks, statuses } = against(declare(ENVIRONMENT));
  expect(blocks).toEqual([]);
  expect(statuses).toEqual(['connections/steady-budget gone', 'connections/rollout-budget gone']);
});

test('what is new blocks beside it', () => {
  expect(against(withField('connectors.path.maxInstances', 100, over)).blocks).toEqual([
    'connector/instance-bounds',
  ]);
});

test('another environment of the same name does not profit from it', () => {
  const entries = BASELINE.map((entry) => ({ ...entry, environment: 'other' }));
  expect(against(over, entries).blocks).toHaveLength(2);
  expect(against(over, entries).statuses).toEqual([]);
});

describe('what nobody knows', () => {
  const unknown = withField('services.api.processes', undefined);
  const entries = entriesOf(unknown);

  test('passes with the very same numbers beside it, and stays unknown', () => {
    const { blocks, environment, statuses } = against(unknown, entries);
    expect(blocks).toEqual([]);
    expect(statuses).toContain('connections/steady-budget known');
    expect(environment.verdict).toBe('unknown');
    expect(environment.findings[0]).toMatchObject({
      rule: 'connections/steady-budget',
      severity: 'warning',
      note: 'in the baseline, with the same numbers beside the unknown ones',
    });
  });

  test.each([
    ['one more instance', withField('services.api.maxInstances', 5, unknown)],
    [
      'one instance less, as its processes may have grown',
      withField('services.api.maxInstances', 3, unknown),
    ],
    ['a lower limit', withField('databases.main.maxConnections', 99, unknown)],
    ['a number that was not known then and may have been anything', over],
  ])('blocks with %s', (_, declaration) => {
    const { blocks, statuses } = against(declaration, entries);
    expect(blocks).toContain('connections/steady-budget');
    expect(statuses).toContain('connections/steady-budget unknown');
  });

  test('blocks where a number is not known any more', () => {
    expect(against(unknown).blocks).toContain('connections/steady-budget');
  });

  test('blocks where only its instances change, and no sum is certain', () => {
    const size = withFields({ 'services.api.pools.main': { database: 'main' } });
    const more = withField('services.api.maxInstances', 3, size);
    expect(against(size, entriesOf(size)).blocks).toEqual([]);
    expect(against(more, entriesOf(size)).blocks).toContain('connections/steady-budget');
  });
});

test('what has no bound passes as long as it grows no faster', () => {
  const unlimited = withField('services.api.maxInstances', undefined);
  const entries = entriesOf(unlimited);
  expect(against(unlimited, entries).blocks).toEqual([]);
  expect(against(withField('services.api.pools.main.size', 5, unlimited), entries).blocks).toContain(
    'connections/steady-budget',
  );
});

test('what is not measured passes as long as it says the same', () => {
  const type = (machineType: string) => withField('connectors.path.machineType', machineType);
  expect(against(type('e2-huge'), entriesOf(type('e2-huge'))).blocks).toEqual([]);
  expect(against(type('e2-vast'), entriesOf(type('e2-huge'))).blocks).toEqual(['connector/machine-type']);
});

describe('beside an acknowledgement', () => {
  const accepting = (expires: string): Declaration => {
    const acknowledgements: readonly Acknowledgement[] = [
      {
        rule: 'connections/steady-budget',
        subject: 'databases.main',
        reason: 'until the new tier',
        owner: 'team-data',
        expires,
      },
    ];
    return withFields({ acknowledgements }, over);
  };

  test('in force, it is the acknowledgement that accepts', () => {
    const { blocks, environment } = against(accepting(TODAY));
    expect(blocks).toEqual([]);
    expect(environment.findings[0]).toMatchObject({ severity: 'error', acknowledgedBy: { expires: TODAY } });
    expect(environment.findings[0]).not.toHaveProperty('inBaseline');
    expect(environment.acknowledgements).toMatchObject([{ status: 'in-force' }]);
  });

  test('ended, it blocks, whatever stands in the baseline', () => {
    const { blocks, environment } = against(accepting('2026-11-21'));
    expect(blocks).toEqual(['connections/steady-budget']);
    expect(environment.acknowledgements).toMatchObject([{ status: 'expired' }]);
  });
});

test('with a base too, each lets pass what it knows', () => {
  const [environment] = evaluate(over, { today: TODAY, base: over, baseline: [] }).environments;
  expect(blocking(environment!.findings)).toEqual([]);
  const [other] = evaluate(over, {
    today: TODAY,
    base: declare(ENVIRONMENT),
    baseline: BASELINE,
  }).environments;
  expect(blocking(other!.findings)).toEqual([]);
  expect(other!.findings[0]).toMatchObject({ rule: 'connections/steady-budget', inBaseline: true });
});
