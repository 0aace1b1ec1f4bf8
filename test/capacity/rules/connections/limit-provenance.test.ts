import { declare, ENVIRONMENT, findingsOf, withField, withFields } from '../../../support/declare';

const RULE = 'connections/limit-provenance';

test('a limit inferred from the tier warns, and is fixed by writing it down', () => {
  const [finding] = findingsOf(RULE, withField('databases.main.maxConnections', undefined));
  expect(finding).toMatchObject({
    severity: 'warning',
    subject: 'databases.main',
    owner: 'team-data',
    headline:
      'the limit 100 (default of db-custom-1-3840) is inferred from the tier: maxConnections is not set, and none was observed',
  });
  expect(finding!.fixes).toEqual([
    {
      environment: 'test',
      path: 'databases.main.maxConnections',
      from: null,
      to: 100,
      leaves: null,
      effect: 'RESTARTS the database',
    },
  ]);
});

test('a limit that cannot be known is an error', () => {
  const declaration = withFields({
    'databases.main.maxConnections': undefined,
    'databases.main.tier': 'db-quantum-1',
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding).toMatchObject({
    severity: 'error',
    headline:
      'the limit is not known: tier db-quantum-1 has no published default, and maxConnections is not set',
  });
});

const observed = (maxConnections: number) => ({
  'databases.main.observed': { maxConnections, on: '2026-10-01' },
});

// Declared are 100.
test.each([
  [99, ['maxConnections is 100, but 99 was read from the live server on 2026-10-01']],
  [100, []],
  [101, ['maxConnections is 100, but 101 was read from the live server on 2026-10-01']],
])('observed %d', (maxConnections, headlines) => {
  expect(findingsOf(RULE, withFields(observed(maxConnections))).map(({ headline }) => headline)).toEqual(
    headlines,
  );
});

test('says which of two numbers is used', () => {
  const [own] = findingsOf(RULE, withFields(observed(200)));
  expect(own!.why).toBe(
    'the declared number is used, and the next deploy sets it, with a restart; until then the other one is live',
  );
  const [theirs] = findingsOf(
    RULE,
    withFields({ ...observed(200), 'databases.main.ownership': 'reference' }),
  );
  expect(theirs!.why).toBe(
    'the number that was read is used; somebody changed the flag, or wrote down another one',
  );
  expect(theirs!.knobs).toEqual([]);
});

const referencing = (maxConnections: number | undefined) => ({
  schemaVersion: 1 as const,
  environments: {
    test: ENVIRONMENT,
    other: {
      ...ENVIRONMENT,
      databases: {
        shared: {
          ...ENVIRONMENT.databases.main,
          ownership: 'reference' as const,
          instance: 'main',
          maxConnections,
        },
      },
      services: {},
    },
  },
});

test.each([
  [undefined, []],
  [100, []],
  [
    101,
    [
      [
        'other',
        'databases.shared',
        'the limit is 101 here, and 100 (declared) in environment test, whose number is used',
      ],
    ],
  ],
])('another environment wrote down %p', (maxConnections, expected) => {
  const findings = findingsOf(RULE, referencing(maxConnections));
  expect(findings.map(({ environment, subject, headline }) => [environment, subject, headline])).toEqual(
    expected,
  );
});

test('a declared limit passes', () => {
  expect(findingsOf(RULE, declare(ENVIRONMENT))).toEqual([]);
});
