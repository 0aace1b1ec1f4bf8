import { defaultMaxConnections, parseTier } from '../../../../capacity/google-cloud/cloud-sql';
import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'database/memory-fit';
const limited = (maxConnections: number) => withField('databases.main.maxConnections', maxConnections);
const flagged = (flags: Record<string, string | number>) => withField('databases.main.flags', flags);

test('the estimated sum warns from the first megabyte too many', () => {
  expect(findingsOf(rule, limited(256))).toEqual([]);
  expect(findingsOf(rule, limited(257))).toEqual([]);
  expect(findingsOf(rule, limited(258))).toMatchObject([
    {
      severity: 'warning',
      headline:
        'db-custom-1-3840 has 3840 MB: shared_buffers 1267 MB (default) + 258 connections × 10 MB need 3847 MB',
      fixes: [
        { path: 'databases.main.maxConnections', from: 258, to: 257 },
        { path: 'databases.main.tier', from: 'db-custom-1-3840', to: 'db-custom-1-4096' },
      ],
    },
  ]);
});

test('connections that alone need more than the machine has are an error', () => {
  const severities = (limit: number) => findingsOf(rule, limited(limit)).map(({ severity }) => severity);
  expect(severities(383)).toEqual(['warning']);
  expect(severities(384)).toEqual(['warning']);
  expect(severities(385)).toEqual(['error']);
});

test('no fix raises a limit beyond the memory', () => {
  const over = withFields({ 'services.api.maxInstances': 200 });
  const fixes = findingsOf('connections/steady-budget', over).flatMap((finding) => finding.fixes);
  expect(fixes.length).toBeGreaterThan(0);
  expect(fixes.filter(({ path }) => path.endsWith('maxConnections'))).toEqual([]);
});

test.each(['db-f1-micro', 'db-g1-small', 'db-custom-1-3840', 'db-custom-1-6144', 'db-custom-2-7680'])(
  'the default limit of %s fits',
  (tier) => {
    const maxConnections = defaultMaxConnections(parseTier(tier)!.memoryGb);
    const declaration = withFields({
      'databases.main.tier': tier,
      'databases.main.maxConnections': maxConnections,
    });
    expect(headlinesOf(rule, declaration)).toEqual([]);
  },
);

test('the default limits of larger tiers fit, and 100 on db-g1-small does', () => {
  for (const [tier, maxConnections] of [
    ['db-custom-4-15360', 500],
    ['db-custom-8-30720', 600],
    ['db-custom-16-61440', 800],
    ['db-custom-32-122880', 1000],
    ['db-g1-small', 100],
  ] as const) {
    const declaration = withFields({
      'databases.main.tier': tier,
      'databases.main.maxConnections': maxConnections,
    });
    expect(headlinesOf(rule, declaration)).toEqual([]);
  }
});

test('the outage: both flags are named', () => {
  const outage = withFields({
    'databases.main.tier': 'db-g1-small',
    'databases.main.flags': { shared_buffers: 128_000, effective_cache_size: 524_288, work_mem: 4096 },
  });
  const [finding] = findingsOf(rule, outage);
  expect(finding).toMatchObject({
    severity: 'error',
    at: { path: 'databases.main.tier', value: 'db-g1-small' },
    headline:
      'db-g1-small has 1741 MB: shared_buffers 1000 MB + 100 connections × 10 MB need 2000 MB; ' +
      'effective_cache_size 4096 MB is outside 174 MB to 1219 MB (10 to 70 %)',
    fixes: [{ from: 'db-g1-small', to: 'db-custom-1-5888' }],
  });
  expect(finding!.excess).toBeCloseTo(259.2 + 2877.44, 1);
});

test('effective_cache_size is held to the range that Cloud SQL accepts', () => {
  const headlines = (megabytes: number) =>
    headlinesOf(rule, flagged({ effective_cache_size: `${megabytes}MB` }));
  expect(headlines(384)).toEqual([]);
  expect(headlines(2687)).toEqual([]);
  expect(headlines(2688)).toEqual([]);
  expect(headlines(2689)).toEqual([
    'db-custom-1-3840 has 3840 MB: effective_cache_size 2689 MB is outside 384 MB to 2688 MB (10 to 70 %)',
  ]);
  expect(headlines(383)).toEqual([
    'db-custom-1-3840 has 3840 MB: effective_cache_size 383 MB is outside 384 MB to 2688 MB (10 to 70 %)',
  ]);
});

test('the smallest edit of effective_cache_size is offered, however far below the range 1 is', () => {
  expect(findingsOf(rule, flagged({ effective_cache_size: 524_288 }))).toMatchObject([
    {
      headline:
        'db-custom-1-3840 has 3840 MB: effective_cache_size 4096 MB is outside 384 MB to 2688 MB (10 to 70 %)',
      fixes: [
        { path: 'databases.main.flags.effective_cache_size', from: 524_288, to: 344_064 },
        { path: 'databases.main.tier', to: 'db-custom-1-5888' },
      ],
    },
  ]);
});

test('shared_buffers warns above its share and is an error above all of the memory', () => {
  const findings = (megabytes: number) => findingsOf(rule, flagged({ shared_buffers: megabytes * 128 }));
  expect(findings(2304)).toEqual([]);
  expect(findings(2305)).toMatchObject([
    {
      severity: 'warning',
      headline: 'db-custom-1-3840 has 3840 MB: shared_buffers 2305 MB is above 2304 MB (60 %)',
      fixes: [
        { path: 'databases.main.flags.shared_buffers', from: 295_040, to: 294_912 },
        { path: 'databases.main.tier', to: 'db-custom-1-4096' },
      ],
    },
  ]);
  expect(findings(3841)).toMatchObject([{ severity: 'error' }]);
});

test('units: pages of 8 kB, text with a unit, and what is no size', () => {
  const headlines = (value: string | number) => headlinesOf(rule, flagged({ shared_buffers: value }));
  const above = 'db-custom-1-3840 has 3840 MB: shared_buffers 2560 MB is above 2304 MB (60 %)';
  expect(headlines(327_680)).toEqual([above]);
  expect(headlines('327680')).toEqual([above]);
  expect(headlines('2560MB')).toEqual([above]);
  expect(headlines('2.5GB')).toEqual([above]);
  expect(headlines('2560 megs')).toEqual([
    'db-custom-1-3840 has 3840 MB: shared_buffers 2560 megs is no size',
  ]);
});

test('work_mem above its default counts for every connection', () => {
  const headlines = (work_mem: number) => headlinesOf(rule, flagged({ work_mem: work_mem * 1024 }));
  expect(headlines(4)).toEqual([]);
  expect(headlines(19)).toEqual([]);
  expect(headlines(20)).toEqual([
    'db-custom-1-3840 has 3840 MB: shared_buffers 1267 MB (default) + 100 connections × 26 MB need 3867 MB',
  ]);
});

test('the size of a connection is an assumption', () => {
  const declaration = withField('assumptions', { connectionMegabytes: 5 }, limited(500));
  expect(headlinesOf(rule, declaration)).toEqual([]);
});
