import { changesBetween } from '../../capacity/changes';
import type { ResourceChange } from '../../capacity/change';
import type { Declaration } from '../../capacity/declaration';
import { declare, ENVIRONMENT, SERVICE, withField, withFields } from '../support/declare';
import { withRedis } from '../support/examples/redis';

const base = declare(ENVIRONMENT);

const to = (fields: Readonly<Record<string, unknown>>, from: Declaration = base): readonly ResourceChange[] =>
  changesBetween(from, withFields(fields, from));

/** `update connectors.path: in place`, then its fields. */
const lines = (changes: readonly ResourceChange[]): readonly string[] =>
  changes.flatMap(({ action, subject, effect, fields }) => [
    `${action} ${subject}: ${effect.text}`,
    ...fields.map(
      (field) =>
        `  ${field.path} ${JSON.stringify(field.from)} → ${JSON.stringify(field.to)}: ${field.effect.text}`,
    ),
  ]);

test('nothing changes of the same declaration', () => {
  expect(changesBetween(base, structuredClone(base))).toEqual([]);
});

test('a change carries everything that a report shows of it', () => {
  expect(to({ 'databases.main.maxConnections': 200 })).toEqual([
    {
      environment: 'test',
      subject: 'databases.main',
      type: 'google_sql_database_instance',
      owner: 'team-data',
      action: 'update',
      dependsOn: [],
      isProtected: true,
      effect: {
        kind: 'restart',
        text: 'RESTARTS the database (no duration is published; maintenance takes 60 s or less on average on Enterprise)',
      },
      fields: [
        {
          path: 'databases.main.maxConnections',
          from: 100,
          to: 200,
          effect: { kind: 'restart', text: 'RESTARTS the database' },
        },
      ],
    },
  ]);
});

const REPLACES =
  'REPLACES the connector: every service on it loses its private path until it is back; prevent_destroy stops the plan';
const RESTARTS =
  'RESTARTS the database (no duration is published; maintenance takes 60 s or less on average on Enterprise)';
const LOSES =
  'REPLACES the instance: its data are lost, and a deleted name cannot be used again for about a week';

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  [
    'a raised bound',
    { 'connectors.path.maxInstances': 4 },
    ['update connectors.path: in place', '  connectors.path.maxInstances 3 → 4: in place'],
  ],
  [
    'a service',
    { 'services.api.pools.main.size': 5, 'services.api.invokers': ['allUsers'] },
    [
      'update services.api: new revision',
      '  services.api.pools.main.size 4 → 5: new revision',
      '  services.api.invokers undefined → ["allUsers"]: in place',
    ],
  ],
  [
    'a split of the traffic',
    { 'services.api.revisions': { 'api-1': { traffic: 40, maxInstances: 3 } } },
    [
      'update services.api: in place',
      '  services.api.latestTraffic 100 → 60: in place',
      '  services.api.revisions.api-1 undefined → {"traffic":40}: in place',
    ],
  ],
  [
    'a flag with a dot',
    { 'databases.main.flags': { ...ENVIRONMENT.databases.main.flags, 'cloudsql.logical_decoding': 'on' } },
    [
      `update databases.main: ${RESTARTS}`,
      '  databases.main.flags["cloudsql.logical_decoding"] undefined → "on": RESTARTS the database',
    ],
  ],
  [
    'a tier of Enterprise Plus, which the live instance does not have yet',
    { 'databases.main.tier': 'db-perf-optimized-N-2', 'databases.main.edition': 'ENTERPRISE_PLUS' },
    [
      `update databases.main: ${RESTARTS}`,
      '  databases.main.edition "ENTERPRISE" → "ENTERPRISE_PLUS": RESTARTS the database',
      '  databases.main.tier "db-custom-1-3840" → "db-perf-optimized-N-2": RESTARTS the database',
    ],
  ],
  [
    'a region',
    { 'databases.main.region': 'us-east1' },
    [`replace databases.main: ${LOSES}`, `  databases.main.region "us-central1" → "us-east1": ${LOSES}`],
  ],
  [
    'what is only counted',
    {
      'databases.main.kept.connections': 5,
      'services.api.load': { requestsPerSecond: 1, requestSeconds: 1 },
    },
    [],
  ],
  [
    'what the stack writes anyway',
    {
      'databases.main.availability': 'ZONAL',
      'services.api.cpuIdle': true,
      'connectors.path.machineType': 'e2-micro',
    },
    [],
  ],
  ['a disk, which grows by itself', { 'databases.main.diskGb': 20 }, []],
])('%s', (_, fields, expected) => {
  expect(lines(to(fields))).toEqual(expected);
});

test('lowering a bound of a connector replaces it', () => {
  const wide = withField('connectors.path.maxInstances', 5);
  expect(lines(to({ 'connectors.path.maxInstances': 4 }, wide))).toEqual([
    `replace connectors.path: ${REPLACES}`,
    `  connectors.path.maxInstances 5 → 4: ${REPLACES}`,
  ]);
});

test('another project or region replaces what has none of its own', () => {
  expect(to({ region: 'us-east1' }).map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'replace connectors.path',
    'replace databases.main',
    'replace services.api',
  ]);
});

test('what is new is created, adopted, or someone else’s', () => {
  const added = (ownership: string) =>
    lines(to({ 'databases.second': { ...ENVIRONMENT.databases.main, ownership } }));
  expect(added('managed')).toEqual(['create databases.second: created']);
  expect(added('imported')).toEqual(['import databases.second: adopted into the state']);
  expect(added('reference')).toEqual([]);
});

test('what is not declared any more is deleted, protected as it is live', () => {
  const second = withFields({
    'databases.second': ENVIRONMENT.databases.main,
    'services.second': SERVICE,
  });
  const gone = (from: Declaration) =>
    changesBetween(from, base).map(
      ({ action, subject, effect, isProtected }) => `${action} ${subject}: ${effect.text} ${isProtected}`,
    );
  expect(gone(second)).toEqual([
    'delete databases.second: DELETES the instance: its data are lost true',
    'delete services.second: DELETES the service true',
  ]);
  expect(gone(withFields({ sandbox: true, 'databases.second.deletionProtection': false }, second))).toEqual([
    'delete databases.second: DELETES the instance: its data are lost false',
    'delete services.second: DELETES the service false',
  ]);
});

test('a database that is not listed any more is dropped, unless its instance is protected', () => {
  const named = (isProtected: boolean) =>
    withFields({ 'databases.main.databases': ['app'], 'databases.main.deletionProtection': isProtected });
  const without = (isProtected: boolean) => to({ 'databases.main.databases': undefined }, named(isProtected));
  expect(lines(without(true))).toEqual([
    'forget databases.main.databases.app: taken out of the state; what is live stays',
  ]);
  expect(lines(without(false))).toEqual([
    'delete databases.main.databases.app: DROPS the database: its data are lost',
  ]);
});

test('a field that is left out stays live where the provider or the stack keeps it', () => {
  const kept = (fields: Readonly<Record<string, unknown>>, from?: Declaration) =>
    to(fields, from).flatMap(({ effect, fields: all }) =>
      all.map(({ path, isKept }) => `${path} ${isKept === true} ${effect.text}`),
    );
  expect(kept({ 'services.api.maxInstances': undefined })).toEqual([
    // The block with the floor is always written, so this one goes back to the API's own.
    'services.api.maxInstances false new revision',
  ]);
  expect(kept({ 'connectors.path.minInstances': undefined })).toEqual([
    'connectors.path.minInstances true stays as it is live',
  ]);
  expect(kept({ 'databases.main.maxConnections': undefined })).toEqual([
    `databases.main.maxConnections false ${RESTARTS}`,
  ]);
  const imported = withField('databases.main.ownership', 'imported');
  expect(kept({ 'databases.main.edition': undefined }, imported)).toEqual([
    'databases.main.edition true stays as it is live',
  ]);
  // Another flag is still named, so the block is written without this one.
  expect(kept({ 'databases.main.maxConnections': undefined }, imported)).toEqual([
    `databases.main.maxConnections false ${RESTARTS}`,
  ]);
});

test('a service comes after the database, the cache and the connector that it uses', () => {
  const change = changesBetween(base, withRedis()).find(({ subject }) => subject === 'services.api');
  expect(change?.dependsOn).toEqual(['databases.main', 'redis.cache', 'connectors.path']);
});

test('an environment that only one of the two declares', () => {
  const two: Declaration = { ...base, environments: { ...base.environments, other: ENVIRONMENT } };
  expect(changesBetween(two, base)).toEqual([]);
  expect(changesBetween(base, two).map(({ action, environment }) => `${environment} ${action}`)).toEqual([
    'other create',
    'other create',
    'other create',
    'other create',
    'other create',
    'other create',
  ]);
});
