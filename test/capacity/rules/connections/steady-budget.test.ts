import { textOf } from '../../../../capacity/terms';
import { findingsOf, headlinesOf, SERVICE, withField, withFields } from '../../../support/declare';

const RULE = 'connections/steady-budget';
const USABLE = '90 usable (limit 100 (declared) − reserved 7 − kept 3)';

/** 15 instances × 6 are the 90 usable; one more connection comes from a client. */
const full = withField('services.api.maxInstances', 15);

test.each([
  ['one below', withField('services.api.maxInstances', 14), []],
  ['exactly all', full, []],
  [
    'one above',
    withField('clients.bi', { database: 'main', connections: 1, reason: 'BI', owner: 'team-bi' }, full),
    [`steady needs 91; ${USABLE}`],
  ],
])('%s', (_, declaration, headlines) => {
  expect(headlinesOf(RULE, declaration)).toEqual(headlines);
});

test('names the number to look at, who answers for it, the terms and what applies a fix', () => {
  const [finding] = findingsOf(RULE, withField('services.api.maxInstances', 20));
  expect(finding).toMatchObject({
    severity: 'error',
    subject: 'databases.main',
    at: { path: 'services.api.maxInstances', value: 20 },
    owner: 'team-api',
    excess: 30,
    why: 'connection 94 is refused with SQLSTATE 53300, and whoever opens it fails',
  });
  expect(finding!.terms.map(textOf)).toEqual([
    'services.api revision latest: 20 instances × 1 process × (4 + 2) = 120',
  ]);
  expect(finding!.fixes).toEqual([
    fix('services.api.maxInstances', 20, 7, 6),
    { ...fix('databases.main.maxConnections', 100, 250, 0), effect: 'RESTARTS the database' },
  ]);
});

test('a sum without bound is over, and the fix says which number fits', () => {
  const declaration = withField('services.api.pools.main', { database: 'main', driver: 'database-sql' });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding!.headline).toBe(`steady needs without bound; ${USABLE}`);
  expect(finding!.fixes).toEqual([{ ...fix('services.api.pools.main.maximum', 0, 22, 2), from: null }]);
});

test('what cannot be known is no pass', () => {
  const declaration = withFields({ 'services.api.processes': undefined });
  expect(headlinesOf(RULE, declaration)).toEqual([
    `cannot be known: steady needs at least 12, 1 unknown; ${USABLE}`,
  ]);
});

test('an unknown part beside a part that is over is over', () => {
  const declaration = withFields({
    'services.api.processes': undefined,
    'clients.bi': { database: 'main', connections: 91, reason: 'BI', owner: 'team-bi' },
  });
  expect(headlinesOf(RULE, declaration)).toEqual([`steady needs at least 103, 1 unknown; ${USABLE}`]);
});

test('the unknown client decides: its field is where to look, and its owner answers', () => {
  const declaration = withFields({
    'services.api.processes': undefined,
    'services.auth': { ...SERVICE, owner: 'team-auth' },
  });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding).toMatchObject({
    headline: `cannot be known: steady needs at least 24, 1 unknown; ${USABLE}`,
    owner: 'team-api',
    fixes: [],
  });
  expect(finding!.at).toEqual({ environment: 'test', path: 'services.api.processes', value: undefined });
  const pool = withField('services.api.pools.main', { database: 'main' });
  expect(findingsOf(RULE, pool)[0]).toMatchObject({
    at: { path: 'services.api.pools.main.size', value: undefined },
    fixes: [],
  });
});

test('no edit is offered that only makes a sum unknown', () => {
  const declaration = withFields({
    'services.api.pools.main.size': 20,
    'services.api.processes': undefined,
    'services.api.maxInstances': undefined,
  });
  for (const rule of [RULE, 'connections/rollout-budget'])
    expect(findingsOf(rule, declaration).map(({ severity, fixes }) => [severity, fixes])).toEqual([
      ['error', []],
    ]);
});

test('a fix is enough for every error of the budget, and the number with the smallest edit is where to look', () => {
  const declaration = withFields({ 'services.api.pools.main.size': 44 });
  const findings = [RULE, 'connections/rollout-budget'].flatMap((rule) => findingsOf(rule, declaration));
  // Once are 2 × (20 + 2) = 44 and twice 88; with 21 a deploy would need 92.
  const { effect: _, ...size } = fix('services.api.pools.main.size', 44, 20, 2);
  expect(findings.map(({ severity, at, fixes }) => [severity, at, fixes[0]])).toEqual(
    findings.map(() => [
      'error',
      { environment: 'test', path: 'services.api.pools.main.size', value: 44 },
      expect.objectContaining(size) as object,
    ]),
  );
  expect(findings).toHaveLength(2);
});

test('an edit of the service does not reach a revision that is live', () => {
  const declaration = withFields({
    'services.api.maxInstances': 10,
    'services.api.revisions': { 'api-1': { traffic: 50 } },
  });
  const [finding] = findingsOf(RULE, declaration);
  // api-1 keeps its 10 × 6 = 60; twice 2 × 6 beside it are 84.
  expect(finding!.fixes[0]).toEqual(fix('services.api.maxInstances', 10, 2, 6));
});

test('a split can be ended, where that is enough', () => {
  const declaration = withFields({
    'services.api.maxInstances': 8,
    'services.api.rollout': 'candidate',
    'services.api.revisions': { 'api-1': { traffic: 50, maxInstances: 8 } },
  });
  const traffic = 'services.api.revisions.api-1.traffic';
  // 48 of the latest, 6 each of the floor of api-1 and of a candidate.
  const ended = { ...fix(traffic, 50, 0, 30), effect: 'in place' };
  const [finding] = findingsOf(RULE, declaration);
  expect(finding!.fixes).toContainEqual(ended);
  expect(finding!.fixes.map(({ path }) => path)).not.toContain('services.api.revisions.api-1.maxInstances');
  const all = withField('services.api.revisions.api-1.traffic', 100, declaration);
  const paths = findingsOf(RULE, all).flatMap(({ fixes }) => fixes.map(({ path }) => path));
  expect(paths).not.toContain(traffic);
});

test('where nothing else is enough, a split ends together with lower numbers', () => {
  const declaration = withFields({
    'services.api.maxInstances': 40,
    'services.api.revisions': { 'api-1': { traffic: 50 } },
  });
  const [finding] = findingsOf(RULE, declaration);
  const joint = finding!.fixes.find(({ together }) => together)!;
  // api-1 keeps its floor of 6; twice 19 × 1 beside it are 38.
  expect(joint).toMatchObject({ leaves: 46, effect: 'new revision' });
  expect([joint, ...joint.together!].map(({ path, from, to }) => [path, from, to])).toEqual([
    ['services.api.revisions.api-1.traffic', 50, 0],
    ['services.api.maxInstances', 40, 19],
    ['services.api.pools.main.size', 4, 1],
    ['services.api.pools.main.maxOverflow', 2, 0],
  ]);
});

function fix(path: string, from: number, to: number, leaves: number) {
  return { environment: 'test', path, from, to, leaves, effect: 'new revision' };
}
