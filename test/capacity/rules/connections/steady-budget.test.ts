import { textOf } from '../../../../capacity/terms';
import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

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
    fix('services.api.maxInstances', 20, 15, 0),
    fix('services.api.pools.main.size', 4, 2, 10),
    fix('services.api.pools.main.maxOverflow', 2, 0, 10),
    { ...fix('databases.main.maxConnections', 100, 130, 0), effect: 'RESTARTS the database' },
  ]);
});

test('a sum without bound is over, and the fix says which number fits', () => {
  const declaration = withField('services.api.pools.main', { database: 'main', driver: 'database-sql' });
  const [finding] = findingsOf(RULE, declaration);
  expect(finding!.headline).toBe(`steady needs without bound; ${USABLE}`);
  expect(finding!.fixes).toEqual([{ ...fix('services.api.pools.main.maximum', 0, 45, 0), from: null }]);
});

test('what cannot be known is no pass', () => {
  const declaration = withFields({ 'services.api.processes': undefined });
  expect(headlinesOf(RULE, declaration)).toEqual([
    `cannot be known: steady needs 0 and 1 unknown; ${USABLE}`,
  ]);
});

test('an unknown part beside a part that is over is over', () => {
  const declaration = withFields({
    'services.api.processes': undefined,
    'clients.bi': { database: 'main', connections: 91, reason: 'BI', owner: 'team-bi' },
  });
  expect(headlinesOf(RULE, declaration)).toEqual([`steady needs 91 and 1 unknown; ${USABLE}`]);
});

function fix(path: string, from: number, to: number, leaves: number) {
  return { environment: 'test', path, from, to, leaves, effect: 'new revision' };
}
