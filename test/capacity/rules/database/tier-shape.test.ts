import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const headlines = (tier: string): readonly string[] =>
  headlinesOf('database/tier-shape', withField('databases.main.tier', tier));

test.each([
  'db-custom-1-3840',
  'db-custom-1-6656',
  'db-custom-2-3840',
  'db-custom-2-13312',
  'db-custom-96-638976',
  'db-perf-optimized-N-2',
  'db-c4a-highmem-72',
])('%s exists', (tier) => {
  expect(headlines(tier)).toEqual([]);
});

test.each([
  ['db-custom-1-3584', '3584 MB is below 3840 MB'],
  ['db-custom-1-3841', '3841 MB is not a multiple of 256 MB'],
  ['db-custom-1-6912', '6912 MB is outside 921 to 6656 MB for 1 vCPU'],
  ['db-custom-2-13568', '13568 MB is outside 1843 to 13312 MB for 2 vCPU'],
  ['db-custom-16-14592', '14592 MB is outside 14745 to 106496 MB for 16 vCPU'],
  ['db-custom-0-3840', '0 vCPU is neither 1 nor an even number from 2 to 96'],
  ['db-custom-95-98304', '95 vCPU is neither 1 nor an even number from 2 to 96'],
  ['db-custom-98-98304', '98 vCPU is neither 1 nor an even number from 2 to 96'],
  ['db-perf-optimized-N-12', 'db-perf-optimized-N has 2, 4, 8, 16, 32, 48, 64, 80, 96, 128 vCPU'],
  [
    'db-n1-standard-1',
    'PostgreSQL has db-f1-micro, db-g1-small, db-custom-<vCPU>-<MB>, db-perf-optimized-N-<vCPU>, db-c4a-highmem-<vCPU>',
  ],
])('%s does not exist', (tier, problem) => {
  expect(headlines(tier)).toEqual([`${tier} does not exist: ${problem}`]);
});

test('a custom tier that does not exist is moved to the nearest one', () => {
  const [finding] = findingsOf('database/tier-shape', withField('databases.main.tier', 'db-custom-3-4000'));
  expect(finding).toMatchObject({ severity: 'error', subject: 'databases.main', owner: 'team-data' });
  expect(finding!.fixes).toMatchObject([
    { path: 'databases.main.tier', from: 'db-custom-3-4000', to: 'db-custom-4-4096' },
  ]);
});

test('a shared-core tier warns, except in a sandbox', () => {
  const shared = withField('databases.main.tier', 'db-g1-small');
  const [finding] = findingsOf('database/tier-shape', shared);
  expect(finding).toMatchObject({
    severity: 'warning',
    headline: 'db-g1-small is a shared-core tier: outside the SLA, not for production',
    fixes: [{ from: 'db-g1-small', to: 'db-custom-1-3840', effect: 'RESTARTS the database' }],
  });
  expect(headlinesOf('database/tier-shape', withField('sandbox', true, shared))).toEqual([]);
});

test('about someone else’s instance it warns of tiers that do not exist only', () => {
  const theirs = (tier: string) =>
    findingsOf(
      'database/tier-shape',
      withFields({ 'databases.main.tier': tier, 'databases.main.ownership': 'reference' }),
    );
  expect(theirs('db-g1-small')).toEqual([]);
  expect(theirs('db-custom-3-7680')).toMatchObject([{ severity: 'warning', fixes: [] }]);
});
