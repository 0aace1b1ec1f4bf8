import { findingsOf, SERVICE } from '../../../support/declare';
import { changing } from '../../../support/examples/change';

const RULE = 'change/blocked-replace';

const said = (live: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, unknown>>) => {
  const { base, declaration } = changing(live, fields);
  return findingsOf(RULE, declaration, { base }).map(
    ({ severity, subject, headline }) => `${severity} ${subject}: ${headline}`,
  );
};

const WEB = { 'services.web': { ...SERVICE, pools: {} } };

test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, readonly string[]]>([
  [
    'a protected instance alone',
    {},
    { 'databases.main.region': 'us-east1' },
    [
      'error databases.main: region us-central1 → us-east1 would replace main, but it is protected against deletion: the apply fails',
    ],
  ],
  [
    'a protected instance beside another change',
    {},
    { 'databases.main.region': 'us-east1', 'services.api.concurrency': 11 },
    [
      'error databases.main: region us-central1 → us-east1 would replace main, but it is protected against deletion: the apply fails half-way, when 1 other change may have been made',
    ],
  ],
  [
    'protection that is turned off by the same change: the live value counts',
    {},
    { 'databases.main.region': 'us-east1', 'databases.main.deletionProtection': false },
    [expect.stringContaining('protected against deletion')],
  ],
  [
    'an instance that is not protected',
    { 'databases.main.deletionProtection': false },
    { 'databases.main.region': 'us-east1' },
    [],
  ],
  [
    'a service that is not declared any more',
    WEB,
    { 'services.web': undefined },
    [
      'error services.web: web is not declared any more, and would be deleted, but it is protected against deletion: the apply fails',
    ],
  ],
  ['a service of a sandbox', { ...WEB, sandbox: true }, { 'services.web': undefined }, []],
  ['a change in place of what is protected', {}, { 'databases.main.maxConnections': 120 }, []],
])('%s', (_, live, fields, expected) => {
  expect(said(live, fields)).toEqual(expected);
});

test('the fix takes the change back', () => {
  const { base, declaration } = changing({}, { 'databases.main.region': 'us-east1' });
  expect(findingsOf(RULE, declaration, { base })[0]!.fixes).toMatchObject([
    { path: 'databases.main.region', to: 'us-central1', effect: 'leaves it as it is live' },
  ]);
  expect(findingsOf(RULE, declaration)).toEqual([]);
});
