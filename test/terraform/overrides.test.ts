import type { Environment } from '../../capacity/declaration';
import { deployedProjection } from '../../terraform/deployed';
import { declaredProjection, differences } from '../../terraform/projection';
import { api, JOB, main, resultOf, synthesizeResult } from '../stacks/support';

const POOLS = { main: { database: 'main', driver: 'sqlalchemy', size: 4, maxOverflow: 2 } } as const;
const EGRESS = { kind: 'connector', connector: 'path' } as const;
const FIELDS: Partial<Environment> = {
  connectors: {
    path: { ownership: 'managed', minInstances: 2, maxInstances: 3, ipCidrRange: '10.8.0.0/28' },
  },
  ...main(),
  ...api({ pools: POOLS, egress: EGRESS }),
  jobs: { migrate: { ...JOB, pools: POOLS, egress: EGRESS } },
};

type Arguments = Record<string, unknown>;

const SERVICE = 'google_cloud_run_v2_service.api';
const TASK = 'google_cloud_run_v2_job.migrate';
const CONNECTOR = 'google_vpc_access_connector.path';
const DATABASE = 'google_sql_database_instance.main';

/** What differs after a resource's arguments were overridden. */
function differing(
  address: string,
  override: (resource: Arguments) => void,
  fields: Partial<Environment> = FIELDS,
): readonly string[] {
  const result = resultOf(fields);
  const configuration = JSON.parse(synthesizeResult(result)) as {
    resource: Record<string, Record<string, Arguments>>;
  };
  const [type, id] = address.split('.') as [string, string];
  override(configuration.resource[type]![id]!);
  return differences(declaredProjection(result.model), deployedProjection(configuration, result.model));
}

const ignoring =
  (...paths: readonly string[]) =>
  (resource: Arguments) => {
    const before = (resource['lifecycle'] ?? {}) as { ignore_changes?: string[] };
    resource['lifecycle'] = { ...before, ignore_changes: [...(before.ignore_changes ?? []), ...paths] };
  };

test('nothing is overridden', () => {
  expect(differing(SERVICE, () => undefined)).toEqual([]);
});

describe('what is ignored is not deployed', () => {
  test.each([
    [SERVICE, 'template[0].scaling', ['maxInstances: declared 2', 'minInstances: declared 1']],
    [SERVICE, 'template.0.scaling.0.max_instance_count', ['maxInstances: declared 2']],
    [SERVICE, 'traffic', ['latestTraffic: declared 100']],
    [SERVICE, 'ingress', ['ingress: declared internal-and-cloud-load-balancing']],
    [
      SERVICE,
      'template[0].vpc_access',
      ['egress: declared connector path', 'egress.traffic: declared private-ranges-only'],
    ],
    [CONNECTOR, 'min_instances', ['minInstances: declared 2']],
    [DATABASE, 'settings[0].database_flags', ['flags.max_connections: declared 100']],
    [DATABASE, 'settings[0].ip_configuration[0].ssl_mode', ['sslMode: declared ENCRYPTED_ONLY']],
  ])('%s %s', (address, path, expected) => {
    const subject =
      { [SERVICE]: 'services.api', [CONNECTOR]: 'connectors.path' }[address] ?? 'databases.main';
    expect(differing(address, ignoring(path))).toEqual(
      expected.map((line) => `${subject}.${line}, deployed what is live`),
    );
  });

  test('all of it', () => {
    const all = (resource: Arguments): void => void (resource['lifecycle'] = { ignore_changes: 'all' });
    expect(differing(CONNECTOR, all)).toEqual([
      'connectors.path.machineType: declared e2-micro, deployed what is live',
      'connectors.path.maxInstances: declared 3, deployed what is live',
      'connectors.path.minInstances: declared 2, deployed what is live',
    ]);
    expect(differing(SERVICE, all)).toContain('services.api.maxInstances: declared 2, deployed what is live');
  });

  test('the template, with the pool in it', () => {
    expect(differing(SERVICE, ignoring('template'))).toEqual(
      expect.arrayContaining([
        'services.api setting DB_POOL_SIZE: declared 4, deployed what is live',
        'services.api.concurrency: declared 10, deployed what is live',
        'services.api.containers: declared 1, deployed what is live',
        'services.api.maxInstances: declared 2, deployed what is live',
      ]),
    );
    expect(differing(TASK, ignoring('template[0].template[0].containers[0].env'))).toContain(
      'jobs.migrate setting DB_POOL_SIZE: declared 4, deployed what is live',
    );
  });

  test('what carries no number may be', () => {
    expect(differing(SERVICE, ignoring('template[0].labels', 'description'))).toEqual([]);
    expect(differing(DATABASE, ignoring('settings[0].maintenance_window'))).toEqual([]);
  });

  test('an imported database keeps what the declaration does not name, and nothing else', () => {
    const imported = {
      ...FIELDS,
      ...main({ ownership: 'imported', edition: undefined, maxConnections: undefined }),
    };
    expect(differing(DATABASE, () => undefined, imported)).toEqual([]);
    expect(differing(DATABASE, ignoring('settings[0].tier'), imported)).toEqual([
      'databases.main.tier: declared db-custom-1-3840, deployed what is live',
    ]);
    const kept = (resource: Arguments): void => void (resource['lifecycle'] = {});
    expect(differing(DATABASE, kept, imported)).toEqual([
      'databases.main.availability: declared what is live, deployed ZONAL',
      'databases.main.edition: declared what is live, deployed ENTERPRISE_PLUS',
      'databases.main.publicIp: declared what is live, deployed false',
      'databases.main.sslMode: declared what is live, deployed ENCRYPTED_ONLY',
    ]);
    const named = { ...FIELDS, ...main({ ownership: 'imported', publicIp: false }) };
    expect(
      differing(DATABASE, ignoring('settings[0].ip_configuration', 'settings[0].database_flags'), named),
    ).toEqual([
      'databases.main.flags.max_connections: declared 100, deployed what is live',
      'databases.main.publicIp: declared false, deployed what is live',
    ]);
  });
});

test.each([
  [SERVICE, 'count', 2, '2'],
  [TASK, 'count', '${var.tasks}', '${var.tasks}'],
  [CONNECTOR, 'for_each', { a: 1 }, '{"a":1}'],
  [DATABASE, 'count', 0, '0'],
])('%s with %s', (address, argument, value, shown) => {
  expect(differing(address, (resource) => (resource[argument] = value))).toEqual([
    `${address} ${argument}: declared nothing, deployed ${shown}`,
  ]);
});

interface Template {
  containers: unknown[];
  vpc_access: { egress: string };
}

describe('a template', () => {
  const second = { image: 'registry/sidecar:1', env: [{ name: 'DB_POOL_SIZE', value: '50' }] };
  const serviceTemplate = ({ template }: Arguments): Template => template as Template;
  const taskTemplate = ({ template }: Arguments): Template => (template as { template: Template }).template;

  test('with a second container', () => {
    expect(differing(SERVICE, (service) => serviceTemplate(service).containers.push(second))).toEqual([
      'services.api.containers: declared 1, deployed 2',
    ]);
    expect(differing(TASK, (job) => taskTemplate(job).containers.push(second))).toEqual([
      'jobs.migrate.containers: declared 1, deployed 2',
    ]);
  });

  test('that sends all traffic into the network', () => {
    expect(
      differing(SERVICE, (service) => (serviceTemplate(service).vpc_access.egress = 'ALL_TRAFFIC')),
    ).toEqual(['services.api.egress.traffic: declared private-ranges-only, deployed all-traffic']);
    expect(differing(TASK, (job) => (taskTemplate(job).vpc_access.egress = 'ALL_TRAFFIC'))).toEqual([
      'jobs.migrate.egress.traffic: declared private-ranges-only, deployed all-traffic',
    ]);
  });
});

test.each([
  ['ipv4_enabled', true, 'publicIp: declared false, deployed true'],
  ['ssl_mode', 'TRUSTED_CLIENT', 'sslMode: declared ENCRYPTED_ONLY, deployed TRUSTED_CLIENT'],
  ['ssl_mode', undefined, 'sslMode: declared ENCRYPTED_ONLY, deployed nothing'],
])('a database with %s %s', (argument, value, difference) => {
  const changed = differing(DATABASE, ({ settings }) => {
    (settings as { ip_configuration: Arguments }).ip_configuration[argument] = value;
  });
  expect(changed).toEqual([`databases.main.${difference}`]);
});
