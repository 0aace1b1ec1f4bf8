import type { Declaration, Environment } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { buildModel } from '../../capacity/model';
import { textOf } from '../../capacity/terms';
import { ENVIRONMENT, SERVICE, TODAY } from '../support/declare';

const ID = 'example:us-central1:main';
const reference = { ...ENVIRONMENT.databases.main, ownership: 'reference', instance: 'main' } as const;

/** `owning` deploys the database, `using` only names it, under another key. */
const shared = (owning: Partial<Environment> = {}, using: Partial<Environment> = {}): Declaration => ({
  schemaVersion: 1,
  environments: {
    using: {
      ...ENVIRONMENT,
      databases: { theirs: reference },
      services: {
        web: {
          ...SERVICE,
          owner: 'team-web',
          pools: { main: { ...SERVICE.pools.main, database: 'theirs' } },
        },
      },
      ...using,
    },
    owning: { ...ENVIRONMENT, ...owning },
  },
});

const web = (maxInstances: number): Partial<Environment> => ({
  services: {
    web: {
      ...SERVICE,
      owner: 'team-web',
      maxInstances,
      pools: { main: { ...SERVICE.pools.main, database: 'theirs' } },
    },
  },
});

test('environments that name the same instance share one budget, which its owner reports', () => {
  const { budgets, environments } = buildModel(shared());
  expect(budgets).toHaveLength(1);
  expect(budgets[0]).toMatchObject({
    id: ID,
    path: 'databases.main',
    environment: 'owning',
    usedBy: ['using', 'owning'],
    owner: 'team-data',
  });
  expect(budgets[0]!.moments[0]!.terms.map((term) => [term.environment, textOf(term)])).toEqual([
    ['using', 'services.web revision latest: 2 instances × 1 process × (4 + 2) = 12'],
    ['owning', 'services.api revision latest: 2 instances × 1 process × (4 + 2) = 12'],
  ]);
  expect(environments.map(({ name, budgets: all, reports }) => [name, all.length, reports.length])).toEqual([
    ['using', 1, 0],
    ['owning', 1, 1],
  ]);
});

test('the owner’s limit is used, whatever others wrote down', () => {
  const using = { databases: { theirs: { ...reference, maxConnections: 500 } } };
  expect(buildModel(shared({}, using)).budgets[0]!.limit.text).toBe('100 (declared)');
});

test('of environments that only name it, the one that has read its limit reports it', () => {
  const observed = { ...reference, observed: { maxConnections: 80, on: '2026-10-01' } };
  const declaration = shared({ databases: { main: observed } });
  expect(buildModel(declaration).budgets[0]).toMatchObject({
    environment: 'owning',
    limit: { text: '80 (observed 2026-10-01)' },
  });
});

test('of environments that only name it, the first reports it where none has read it, or all have', () => {
  const observed = { ...reference, observed: { maxConnections: 80, on: '2026-10-01' } };
  const later = { ...reference, observed: { maxConnections: 70, on: '2026-10-02' } };
  expect(buildModel(shared({ databases: { main: reference } })).budgets[0]!.environment).toBe('using');
  const both = shared({ databases: { main: later } }, { databases: { theirs: observed } });
  expect(buildModel(both).budgets[0]).toMatchObject({
    environment: 'using',
    limit: { text: '80 (observed 2026-10-01)' },
  });
});

test('a reporter that is not deployed hands over to the first that is', () => {
  const { environments } = buildModel(shared(), new Set(['using']));
  expect(environments.map(({ name, reports }) => [name, reports.length])).toEqual([
    ['using', 1],
    ['owning', 0],
  ]);
});

test('instances of other projects and regions are others', () => {
  const using = { databases: { theirs: { ...reference, region: 'europe-west1' } } };
  expect(buildModel(shared({}, using)).budgets.map(({ id }) => id)).toEqual([
    'example:europe-west1:main',
    ID,
  ]);
});

test('poolers of two environments are two, even under one name', () => {
  const poolers = (database: string) => ({
    bouncer: { database, replicas: 1, poolSize: 5, mode: 'transaction' as const },
  });
  const { budgets } = buildModel(shared({ poolers: poolers('main') }, { poolers: poolers('theirs') }));
  expect(budgets.map(({ id, kind }) => [id, kind])).toEqual([
    [ID, 'database'],
    ['using/poolers/bouncer', 'pooler-clients'],
    ['owning/poolers/bouncer', 'pooler-clients'],
  ]);
});

describe('a budget that is over', () => {
  const findings = (declaration: Declaration, environments?: readonly string[], base?: Declaration) =>
    evaluate(declaration, { today: TODAY, environments, base }).environments.flatMap((result) =>
      result.findings
        .filter(({ rule }) => rule === 'connections/steady-budget')
        .map(({ environment, severity, headline, note }) => [environment, severity, headline, note]),
    );
  const headline = (demand: number) =>
    `steady needs ${demand}; 90 usable (limit 100 (declared) − reserved 7 − kept 3)`;

  test('is reported once, by its owner', () => {
    expect(findings(shared({}, web(14)))).toEqual([['owning', 'error', headline(96), undefined]]);
  });

  test('blocks the environment whose own clients are over', () => {
    expect(findings(shared({}, web(16)), ['using'])).toEqual([['using', 'error', headline(108), undefined]]);
  });

  test('does not block one that fits without the others', () => {
    const note = 'over only together with environments that are not being deployed now';
    expect(findings(shared({}, web(14)), ['owning'])).toEqual([['owning', 'warning', headline(96), note]]);
    expect(findings(shared({}, web(14)), ['using'])).toEqual([['using', 'warning', headline(96), note]]);
  });

  test('is over for everybody who names it', () => {
    const verdicts = (environments?: readonly string[]) =>
      evaluate(shared({}, web(14)), { today: TODAY, environments }).environments.map(({ name, verdict }) => [
        name,
        verdict,
      ]);
    expect(verdicts()).toEqual([
      ['using', 'over'],
      ['owning', 'over'],
    ]);
    expect(verdicts(['using'])).toEqual([['using', 'over']]);
  });

  test.each([
    // The others are over with it: 13 × 6 + 12 = 90 in the base, and 96 now.
    [13, 'error', undefined],
    [14, 'warning', 'over only together with environments that are not being deployed now'],
    [15, 'warning', 'over only together with environments that are not being deployed now'],
  ])('and %d instances in the base, where 14 are deployed: %s', (before, severity, note) => {
    expect(findings(shared({}, web(14)), ['using'], shared({}, web(before)))).toEqual([
      ['using', severity, headline(96), note],
    ]);
  });

  test('blocks no environment that did not grow, and one that the base does not know', () => {
    const now = shared({}, web(14));
    const note = 'over only together with environments that are not being deployed now';
    const { using: _, ...owning } = now.environments;
    expect(findings(now, ['owning'], shared())).toEqual([['owning', 'warning', headline(96), note]]);
    expect(findings(now, ['using'], { schemaVersion: 1, environments: owning })).toEqual([
      ['using', 'error', headline(96), undefined],
    ]);
  });
});
