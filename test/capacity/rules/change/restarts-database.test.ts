import { findingsOf } from '../../../support/declare';
import { changing } from '../../../support/examples/change';

const RULE = 'change/restarts-database';

const said = (live: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, unknown>>) => {
  const { base, declaration } = changing(live, fields);
  return findingsOf(RULE, declaration, { base }).map(({ severity, headline }) => `${severity} ${headline}`);
};

const ENTERPRISE = 'no duration is published; maintenance takes 60 s or less on average on Enterprise';
const PLUS = {
  'databases.main.edition': 'ENTERPRISE_PLUS',
  'databases.main.tier': 'db-perf-optimized-N-2',
};

test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, readonly string[]]>([
  [
    'a limit',
    {},
    { 'databases.main.maxConnections': 101 },
    [
      `warning maxConnections 100 → 101 RESTARTS the database (${ENTERPRISE}); up to 12 connections of api come back at once`,
    ],
  ],
  ['the same limit', {}, { 'databases.main.maxConnections': 100 }, []],
  [
    'a limit that is left out',
    {},
    { 'databases.main.maxConnections': undefined },
    [
      `warning maxConnections 100 → not set RESTARTS the database (${ENTERPRISE}); up to 12 connections of api come back at once`,
    ],
  ],
  [
    'a tier on Enterprise Plus',
    PLUS,
    { 'databases.main.tier': 'db-perf-optimized-N-4' },
    [
      'warning tier db-perf-optimized-N-2 → db-perf-optimized-N-4 RESTARTS the database (under 1 s on Enterprise Plus); up to 12 connections of api come back at once',
    ],
  ],
  [
    'a tier and a flag on Enterprise Plus',
    PLUS,
    { 'databases.main.tier': 'db-perf-optimized-N-4', 'databases.main.maxConnections': 200 },
    [
      'warning tier db-perf-optimized-N-2 → db-perf-optimized-N-4, maxConnections 100 → 200 RESTARTS the database (no duration is published; maintenance takes under 1 s on Enterprise Plus); up to 12 connections of api come back at once',
    ],
  ],
  [
    'a flag, with nobody connected',
    { 'services.api.pools': {} },
    { 'databases.main.flags.work_mem': 8 },
    [
      `warning flags.work_mem not set → 8 RESTARTS the database (${ENTERPRISE}); nobody is known to be connected`,
    ],
  ],
  [
    'connections that nobody knows',
    { 'services.api.processes': undefined },
    { 'databases.main.maxConnections': 101 },
    [
      `warning maxConnections 100 → 101 RESTARTS the database (${ENTERPRISE}); 12 and more connections of api come back at once`,
    ],
  ],
  ['what changes in place', {}, { 'databases.main.connectorEnforcement': true }, []],
])('%s', (_, live, fields, expected) => {
  expect(said(live, fields)).toEqual(expected);
});

test('silent without a base, and of an instance that is new', () => {
  const { declaration, base } = changing({}, { 'databases.main.maxConnections': 120 });
  expect(findingsOf(RULE, declaration)).toEqual([]);
  const alone = { ...base, environments: { other: base.environments['test']! } };
  expect(findingsOf(RULE, declaration, { base: alone })).toEqual([]);
});
