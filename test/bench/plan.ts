import recorded from '../fixtures/terraform/flat/no-changes.plan.json';

/** Values with every attribute that the provider has, as the real Terraform core wrote them. */
function attributesOf(type: string): Readonly<Record<string, unknown>> {
  return recorded.planned_values.root_module.resources.find((resource) => resource.type === type)!.values;
}

const SERVICE = attributesOf('google_cloud_run_v2_service') as {
  template: readonly { containers: readonly object[] }[];
};
const DATABASE = attributesOf('google_sql_database_instance') as { settings: readonly object[] };

/**
 * A plan of many resources, as `terraform show -json` prints it: of twenty resources one is a service, of a hundred
 * one is a database, and the rest carries no capacity. Every tenth service changes.
 *
 * @param resources - how many
 */
export function largePlan(resources: number): string {
  const all = Array.from({ length: resources }, (_, index) => resourceOf(index));
  const values = (pick: (resource: Made) => object): object => ({
    root_module: {
      resources: all.map((resource) => ({
        address: resource.address,
        mode: 'managed',
        type: resource.type,
        name: resource.name,
        provider_name: 'registry.terraform.io/hashicorp/google',
        schema_version: 1,
        values: pick(resource),
        sensitive_values: {},
      })),
    },
  });
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: values(({ after }) => after),
    prior_state: { format_version: '1.0', values: values(({ before }) => before) },
    resource_changes: all.map(({ address, type, name, before, after }) => ({
      address,
      mode: 'managed',
      type,
      name,
      provider_name: 'registry.terraform.io/hashicorp/google',
      change: {
        actions: before === after ? ['no-op'] : ['update'],
        before,
        after,
        after_unknown: {},
        before_sensitive: {},
        after_sensitive: {},
      },
    })),
    configuration: {
      provider_config: { google: { name: 'google', expressions: { project: { constant_value: 'bench' } } } },
      root_module: {
        resources: all.map(({ address, type, name, expressions }) => ({
          address,
          mode: 'managed',
          type,
          name,
          provider_config_key: 'google',
          expressions,
          schema_version: 1,
        })),
      },
    },
  });
}

interface Made {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly before: object;
  readonly after: object;
  readonly expressions: object;
}

const PLACE = { project: 'bench', location: 'us-central1', region: 'us-central1' };

function resourceOf(index: number): Made {
  const made = index % 100 === 0 ? database(index) : index % 20 === 1 ? service(index) : other(index);
  return { ...made, address: `${made.type}.${made.name}` };
}

type Unaddressed = Omit<Made, 'address'>;

/** The database of the hundred resources that a resource is among. */
const databaseOf = (index: number): string => `db-${Math.floor(index / 100)}`;

function database(index: number): Unaddressed {
  const name = databaseOf(index);
  const values = {
    ...DATABASE,
    ...PLACE,
    name,
    connection_name: `bench:us-central1:${name}`,
    database_version: 'POSTGRES_17',
    deletion_protection: true,
    private_ip_address: `10.${(index >> 16) % 256}.${(index >> 8) % 256}.${index % 256}`,
    settings: [
      {
        ...DATABASE.settings[0],
        tier: 'db-custom-4-15360',
        edition: 'ENTERPRISE',
        availability_type: 'ZONAL',
        database_flags: [
          { name: 'max_connections', value: '900' },
          { name: 'tcp_keepalives_idle', value: '60' },
          { name: 'tcp_keepalives_interval', value: '10' },
          { name: 'tcp_keepalives_count', value: '3' },
        ],
        ip_configuration: [{ ipv4_enabled: true, private_network: 'projects/bench/global/networks/vpc' }],
      },
    ],
  };
  const written = { constant_value: 'x' };
  return {
    type: 'google_sql_database_instance',
    name,
    before: values,
    after: values,
    expressions: {
      name: written,
      settings: [{ tier: written, database_flags: [{ name: written, value: written }] }],
    },
  };
}

function service(index: number): Unaddressed {
  const name = `svc-${index}`;
  const values = (instances: number): object => ({
    ...SERVICE,
    ...PLACE,
    name,
    ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY',
    uri: `https://${name}-abcdefghij-uc.a.run.app`,
    labels: { team: `team-${index % 40}`, environment: 'bench', cost: `center-${index % 7}` },
    template: [
      {
        ...SERVICE.template[0],
        vpc_access: [],
        timeout: '60s',
        max_instance_request_concurrency: 40,
        scaling: [{ min_instance_count: 0, max_instance_count: instances }],
        volumes: [
          { name: 'sql', cloud_sql_instance: [{ instances: [`bench:us-central1:${databaseOf(index)}`] }] },
        ],
        containers: [
          {
            ...SERVICE.template[0]!.containers[0],
            image: `us-docker.pkg.dev/bench/images/${name}@sha256:${'0123456789abcdef'.repeat(4)}`,
            resources: [{ limits: { cpu: '1', memory: '512Mi' }, cpu_idle: true, startup_cpu_boost: true }],
            env: [
              ['DB_POOL_SIZE', '4'],
              ['DB_MAX_OVERFLOW', '1'],
              ['DB_PROCESSES', '1'],
              ['LOG_LEVEL', 'info'],
              ['OTEL_SERVICE_NAME', name],
              ['PUBLIC_URL', `https://${name}.example.com`],
            ].map(([variable, value]) => ({ name: variable, value, value_source: [] })),
            startup_probe: [{ period_seconds: 10, failure_threshold: 12, http_get: [{ path: '/health' }] }],
            volume_mounts: [{ name: 'sql', mount_path: '/cloudsql' }],
          },
        ],
      },
    ],
    traffic: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
  });
  const before = values(8);
  const written = { constant_value: 'x' };
  return {
    type: 'google_cloud_run_v2_service',
    name,
    before,
    after: index % 200 === 1 ? values(9) : before,
    expressions: {
      name: written,
      traffic: [{ type: written, percent: written }],
      template: [
        {
          timeout: written,
          scaling: [{ max_instance_count: written, min_instance_count: written }],
          containers: [
            { image: written, env: Array.from({ length: 6 }, () => ({ name: written, value: written })) },
          ],
        },
      ],
    },
  };
}

function other(index: number): Unaddressed {
  const name = `member-${index}`;
  const values = {
    project: 'bench',
    role: `roles/storage.objectViewer${index % 13}`,
    member: `serviceAccount:runner-${index}@bench.iam.gserviceaccount.com`,
    condition: [],
    etag: `BwYp${index.toString(36)}=`,
    id: `bench/roles/storage.objectViewer/serviceAccount:runner-${index}@bench.iam.gserviceaccount.com`,
  };
  const written = { constant_value: 'x' };
  return {
    type: 'google_project_iam_member',
    name,
    before: values,
    after: values,
    expressions: {
      project: written,
      role: written,
      member: { references: ['google_service_account.runner.email', 'google_service_account.runner'] },
    },
  };
}
