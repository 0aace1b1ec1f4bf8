import type { FieldChange } from './change';
import type { Database, Environment, Image, Job, Service } from './declaration';
import { joined } from './field-changes';
import { defaultEdition } from './google-cloud/cloud-sql';
import { restartText } from './google-cloud/downtime';
import type { Effect } from './google-cloud/effects';
import { resolveRedis } from './google-cloud/memorystore';
import { keysOf } from './paths';

/** A resource that a declaration deploys, with the values that are compared. */
export interface Declared {
  /** Path of what declares it, such as `connectors.path`. */
  readonly subject: string;
  /** Terraform resource type. */
  readonly type: string;
  readonly ownership: 'managed' | 'imported';
  readonly owner: string | undefined;
  /** Subjects of resources that Terraform creates and changes before it. */
  readonly dependsOn: readonly string[];
  /** What is written into the configuration, defaults included. */
  readonly values: unknown;
  readonly isProtected: boolean;
  /** What removing it does in words; `forgotten` where Terraform only takes it out of the state. */
  readonly onDelete: string;
  /** Whether Terraform leaves what is live of a field that is not written any more. */
  readonly isKept: (path: string) => boolean;
  /** What a change of these fields does, where more is known than the strongest of their effects. */
  readonly effectOf: (strongest: Effect, fields: readonly FieldChange[]) => Effect;
}

/** The resources that decide about capacity, in the order in which Terraform can apply them. */
export function resourcesOf(environment: Environment): readonly Declared[] {
  return [
    ...networkResources(environment),
    ...ours(environment.connectors).map(([name, connector]): Declared => ({
      ...resource(`connectors.${name}`, 'google_vpc_access_connector', connector),
      values: { ...placed(connector, environment), machineType: connector.machineType ?? 'e2-micro' },
      onDelete: 'DELETES the connector: nothing has a private path through it any more',
      isKept: (path) => /\.(minInstances|maxInstances|throughput(\..*)?)$/.test(path),
    })),
    ...ours(environment.databases).flatMap(([name, database]) =>
      databaseResources(name, database, environment),
    ),
    ...ours(environment.redis).map(([name, redis]): Declared => ({
      ...resource(`redis.${name}`, 'google_redis_instance', redis),
      values: placed(resolveRedis(redis), environment),
      onDelete: 'DELETES the instance: the cache is lost',
    })),
    ...ours(environment.services).map(([name, service]): Declared => ({
      ...resource(`services.${name}`, 'google_cloud_run_v2_service', service),
      values: serviceValues(service, environment),
      dependsOn: dependenciesOf(service, environment),
      isProtected: !environment.sandbox,
      onDelete: 'DELETES the service',
    })),
    ...ours(environment.jobs).map(([name, job]): Declared => ({
      ...resource(`jobs.${name}`, 'google_cloud_run_v2_job', job),
      values: { ...placed(job, environment), image: writtenImage(job.image) },
      dependsOn: dependenciesOf(job, environment),
      isProtected: !environment.sandbox,
      onDelete: 'DELETES the job',
    })),
    ...loadBalancerResources(environment),
    ...(environment.monitoring
      ? [{ ...resource('monitoring', 'google_monitoring_alert_policy', {}), values: environment.monitoring }]
      : []),
  ];
}

interface Owned {
  readonly ownership?: 'managed' | 'imported' | 'reference';
  readonly owner?: string;
}

function ours<T extends Owned>(resources: Readonly<Record<string, T>> | undefined): readonly [string, T][] {
  return Object.entries(resources ?? {}).filter(([, { ownership }]) => ownership !== 'reference');
}

function resource(subject: string, type: string, { ownership, owner }: Owned): Declared {
  return {
    subject,
    type,
    ownership: ownership === 'imported' ? 'imported' : 'managed',
    owner,
    dependsOn: [],
    values: {},
    isProtected: false,
    onDelete: 'DELETES it',
    isKept: () => false,
    effectOf: (strongest) => strongest,
  };
}

interface Placed {
  readonly project?: string;
  readonly region?: string;
}

/** With the project and the region that the environment gives it. */
function placed<T extends object>(declared: T & Placed, { project, region }: Environment): T & Placed {
  return { ...declared, project: declared.project ?? project, region: declared.region ?? region };
}

/** An instance, and the databases inside it. */
function databaseResources(name: string, database: Database, environment: Environment): readonly Declared[] {
  // A disk grows by itself, so the stack ignores its size after creation.
  const { databases = [], diskGb: _, ...own } = database;
  const subject = `databases.${name}`;
  const isProtected = own.deletionProtection ?? true;
  const edition = own.edition ?? defaultEdition(own.version);
  const instance: Declared = {
    ...resource(subject, 'google_sql_database_instance', own),
    dependsOn: own.replicaOf === undefined ? [] : [`databases.${own.replicaOf}`],
    values: {
      ...(own.ownership === 'managed' && writtenDefaults(own)),
      ...placed(own, environment),
      instance: own.instance ?? name,
    },
    isProtected,
    onDelete: 'DELETES the instance: its data are lost',
    isKept: (path) => own.ownership === 'imported' && isKeptOfImported(path, own),
    effectOf: (strongest, fields) => {
      if (strongest.kind !== 'restart') return strongest;
      const restarting = fields.filter(({ effect }) => effect.kind === 'restart');
      const isScaling = restarting.every(({ path }) => keysOf(path)[2] === 'tier');
      return { ...strongest, text: `${strongest.text} (${restartText(edition, isScaling)})` };
    },
  };
  return [
    instance,
    ...databases.map((inside): Declared => ({
      ...resource(joined(`${subject}.databases`, inside), 'google_sql_database', own),
      dependsOn: [subject],
      // Of a protected instance the stack abandons databases: they stay, and nobody manages them.
      onDelete: isProtected ? 'forgotten' : 'DROPS the database: its data are lost',
    })),
  ];
}

/** What the stack writes of a managed instance where the declaration leaves it out. */
function writtenDefaults({ version }: Database): Partial<Database> {
  return {
    edition: defaultEdition(version),
    availability: 'ZONAL',
    publicIp: false,
    connectorEnforcement: false,
    deletionProtection: true,
    backups: { enabled: true, pointInTimeRecovery: true },
  };
}

/** Fields of an imported instance that keep their live values while the declaration does not name them. */
const KEPT_WHERE_IMPORTED = [
  'availability',
  'edition',
  'publicIp',
  'connectorEnforcement',
  'backups',
  'managedPooling',
];

function isKeptOfImported(path: string, { flags, maxConnections }: Database): boolean {
  const field = keysOf(path)[2] ?? '';
  // Flags are one block: while any of them is named, the others are removed.
  const namesNoFlag = flags === undefined && maxConnections === undefined;
  return KEPT_WHERE_IMPORTED.includes(field) || (['flags', 'maxConnections'].includes(field) && namesNoFlag);
}

function serviceValues(service: Service, environment: Environment): unknown {
  const revisions = Object.entries(service.revisions ?? {});
  const others = revisions.reduce((sum, [, { traffic }]) => sum + traffic, 0);
  return {
    minInstances: 0,
    cpuIdle: true,
    startupCpuBoost: true,
    port: 8080,
    transport: 'private-ip',
    ingress: 'internal-and-cloud-load-balancing',
    latestTraffic: 100 - others,
    ...placed(service, environment),
    image: writtenImage(service.image),
    revisions: Object.fromEntries(
      revisions.map(([name, { traffic, tag }]) => [name, { traffic, ...(tag !== undefined && { tag }) }]),
    ),
  };
}

/** Terraform ignores the image that a pipeline deploys, after the first one. */
function writtenImage(image: Image): unknown {
  return image.managedBy === 'pipeline' ? { managedBy: image.managedBy } : image;
}

function dependenciesOf(workload: Service | Job, environment: Environment): readonly string[] {
  const pools = Object.values(workload.pools ?? {});
  const caches = Object.values(workload.caches ?? {});
  const { egress } = workload;
  const isOurs = (area: 'databases' | 'redis' | 'connectors', key: string): string[] =>
    environment[area]?.[key]?.ownership === 'reference' ? [] : [`${area}.${key}`];
  return [
    ...new Set([
      ...pools.flatMap(({ database }) => isOurs('databases', database)),
      ...caches.flatMap(({ redis }) => isOurs('redis', redis)),
      ...(egress.kind === 'connector' ? isOurs('connectors', egress.connector) : []),
    ]),
  ];
}

function networkResources({ network, project }: Environment): readonly Declared[] {
  const { privateServicesAccess: access, subnets, ...own } = network;
  return [
    ...ours({ network: own }).map(([, { name, hostProject }]): Declared => ({
      ...resource('network', 'google_compute_network', own),
      values: { name, hostProject: hostProject ?? project },
    })),
    ...ours({ access }).map(([, { rangeName, prefixLength }]): Declared => ({
      ...resource('network.privateServicesAccess', 'google_compute_global_address', access),
      values: { rangeName: rangeName ?? `${own.name}-private-services`, prefixLength: prefixLength ?? 16 },
    })),
    ...ours(subnets).map(([key, { ipCidrRange, ownership }]): Declared => ({
      ...resource(`network.subnets.${key}`, 'google_compute_subnetwork', { ownership }),
      values: { ipCidrRange },
    })),
  ];
}

/** The certificate is replaced by a change of its domains; everything else changes in place. */
function loadBalancerResources({ loadBalancer }: Environment): readonly Declared[] {
  if (!loadBalancer) return [];
  const { certificateDomains, owner, ...routes } = loadBalancer;
  const owned: Owned = owner === undefined ? {} : { owner };
  return [
    {
      ...resource('loadBalancer', 'google_compute_url_map', owned),
      values: { redirectHttp: true, ...routes },
    },
    {
      ...resource('loadBalancer.certificateDomains', 'google_compute_managed_ssl_certificate', owned),
      values: certificateDomains,
    },
  ];
}
