import { published, reported, type Fact } from './fact';

/** A monitored resource type and the labels that tell two of its resources apart. */
export interface MonitoredResource {
  readonly type: string;
  readonly labels: readonly string[];
}

/** A metric type of Cloud Monitoring. */
export interface Metric {
  readonly type: string;
  readonly resource: MonitoredResource;
  readonly kind: 'GAUGE' | 'DELTA';
  readonly valueType: 'BOOL' | 'INT64' | 'DOUBLE' | 'DISTRIBUTION';
  /** As the metric list writes it: `By`, `ms`, `s{CPU}`; `10^2.%` is a fraction of one. */
  readonly unit: string;
  readonly labels: readonly string[];
  /** Google may change a metric that is not yet generally available. */
  readonly stage: 'GA' | 'BETA' | 'ALPHA';
  /** Seconds after sampling during which a value is not visible. */
  readonly delaySeconds: number;
}

const API = 'https://docs.cloud.google.com/monitoring/api';
const RESOURCE_LIST = `${API}/resources`;

/** Every monitored resource type that a filter of ours names. */
export const RESOURCES = {
  revision: published(
    {
      type: 'cloud_run_revision',
      labels: ['project_id', 'service_name', 'revision_name', 'location', 'configuration_name'],
    },
    RESOURCE_LIST,
  ),
  database: published(
    { type: 'cloudsql_database', labels: ['project_id', 'database_id', 'region'] },
    `${RESOURCE_LIST}; that database_id is project:instance is second-hand`,
  ),
  connector: published(
    { type: 'vpc_access_connector', labels: ['project_id', 'location', 'connector_name'] },
    RESOURCE_LIST,
  ),
  redis: published(
    { type: 'redis_instance', labels: ['project_id', 'region', 'instance_id', 'node_id'] },
    `${RESOURCE_LIST}; that instance_id is the full path is second-hand`,
  ),
  uptime: published({ type: 'uptime_url', labels: ['project_id', 'host'] }, RESOURCE_LIST),
  loadBalancer: published(
    {
      type: 'https_lb_rule',
      labels: ['project_id', 'region', 'url_map_name', 'forwarding_rule_name', 'target_proxy_name'],
    },
    RESOURCE_LIST,
  ),
} as const satisfies Readonly<Record<string, Fact<MonitoredResource>>>;

type Rest = Pick<Metric, 'kind' | 'valueType' | 'unit'> & Partial<Pick<Metric, 'labels' | 'stage'>>;

/** A family of the metric list: one product's prefix, resource, delay and page. */
function family(
  prefix: string,
  resource: MonitoredResource,
  delaySeconds: number,
  source: string,
): (name: string, rest: Rest) => Fact<Metric> {
  return (name, rest) =>
    published(
      { labels: [], stage: 'GA', ...rest, type: `${prefix}/${name}`, resource, delaySeconds },
      source,
    );
}

const cloudSql = family(
  'cloudsql.googleapis.com/database',
  RESOURCES.database.value,
  165,
  `${API}/metrics_gcp_c#gcp-cloudsql`,
);
const run = family('run.googleapis.com', RESOURCES.revision.value, 120, `${API}/metrics_gcp_p_z#gcp-run`);
const vpcAccess = family(
  'vpcaccess.googleapis.com/connector',
  RESOURCES.connector.value,
  240,
  `${API}/metrics_gcp_p_z#gcp-vpcaccess`,
);
const redis = family('redis.googleapis.com', RESOURCES.redis.value, 240, `${API}/metrics_gcp_p_z#gcp-redis`);
const loadBalancing = family(
  'loadbalancing.googleapis.com',
  RESOURCES.loadBalancer.value,
  210,
  `${API}/metrics_gcp_i_o#gcp-loadbalancing`,
);

const COUNT = { kind: 'GAUGE', valueType: 'INT64', unit: '1' } as const;
const EVENTS = { kind: 'DELTA', valueType: 'INT64', unit: '1' } as const;
const BYTES = { kind: 'GAUGE', valueType: 'INT64', unit: 'By' } as const;
const TRAFFIC = { kind: 'DELTA', valueType: 'INT64', unit: 'By', stage: 'BETA' } as const;
const RATIO = { kind: 'GAUGE', valueType: 'DOUBLE', unit: '10^2.%' } as const;

/** Every metric type that an alert, an objective or the dashboard reads. */
export const METRICS = {
  /** Sampled per database inside the instance; it counts cloudsqladmin's connections too. */
  connections: cloudSql('postgresql/num_backends', { ...COUNT, labels: ['database'] }),
  databaseCpu: cloudSql('cpu/utilization', RATIO),
  /** Without buffers and cache: what the operating system cannot take back. */
  databaseMemory: cloudSql('memory/usage', BYTES),
  databaseDisk: cloudSql('disk/bytes_used', BYTES),
  databaseDiskRatio: cloudSql('disk/utilization', { ...RATIO, unit: '1' }),
  databaseUp: cloudSql('up', COUNT),

  instances: run('container/instance_count', { ...COUNT, labels: ['state'] }),
  requestConcurrency: run('container/max_request_concurrencies', {
    kind: 'DELTA',
    valueType: 'DISTRIBUTION',
    unit: '1',
    labels: ['state'],
  }),
  startupLatency: run('container/startup_latencies', {
    kind: 'DELTA',
    valueType: 'DISTRIBUTION',
    unit: 'ms',
    stage: 'BETA',
  }),
  pendingRequests: run('pending_queue/pending_requests', { ...COUNT, stage: 'ALPHA' }),
  requests: run('request_count', { ...EVENTS, labels: ['response_code', 'response_code_class', 'route'] }),

  connectorInstances: vpcAccess('instances', { ...COUNT, stage: 'BETA' }),
  connectorCpu: vpcAccess('cpu/utilizations', {
    kind: 'GAUGE',
    valueType: 'DISTRIBUTION',
    unit: '10^2.%',
    stage: 'BETA',
  }),
  connectorSent: vpcAccess('sent_bytes_count', TRAFFIC),
  connectorReceived: vpcAccess('received_bytes_count', TRAFFIC),

  redisClients: redis('clients/connected', { ...COUNT, labels: ['role'] }),
  redisRejected: redis('stats/reject_connections_count', { ...EVENTS, labels: ['role'] }),
  redisMemory: redis('stats/memory/usage', { ...BYTES, labels: ['role'] }),
  /** CPU seconds a second: 1 is all that the one thread which serves commands has. */
  redisCpu: redis('stats/cpu_utilization_main_thread', {
    kind: 'DELTA',
    valueType: 'DOUBLE',
    unit: 's{CPU}',
    labels: ['role', 'space', 'relationship'],
  }),
  /** 1 is the primary, 0 a replica. */
  redisRole: redis('replication/role', COUNT),

  loadBalancerRequests: loadBalancing('https/request_count', {
    ...EVENTS,
    labels: ['response_code', 'response_code_class', 'load_balancing_scheme'],
  }),

  uptime: reported<Metric>(
    {
      type: 'monitoring.googleapis.com/uptime_check/check_passed',
      resource: RESOURCES.uptime.value,
      kind: 'GAUGE',
      valueType: 'BOOL',
      unit: '',
      labels: ['check_id', 'checker_location', 'checked_resource_id'],
      stage: 'GA',
      delaySeconds: 60,
    },
    'https://docs.cloud.google.com/monitoring/charts/uptime-charts (the metric); its labels and delay are second-hand',
  ),
} as const satisfies Readonly<Record<string, Fact<Metric>>>;

/** Prefix of a log-based metric's type; its resource is that of the log entries it counts. */
export const LOG_METRIC_PREFIX = published(
  'logging.googleapis.com/user/',
  'https://docs.cloud.google.com/logging/docs/logs-based-metrics',
);

/** Seconds until an entry is counted by a log-based metric. Google publishes no number for it. */
export const LOG_METRIC_DELAY_SECONDS = reported(
  60,
  'second-hand: entries are counted about a minute after they arrive, late ones for ten',
);
