import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceChanges } from '../../terraform/changes';
import { readTerraform } from '../../terraform/plan';
import { changeLines, planned, readingOf } from '../support/planned';

const RESTARTS = (how: string): string => `RESTARTS the database (${how})`;
const ENTERPRISE = 'no duration is published; maintenance takes 60 s or less on average on Enterprise';
const LOSES =
  'REPLACES the instance: its data are lost, and a deleted name cannot be used again for about a week';
const LOSES_PATH =
  'REPLACES the connector: it is deleted first, and every service on it loses its private path until it is back';

/** A plan that the real Terraform core made; see `test/fixtures/terraform`. */
const recorded = (name: string): readonly string[] => {
  const file = join(__dirname, '../fixtures/terraform', `${name}.plan.json`);
  const changes = resourceChanges(readTerraform(JSON.parse(readFileSync(file, 'utf8')), name));
  return changes.flatMap(({ action, subject, effect, fields, isProtected }) => [
    `${action} ${subject}: ${effect.text}${isProtected ? ' (protected)' : ''}`,
    ...fields.map(
      (field) => `  ${field.path} ${String(field.from)} → ${String(field.to)}: ${field.effect.kind}`,
    ),
  ]);
};

test.each<[string, readonly string[]]>([
  [
    'flat/raise-both',
    [
      'update services.api: new revision',
      '  services.api.maxInstances 8 → 16: new-revision',
      `update databases.shop-db: ${RESTARTS(ENTERPRISE)}`,
      '  databases.shop-db.maxConnections 200 → 400: restart',
    ],
  ],
  [
    'flat/raise-pool',
    ['update services.api: new revision', '  services.api.pools.main.size 5 → 10: new-revision'],
  ],
  [
    'flat/lower-connector-minimum',
    [
      'update services.api: new revision',
      '  services.api.egress.connector shop-connector → known after apply: new-revision',
      'update services.reports: new revision',
      '  services.reports.egress.connector shop-connector → known after apply: new-revision',
      `replace connectors.shop-connector: ${LOSES_PATH}`,
      '  connectors.shop-connector.minInstances 3 → 2: replace',
    ],
  ],
  [
    'flat/raise-connector-maximum',
    [
      'update connectors.shop-connector: in place',
      '  connectors.shop-connector.maxInstances 6 → 10: in-place',
    ],
  ],
  [
    'flat/remove-flag',
    [
      `update databases.shop-db: ${RESTARTS(ENTERPRISE)}`,
      '  databases.shop-db.maxConnections 200 → undefined: restart',
    ],
  ],
  [
    'flat/several-operations',
    [
      `update databases.shop-db: ${RESTARTS(ENTERPRISE)}`,
      '  databases.shop-db.version POSTGRES_16 → POSTGRES_17: restart',
      '  databases.shop-db.edition ENTERPRISE → ENTERPRISE_PLUS: restart',
      '  databases.shop-db.tier db-custom-2-7680 → db-perf-optimized-N-4: restart',
    ],
  ],
  [
    'flat/rename-database',
    [
      'replace google_sql_database.shop: REPLACES the database: the old one is dropped, and its data are lost',
      '  google_sql_database.shop.name shop → webshop: replace',
    ],
  ],
  [
    'flat/remove-scaling',
    [
      'update services.api: stays as it is live',
      '  services.api.minInstances 1 → undefined: in-place',
      '  services.api.maxInstances 8 → undefined: in-place',
    ],
  ],
  ['flat/delete-service', ['delete services.reports: DELETES the service']],
  ['flat/no-changes', []],
  ['flat/drift-only', []],
  [
    'enterprise-plus/change-tier',
    [
      `update databases.core: ${RESTARTS('under 1 s on Enterprise Plus')} (protected)`,
      '  databases.core.tier db-perf-optimized-N-4 → db-perf-optimized-N-8: restart',
    ],
  ],
  [
    'enterprise-plus/larger-pool',
    [
      'update databases.core: in place (protected)',
      '  databases.core.managedPooling.poolSize 30 → 60: in-place',
    ],
  ],
  [
    'first-generation/replace-protected-database',
    [
      'update services.tickets: new revision',
      '  services.tickets.template.metadata.annotations.run.googleapis.com/cloudsql-instances tickets-314159:us-east1:tickets → known after apply: new-revision',
      `replace databases.tickets: ${LOSES} (protected)`,
      '  databases.tickets.region us-east1 → us-east4: replace',
    ],
  ],
  [
    'first-generation/raise-max-scale',
    ['update services.tickets: new revision', '  services.tickets.maxInstances 5 → 20: new-revision'],
  ],
  [
    'throughput/connector-by-instances',
    [
      'update services.transcoder: new revision',
      '  services.transcoder.egress.connector legacy → known after apply: new-revision',
      `replace connectors.legacy: ${LOSES_PATH}`,
      '  connectors.legacy.maxInstances 10 → 5: replace',
    ],
  ],
  [
    'throughput/wider-migration',
    ['update jobs.migrate: in place', '  jobs.migrate.parallelism 2 → 4: in-place'],
  ],
])('the recorded plan %s', (name, expected) => {
  expect(recorded(name)).toEqual(expected);
});

test('a plan tells in which order it is applied, by what the live resources depend on', () => {
  const file = join(__dirname, '../fixtures/terraform/modules/raise-services.plan.json');
  const reading = readTerraform(JSON.parse(readFileSync(file, 'utf8')), 'plan');
  const database = {
    ...reading.changes[0]!,
    subject: 'databases.shop',
    type: 'google_sql_database_instance',
  };
  const changes = [
    ...reading.changes,
    { ...database, address: 'module.platform.module.database.google_sql_database_instance.this' },
  ];
  expect(resourceChanges({ ...reading, changes })[0]!.dependsOn).toEqual(['databases.shop']);
});

const CONNECTOR = 'google_vpc_access_connector';

describe('what Terraform does to a resource', () => {
  const subject = { subject: 'connectors.path', environment: 'test' };
  test.each<[readonly string[], Readonly<Record<string, unknown>>, readonly string[]]>([
    [['create'], {}, ['create connectors.path: created']],
    [
      ['delete'],
      {},
      ['delete connectors.path: DELETES the connector: nothing has a private path through it any more'],
    ],
    [['forget'], {}, ['forget connectors.path: taken out of the state; what is live stays']],
    [['delete', 'create'], {}, [`replace connectors.path: ${LOSES_PATH}`]],
    [
      ['create', 'delete'],
      {},
      [
        'replace connectors.path: creates the new one first, and deletes the old one after the services have moved to it',
      ],
    ],
    [['no-op'], { isImport: true }, ['import connectors.path: adopted into the state']],
    [['no-op'], {}, []],
    [['read'], {}, []],
  ])('%j', (actions, more, expected) => {
    expect(
      changeLines([planned(CONNECTOR, { region: 'a' }, { region: 'a' }, { ...subject, actions, ...more })]),
    ).toEqual(expected);
  });

  test('what nothing was read of has its address, in the first environment', () => {
    const [change] = resourceChanges(readingOf([planned('google_storage_bucket', {}, {})]));
    expect(change).toMatchObject({
      environment: 'test',
      subject: 'google_storage_bucket.it',
      address: 'google_storage_bucket.it',
      effect: { kind: 'in-place', text: 'in place' },
      fields: [],
    });
  });

  test('a database that is abandoned keeps its data', () => {
    const abandoned = (actions: readonly string[]) =>
      changeLines([
        planned(
          'google_sql_database',
          { name: 'a', deletion_policy: 'ABANDON' },
          { name: 'b' },
          { actions, replacePaths: [['name']] },
        ),
      ])[0];
    expect(abandoned(['delete', 'create'])).toBe(
      'create google_sql_database.it: abandons the old one, which stays with its data, and creates an empty one',
    );
    expect(abandoned(['delete'])).toBe(
      'forget google_sql_database.it: taken out of the state; what is live stays',
    );
  });

  test.each([
    ['the provider', { deletion_protection: true }, true],
    ['the API', { settings: [{ deletion_protection_enabled: true }] }, true],
    ['nobody', { deletion_protection: false, settings: [{}] }, false],
  ])('it is protected by %s, as it is live', (_, before, isProtected) => {
    const change = planned('google_sql_database_instance', before, { deletion_protection: !isProtected });
    expect(resourceChanges(readingOf([change]))[0]!.isProtected).toBe(isProtected);
  });

  test('the owner is the declared one, before the change where it is deleted', () => {
    const owned = (reading: Parameters<typeof readingOf>[1]) =>
      resourceChanges(
        readingOf(
          [
            planned(
              'google_sql_database_instance',
              {},
              {},
              { environment: 'test', subject: 'databases.main' },
            ),
          ],
          reading,
        ),
      )[0]!.owner;
    expect(owned({})).toBe('team-data');
    expect(owned({ after: { schemaVersion: 1, environments: {} } })).toBeUndefined();
  });
});
