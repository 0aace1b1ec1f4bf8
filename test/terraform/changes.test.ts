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

describe('what changes of a resource', () => {
  const DATABASE = 'google_sql_database_instance';
  const flags = (...pairs: readonly (readonly [string, string])[]) => ({
    settings: [{ database_flags: pairs.map(([name, value]) => ({ name, value })) }],
  });

  test('flags go by their names, whatever their order', () => {
    const before = flags(['work_mem', '4'], ['max_connections', '100']);
    expect(
      changeLines([planned(DATABASE, before, flags(['max_connections', '100'], ['work_mem', '4']))]),
    ).toEqual([`update ${DATABASE}.it: in place: a label, or a value that is marked as sensitive`]);
    expect(
      changeLines([
        planned(DATABASE, before, flags(['cloudsql.enable_pgaudit', 'on'], ['max_connections', '200']), {
          environment: 'test',
          subject: 'databases.main',
        }),
      ]),
    ).toEqual([
      'update databases.main: RESTARTS the database (no duration is published; maintenance takes 60 s or less on average on Enterprise)',
      '  databases.main.flags.work_mem 4 → undefined: restart',
      '  databases.main.maxConnections 100 → 200: restart',
      '  databases.main.flags["cloudsql.enable_pgaudit"] undefined → on: restart',
    ]);
  });

  test('the live edition decides how long a restart lasts; omitted, the API’s default of the version', () => {
    const text = (before: Readonly<Record<string, unknown>>) =>
      changeLines([planned(DATABASE, { ...before }, { ...before, settings: [{ tier: 'b' }] })])[0];
    expect(text({ database_version: 'POSTGRES_17', settings: [{ tier: 'a' }] })).toContain(
      'under 1 s on Enterprise Plus',
    );
    expect(text({ database_version: 'POSTGRES_15', settings: [{ tier: 'a' }] })).toContain('on Enterprise)');
  });

  test('what the provider computes anew is no change, unless it is written', () => {
    const change = (more: Parameters<typeof planned>[3]) =>
      changeLines([
        planned(
          DATABASE,
          { maintenance_version: 'a', region: 'x' },
          { region: 'x' },
          { afterUnknown: { maintenance_version: true }, ...more },
        ),
      ]);
    expect(change({ written: new Set(['region']) })).toHaveLength(1);
    expect(change({ written: new Set(['maintenance_version']) })[1]).toBe(
      `  ${DATABASE}.it.maintenance_version a → known after apply: restart`,
    );
    expect(change({ actions: ['delete', 'create'] })).toHaveLength(1);
  });

  const SERVICE = 'google_cloud_run_v2_service';
  const service = (...env: readonly Readonly<Record<string, unknown>>[]) => ({
    template: [{ containers: [{ env }] }],
  });

  test('values of variables are told only where they are numbers or switches', () => {
    const lines = changeLines(
      [
        planned(
          SERVICE,
          service(
            { name: 'POOL', value: '5' },
            { name: 'TOKEN', value: 's3cret' },
            { name: 'DEBUG', value: 'true' },
            { name: 'KEY', value: '', value_source: [{ secret_key_ref: [{ secret: 'a' }] }] },
          ),
          service(
            { name: 'POOL', value: '8' },
            { name: 'TOKEN', value: 'hunter2' },
            { name: 'DEBUG', value: 'false' },
            { name: 'KEY', value: '', value_source: [{ secret_key_ref: [{ secret: 'b' }] }] },
          ),
          { environment: 'test', subject: 'services.api', address: 'google_cloud_run_v2_service.api' },
        ),
      ],
      {
        readFrom: [
          {
            environment: 'test',
            path: 'services.api.pools.main.size',
            source: 'POOL of google_cloud_run_v2_service.api',
          },
        ],
      },
    );
    expect(lines).toEqual([
      'update services.api: new revision',
      '  services.api.pools.main.size 5 → 8: new-revision',
      '  services.api.variables.TOKEN a text → another text: new-revision',
      '  services.api.variables.DEBUG true → false: new-revision',
      '  services.api.variables["KEY.secret_key_ref.secret"] a text → another text: new-revision',
    ]);
    expect(lines.join()).not.toMatch(/s3cret|hunter2/);
  });

  test('of several containers each is named by its number', () => {
    const containers = (cpu: string) => ({
      template: [
        {
          containers: [
            { image: 'a', resources: [{ limits: { cpu: '1' } }] },
            { image: 'b', resources: [{ limits: { cpu } }] },
          ],
        },
      ],
    });
    expect(
      changeLines([
        planned(SERVICE, containers('1'), containers('2'), { environment: 'test', subject: 'services.api' }),
      ]),
    ).toEqual([
      'update services.api: new revision',
      '  services.api.template.containers.1.resources.limits.cpu 1 → 2: new-revision',
    ]);
  });

  test('of the rest of a template only the name is told', () => {
    const template = (args: readonly string[]) => ({ template: [{ containers: [{ args }] }] });
    expect(changeLines([planned(SERVICE, template(['--token=a']), template(['--token=b']))])).toEqual([
      `update ${SERVICE}.it: new revision`,
      `  ${SERVICE}.it.template.containers.args a value → another value: new-revision`,
    ]);
  });

  test('where everything is marked as sensitive, a service may still get a new revision', () => {
    expect(changeLines([planned(SERVICE, { template: '(sensitive)' }, { template: '(sensitive)' })])).toEqual(
      [`update ${SERVICE}.it: new revision, unless only a label changes: the rest is marked as sensitive`],
    );
  });

  test('nothing in a value can break a line or move a cursor', () => {
    const hostile = 'x\u001b[31m\nerror';
    const [, line] = changeLines([
      planned(DATABASE, { settings: [{ tier: 'a' }] }, { settings: [{ tier: hostile }] }),
    ]);
    expect(line).not.toMatch(/[\u0000-\u001f]/);
    const [, flag] = changeLines([planned(DATABASE, flags(), flags([hostile, '1']))]);
    expect(flag).not.toMatch(/[\u0000-\u001f]/);
  });

  test('deep nesting ends somewhere', () => {
    const deep = (value: unknown) => {
      let nested = value;
      for (let depth = 0; depth < 50_000; depth += 1) nested = { template: [nested] };
      return nested as Readonly<Record<string, unknown>>;
    };
    expect(() => changeLines([planned(SERVICE, deep(1), deep(2))])).not.toThrow();
  });

  test('members that every object has are no attributes', () => {
    const prototype = JSON.parse('{"__proto__": {"a": 1}, "constructor": {"b": 1}, "region": "x"}') as Record<
      string,
      unknown
    >;
    expect(changeLines([planned(DATABASE, {}, prototype)])).toEqual([
      `update ${DATABASE}.it: in place`,
      `  ${DATABASE}.it.region undefined → x: in-place`,
    ]);
  });
});
