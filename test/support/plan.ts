/** A resource as a test writes it. */
export interface Written {
  readonly type: string;
  readonly name: string;
  readonly mode?: 'data';
  readonly module?: string;
  readonly index?: string | number;
  readonly values: Readonly<Record<string, unknown>>;
  /** Values before; the same where left out, nothing where `null`. */
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly unknown?: unknown;
  /** What the configuration writes: `{ attribute: { references: […] } }`. */
  readonly expressions?: Readonly<Record<string, unknown>>;
}

/** The JSON of a plan, as `terraform show -json` prints it. Only for modules of one level. */
export function planOf(
  resources: readonly Written[],
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const flat = resources.map((resource) => ({ ...resource, address: addressOf(resource) }));
  const values = (pick: (resource: Written) => unknown): unknown => {
    const entries = flat.flatMap((resource) => {
      const picked = pick(resource);
      return picked === null ? [] : [{ module: resource.module, entry: entryOf(resource, picked) }];
    });
    const modules = [...new Set(entries.flatMap(({ module }) => module ?? []))];
    return {
      root_module: {
        resources: entries.filter(({ module }) => module === undefined).map(({ entry }) => entry),
        child_modules: modules.map((address) => ({
          address,
          resources: entries.filter(({ module }) => module === address).map(({ entry }) => entry),
        })),
      },
    };
  };
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: values(({ values: after }) => after),
    prior_state: {
      format_version: '1.0',
      values: values(({ values: after, before }) => (before === undefined ? after : before)),
    },
    resource_changes: flat.map(({ address, type, name, before, values: after, unknown, mode, module }) => ({
      address,
      ...(module !== undefined && { module_address: module }),
      mode: mode ?? 'managed',
      type,
      name,
      change: {
        actions: before === null ? ['create'] : before === undefined ? ['no-op'] : ['update'],
        before: before === undefined ? after : before,
        after,
        after_unknown: unknown ?? {},
        before_sensitive: {},
        after_sensitive: {},
      },
    })),
    configuration: {
      root_module: {
        resources: flat
          .filter(({ module }) => module === undefined)
          .map(({ type, name, mode, values: written, expressions }) => ({
            address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`,
            mode: mode ?? 'managed',
            type,
            name,
            expressions: { ...expressionsOf(written), ...expressions },
          })),
      },
    },
    ...more,
  };
}

/** What a configuration without any reference writes. */
function expressionsOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, expressionOf(value)]));
}

function expressionOf(value: unknown): unknown {
  const isBlocks = Array.isArray(value) && value.some((each) => typeof each === 'object');
  if (!isBlocks) return { constant_value: value };
  return (value as readonly unknown[]).map((each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? expressionsOf(each as Readonly<Record<string, unknown>>)
      : { constant_value: each },
  );
}

function addressOf({ type, name, mode, module, index }: Written): string {
  const key = index === undefined ? '' : `[${JSON.stringify(index)}]`;
  const path = module === undefined ? '' : `${module}.`;
  return `${path}${mode === 'data' ? 'data.' : ''}${type}.${name}${key}`;
}

function entryOf(resource: Written, values: unknown): Readonly<Record<string, unknown>> {
  const { type, name, mode, index } = resource;
  return {
    address: addressOf(resource),
    mode: mode ?? 'managed',
    type,
    name,
    ...(index !== undefined && { index }),
    values,
  };
}

/** A Cloud SQL instance `shop:us-central1:main` with a limit of 100. */
export const DATABASE: Written = {
  type: 'google_sql_database_instance',
  name: 'main',
  values: {
    name: 'main',
    project: 'shop',
    region: 'us-central1',
    database_version: 'POSTGRES_17',
    connection_name: 'shop:us-central1:main',
    private_ip_address: '10.0.0.2',
    settings: [
      {
        tier: 'db-custom-1-3840',
        edition: 'ENTERPRISE',
        database_flags: [{ name: 'max_connections', value: '100' }],
        ip_configuration: [{ ipv4_enabled: true, private_network: 'projects/shop/global/networks/vpc' }],
      },
    ],
  },
};

/** A service `api` of 2 instances on that database, with its pool in variables. */
export function serviceOf(
  variables: Readonly<Record<string, string>> = {},
  template: Readonly<Record<string, unknown>> = {},
  more: Partial<Written> = {},
): Written {
  const env = Object.entries(variables).map(([name, value]) => ({ name, value, value_source: [] }));
  return {
    type: 'google_cloud_run_v2_service',
    name: 'api',
    ...more,
    values: {
      name: 'api',
      project: 'shop',
      location: 'us-central1',
      template: [
        {
          scaling: [{ max_instance_count: 2, min_instance_count: 0 }],
          volumes: [{ name: 'sql', cloud_sql_instance: [{ instances: ['shop:us-central1:main'] }] }],
          containers: [{ image: 'example/api:1', env }],
          ...template,
        },
      ],
      ...more.values,
    },
  };
}

/** What DB_POOL_SIZE 4, DB_MAX_OVERFLOW 2 and one process are called. */
export const POOL = { DB_POOL_SIZE: '4', DB_MAX_OVERFLOW: '2', DB_PROCESSES: '1' } as const;

/** A second database of the same project. */
export const OTHER: Written = {
  ...DATABASE,
  name: 'other',
  values: {
    ...DATABASE.values,
    name: 'other',
    connection_name: 'shop:us-central1:other',
    private_ip_address: '10.0.0.3',
  },
};
