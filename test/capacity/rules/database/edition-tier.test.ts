import { findingsOf, withFields } from '../../../support/declare';

const findings = (
  edition: string | undefined,
  tier: string,
  version = 'POSTGRES_17',
  ownership = 'managed',
) =>
  findingsOf(
    'database/edition-tier',
    withFields({
      'databases.main.edition': edition,
      'databases.main.tier': tier,
      'databases.main.version': version,
      'databases.main.ownership': ownership,
    }),
  );

test.each([
  ['ENTERPRISE', 'db-custom-1-3840'],
  ['ENTERPRISE', 'db-g1-small'],
  ['ENTERPRISE_PLUS', 'db-perf-optimized-N-2'],
])('%s has %s', (edition, tier) => {
  expect(findings(edition, tier)).toEqual([]);
});

test('from PostgreSQL 16 on, an edition that is not set has no custom or shared-core tier', () => {
  expect(findings(undefined, 'db-g1-small')).toMatchObject([
    {
      severity: 'error',
      at: { path: 'databases.main.edition', value: undefined },
      headline:
        'edition is not set: for POSTGRES_17 the API chooses ENTERPRISE_PLUS, which has no db-g1-small: it is a tier of ENTERPRISE',
      fixes: [{ path: 'databases.main.edition', from: null, to: 'ENTERPRISE' }],
    },
  ]);
  expect(findings(undefined, 'db-custom-1-3840', 'POSTGRES_16')).toMatchObject([{ severity: 'error' }]);
});

test('an edition that is not set and fits is a warning', () => {
  expect(findings(undefined, 'db-custom-1-3840', 'POSTGRES_15')).toMatchObject([
    {
      severity: 'warning',
      headline:
        'edition is not set: for POSTGRES_15 the API chooses ENTERPRISE, which has db-custom-1-3840 by luck',
      fixes: [{ from: null, to: 'ENTERPRISE' }],
    },
  ]);
});

test('an edition that is written out must have the tier', () => {
  expect(findings('ENTERPRISE_PLUS', 'db-custom-1-3840')).toMatchObject([
    {
      severity: 'error',
      headline: 'edition is ENTERPRISE_PLUS, which has no db-custom-1-3840: it is a tier of ENTERPRISE',
      fixes: [{ from: 'ENTERPRISE_PLUS', to: 'ENTERPRISE' }],
    },
  ]);
  expect(findings('ENTERPRISE', 'db-perf-optimized-N-2')).toMatchObject([
    {
      headline: 'edition is ENTERPRISE, which has no db-perf-optimized-N-2: it is a tier of ENTERPRISE_PLUS',
    },
  ]);
});

test('someone else’s instance needs no edition', () => {
  expect(findings(undefined, 'db-custom-1-3840', 'POSTGRES_17', 'reference')).toEqual([]);
});
