import type { Service } from '../../capacity/declaration';
import { REPLACE_SERVICE } from '../../capacity/google-cloud/effects';
import { entryOf } from '../../capacity/google-cloud/fact';
import { toName, toNumber, toSeconds, toVcpus, type Attribute, type ResourceType } from './attribute';

const INGRESS: Readonly<Record<string, Service['ingress']>> = {
  INGRESS_TRAFFIC_ALL: 'all',
  INGRESS_TRAFFIC_INTERNAL_ONLY: 'internal',
  INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER: 'internal-and-cloud-load-balancing',
};

/** Where requests may come from, in the words of the declaration; nothing where the API's words are others. */
export function ingressOf(value: unknown): Service['ingress'] {
  return typeof value === 'string' ? entryOf(INGRESS, value) : undefined;
}

/** What a container has, below its block. */
function container(path: string, kind: Attribute['kind']): readonly Attribute[] {
  return [
    { path: `${path}.image`, field: 'image.reference', kind },
    { path: `${path}.resources.limits.cpu`, field: 'cpu', kind, read: toVcpus },
    { path: `${path}.resources.limits.memory`, field: 'memory', kind },
    { path: `${path}.resources.cpu_idle`, field: 'cpuIdle', kind },
    { path: `${path}.resources.startup_cpu_boost`, field: 'startupCpuBoost', kind },
    { path: `${path}.env.*`, field: 'variables.*', kind, read: toNumber },
  ];
}

const DELETED = 'DELETES the service';

/** Every change inside the template makes a revision; the rest changes the service. */
export const SERVICE: ResourceType = {
  file: 'cloudrunv2/resource_cloud_run_v2_service.go',
  replaced: REPLACE_SERVICE.text,
  deleted: DELETED,
  attributes: [
    {
      path: 'template.scaling.min_instance_count',
      field: 'minInstances',
      kind: 'new-revision',
      line: 533,
      computed: 'template.scaling',
    },
    {
      path: 'template.scaling.max_instance_count',
      field: 'maxInstances',
      kind: 'new-revision',
      line: 533,
      computed: 'template.scaling',
    },
    {
      path: 'template.max_instance_request_concurrency',
      field: 'concurrency',
      kind: 'new-revision',
      line: 506,
    },
    {
      path: 'template.timeout',
      field: 'requestTimeoutSeconds',
      kind: 'new-revision',
      line: 566,
      read: toSeconds,
    },
    ...container('template.containers', 'new-revision'),
    {
      path: 'template.vpc_access.connector',
      field: 'egress.connector',
      kind: 'new-revision',
      line: 719,
      read: toName,
    },
    { path: 'template.vpc_access.egress', kind: 'new-revision', line: 719 },
    { path: 'template.revision', kind: 'new-revision', line: 528 },
    { path: 'template.*', kind: 'new-revision', isOpaque: true },
    { path: 'scaling.min_instance_count', kind: 'in-place', line: 933 },
    { path: 'scaling.max_instance_count', field: 'serviceMaxInstances', kind: 'in-place' },
    { path: 'scaling.manual_instance_count', kind: 'in-place', line: 940 },
    { path: 'scaling.scaling_mode', kind: 'in-place', line: 950 },
    { path: 'traffic', kind: 'in-place', line: 959, computed: 'traffic' },
    { path: 'ingress', field: 'ingress', kind: 'in-place', read: (value) => ingressOf(value) ?? value },
    { path: 'deletion_protection', kind: 'in-place', line: 1228 },
    { path: 'name', kind: 'in-place', line: 67 },
    { path: 'location', kind: 'in-place', line: 61 },
    { path: 'project', kind: 'in-place', line: 1239 },
  ],
};

/** The next execution runs with it. */
export const JOB: ResourceType = {
  file: 'cloudrunv2/resource_cloud_run_v2_job.go',
  replaced: 'REPLACES the job',
  deleted: 'DELETES the job',
  attributes: [
    {
      path: 'template.parallelism',
      field: 'parallelism',
      kind: 'in-place',
      line: 605,
    },
    {
      path: 'template.task_count',
      field: 'tasks',
      kind: 'in-place',
      line: 611,
    },
    { path: 'template.template.max_retries', field: 'maxRetries', kind: 'in-place', line: 346 },
    {
      path: 'template.template.timeout',
      field: 'taskTimeoutSeconds',
      kind: 'in-place',
      read: toSeconds,
    },
    ...container('template.template.containers', 'in-place'),
    { path: 'template.*', kind: 'in-place', isOpaque: true },
    { path: 'deletion_protection', kind: 'in-place' },
  ],
};

const ANNOTATIONS = 'template.metadata.annotations';

/** The first API of Cloud Run: scaling is written as annotations. */
export const SERVICE_V1: ResourceType = {
  file: 'cloudrun/resource_cloud_run_service.go',
  replaced: REPLACE_SERVICE.text,
  deleted: DELETED,
  attributes: [
    {
      path: `${ANNOTATIONS}.autoscaling.knative.dev/maxScale`,
      field: 'maxInstances',
      kind: 'new-revision',
      read: toNumber,
    },
    {
      path: `${ANNOTATIONS}.autoscaling.knative.dev/minScale`,
      field: 'minInstances',
      kind: 'new-revision',
      read: toNumber,
    },
    { path: `${ANNOTATIONS}.*`, kind: 'new-revision' },
    {
      path: 'template.spec.container_concurrency',
      field: 'concurrency',
      kind: 'new-revision',
    },
    {
      path: 'template.spec.timeout_seconds',
      field: 'requestTimeoutSeconds',
      kind: 'new-revision',
    },
    ...container('template.spec.containers', 'new-revision'),
    { path: 'template.*', kind: 'new-revision', isOpaque: true },
    { path: 'traffic', kind: 'in-place', computed: 'traffic' },
  ],
};
