import { METRICS, type Metric } from '../google-cloud/metrics';
import type { LogMetric } from './log-lines';
import type { Aggregation, Filter, Query } from './query';

/** Where a Cloud Run service or a connector is. */
export interface Place {
  readonly project: string;
  readonly region: string;
  readonly name: string;
}

const MINUTE = 60;
const FIVE_MINUTES = 300;
const TEN_MINUTES = 600;
const QUARTER_OF_AN_HOUR = 900;

const BY_SERVICE = ['resource.label.service_name'];
const BY_REVISION = ['resource.label.service_name', 'resource.label.revision_name'];
const BY_DATABASE = ['resource.label.database_id'];
const BY_CONNECTOR = ['resource.label.connector_name'];
const BY_REDIS = ['resource.label.instance_id'];

/** Revisions that a query is about: one by name, or all but some. */
export type Revisions = { readonly only: string } | { readonly except: readonly string[] };

// Cloud SQL

/** Connections of an instance, over all databases inside it. */
export const connections = (databaseId: string): Query =>
  ofDatabase(METRICS.connections.value, databaseId, aligned(MINUTE, 'ALIGN_MAX', 'REDUCE_SUM', BY_DATABASE));

export const databaseCpu = (databaseId: string): Query =>
  ofDatabase(METRICS.databaseCpu.value, databaseId, aligned(MINUTE, 'ALIGN_MEAN'));

export const databaseMemory = (databaseId: string): Query =>
  ofDatabase(METRICS.databaseMemory.value, databaseId, aligned(MINUTE, 'ALIGN_MEAN'));

export const databaseDisk = (databaseId: string): Query =>
  ofDatabase(METRICS.databaseDisk.value, databaseId, aligned(FIVE_MINUTES, 'ALIGN_MEAN'));

export const databaseDiskRatio = (databaseId: string): Query =>
  ofDatabase(METRICS.databaseDiskRatio.value, databaseId, aligned(FIVE_MINUTES, 'ALIGN_MEAN'));

/** The best minute counts: one lost sample is no outage. */
export const databaseUp = (databaseId: string): Query =>
  ofDatabase(METRICS.databaseUp.value, databaseId, aligned(MINUTE, 'ALIGN_MAX'));

// Cloud Run

/** Instances of each revision, idle ones too: they hold connections as well. */
export const instances = (place: Place, revisions: Revisions = { except: [] }): Query => ({
  ...ofService(METRICS.instances.value, place, aligned(MINUTE, 'ALIGN_MAX', 'REDUCE_SUM', BY_REVISION)),
  resource: {
    ...ofService(METRICS.instances.value, place).resource,
    ...('only' in revisions
      ? { revision_name: revisions.only }
      : revisions.except.length > 0 && { revision_name: revisions.except.map((not) => ({ not })) }),
  },
});

export const pendingRequests = (place: Place): Query =>
  ofService(METRICS.pendingRequests.value, place, aligned(MINUTE, 'ALIGN_MAX', 'REDUCE_SUM', BY_SERVICE));

/** A distribution of a delta: only a percentile aligner is valid, ALIGN_MAX is refused. */
export const requestConcurrency = (place: Place): Query => ({
  ...ofService(
    METRICS.requestConcurrency.value,
    place,
    aligned(MINUTE, 'ALIGN_PERCENTILE_99', 'REDUCE_MAX', BY_SERVICE),
  ),
  labels: { state: 'active' },
});

/** Starts are rare: the window is long enough for one slow start to stay in it. */
export const startupLatency = (place: Place): Query =>
  ofService(
    METRICS.startupLatency.value,
    place,
    aligned(TEN_MINUTES, 'ALIGN_PERCENTILE_95', 'REDUCE_MAX', BY_SERVICE),
  );

export const requests = (place: Place): Query =>
  ofService(METRICS.requests.value, place, aligned(FIVE_MINUTES, 'ALIGN_RATE', 'REDUCE_SUM', BY_SERVICE));

export const failedRequests = (place: Place): Query => ({
  ...requests(place),
  labels: { response_code_class: '5xx' },
});

/**
 * Revisions that answer requests: first one series a revision, then their number. A revision counts as long as
 * it has points, which end some minutes after its last request.
 */
export const servingRevisions = (place: Place): Query => ({
  ...ofService(METRICS.requests.value, place),
  aggregations: [
    aligned(FIVE_MINUTES, 'ALIGN_DELTA', 'REDUCE_SUM', BY_REVISION),
    aligned(FIVE_MINUTES, 'ALIGN_DELTA', 'REDUCE_COUNT', BY_SERVICE),
  ],
});

// Log-based

/** Entries in ten minutes. */
export const logCount = (metric: LogMetric, place: Place, labels: Filter['labels'] = {}): Query => ({
  ...ofService(metric.metric, place, aligned(TEN_MINUTES, 'ALIGN_DELTA', 'REDUCE_SUM', BY_SERVICE)),
  labels,
});

export const logSeconds = (metric: LogMetric, place: Place, labels: Filter['labels'] = {}): Query => ({
  ...ofService(metric.metric, place, aligned(TEN_MINUTES, 'ALIGN_PERCENTILE_95', 'REDUCE_MAX', BY_SERVICE)),
  labels,
});

// Connector

export const connectorInstances = (place: Place): Query =>
  ofConnector(
    METRICS.connectorInstances.value,
    place,
    aligned(MINUTE, 'ALIGN_MAX', 'REDUCE_SUM', BY_CONNECTOR),
  );

export const connectorCpu = (place: Place): Query =>
  ofConnector(
    METRICS.connectorCpu.value,
    place,
    aligned(FIVE_MINUTES, 'ALIGN_PERCENTILE_95', 'REDUCE_MAX', BY_CONNECTOR),
  );

/** Bytes a second. */
export const connectorTraffic = (place: Place, direction: 'sent' | 'received'): Query =>
  ofConnector(
    (direction === 'sent' ? METRICS.connectorSent : METRICS.connectorReceived).value,
    place,
    aligned(FIVE_MINUTES, 'ALIGN_RATE', 'REDUCE_SUM', BY_CONNECTOR),
  );

// Redis

export const redisClients = (instance: string): Query =>
  ofPrimary(METRICS.redisClients.value, instance, aligned(MINUTE, 'ALIGN_MAX', 'REDUCE_SUM', BY_REDIS));

export const redisRejected = (instance: string): Query =>
  ofPrimary(
    METRICS.redisRejected.value,
    instance,
    aligned(TEN_MINUTES, 'ALIGN_DELTA', 'REDUCE_SUM', BY_REDIS),
  );

export const redisMemory = (instance: string): Query =>
  ofPrimary(METRICS.redisMemory.value, instance, aligned(MINUTE, 'ALIGN_MAX', 'REDUCE_MAX', BY_REDIS));

export const redisCpu = (instance: string): Query =>
  ofPrimary(METRICS.redisCpu.value, instance, aligned(FIVE_MINUTES, 'ALIGN_RATE', 'REDUCE_SUM', BY_REDIS));

/** A node's role varies in the window only where it changed. */
export const redisRole = (instance: string): Query => ({
  metric: METRICS.redisRole.value,
  resource: { instance_id: instance },
  aggregations: [aligned(QUARTER_OF_AN_HOUR, 'ALIGN_STDDEV')],
});

// Load balancer

/** Locations from which our last check of a host failed. */
export const failedChecks = (project: string, host: string): Query => ({
  ...hostChecks(project, host),
  labels: { check_id: { checkOf: host } },
});

/** Locations from which a check of a host failed, whoever set it up: a chart cannot name ours before it exists. */
export const hostChecks = (project: string, host: string): Query => ({
  metric: METRICS.uptime.value,
  resource: { project_id: project, host },
  aggregations: [aligned(FIVE_MINUTES, 'ALIGN_NEXT_OLDER', 'REDUCE_COUNT_FALSE', ['resource.label.host'])],
});

/** Requests a second by class of the answer. */
export const loadBalancerRequests = (project: string, urlMap: string): Query => ({
  metric: METRICS.loadBalancerRequests.value,
  resource: { project_id: project, url_map_name: urlMap },
  aggregations: [aligned(MINUTE, 'ALIGN_RATE', 'REDUCE_SUM', ['metric.label.response_code_class'])],
});

function aligned(
  periodSeconds: number,
  aligner: string,
  reducer?: string,
  groupBy?: readonly string[],
): Aggregation {
  return { periodSeconds, aligner, ...(reducer !== undefined && { reducer }), ...(groupBy && { groupBy }) };
}

const RAW: Aggregation = { periodSeconds: MINUTE, aligner: 'ALIGN_NONE' };

function ofDatabase(metric: Metric, databaseId: string, aggregation: Aggregation): Query {
  return { metric, resource: { database_id: databaseId }, aggregations: [aggregation] };
}

function ofService(metric: Metric, { project, region, name }: Place, aggregation = RAW): Query {
  const resource = { project_id: project, location: region, service_name: name };
  return { metric, resource, aggregations: [aggregation] };
}

function ofConnector(metric: Metric, { project, region, name }: Place, aggregation: Aggregation): Query {
  const resource = { project_id: project, location: region, connector_name: name };
  return { metric, resource, aggregations: [aggregation] };
}

function ofPrimary(metric: Metric, instance: string, aggregation: Aggregation): Query {
  return {
    metric,
    resource: { instance_id: instance },
    labels: { role: 'primary' },
    aggregations: [aggregation],
  };
}
