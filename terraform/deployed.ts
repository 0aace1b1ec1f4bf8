import type { EnvironmentModel } from '../capacity/model';
import { cacheAddressNames, deployedWorkloads, settingsByWorkload } from '../capacity/settings';
import { ingressOf } from './attributes/cloud-run';
import { asApplied, repeated } from './lifecycle';
import { deployedLoadBalancer } from './load-balancer';
import type { Projection, Value } from './projection';
import { block, blocks, lastSegment, resourcesOf, type Block } from './resources';

type Entry = readonly [string, Value];

/**
 * Reads from synthesized Terraform JSON what it would deploy, by the same paths as the declared projection.
 * Only the names of databases and of container settings come from the model.
 */
export function deployedProjection(configuration: unknown, environment: EnvironmentModel): Projection {
  return new Map([
    ...asApplied(configuration, (applied) => writtenProjection(applied, environment)),
    ...repeated(configuration),
  ]);
}

function writtenProjection(configuration: unknown, environment: EnvironmentModel): Projection {
  return new Map([
    ...resourcesOf(configuration, 'google_cloud_run_v2_service').flatMap((service) =>
      serviceValues(configuration, service, environment),
    ),
    ...resourcesOf(configuration, 'google_cloud_run_v2_job').flatMap((job) =>
      jobValues(configuration, job, environment),
    ),
    ...resourcesOf(configuration, 'google_vpc_access_connector').flatMap(connectorValues),
    ...resourcesOf(configuration, 'google_sql_database_instance').flatMap((instance) =>
      databaseValues(instance, environment),
    ),
    ...resourcesOf(configuration, 'google_redis_instance').flatMap(redisValues),
    ...deployedLoadBalancer(configuration),
  ]);
}

function serviceValues(
  configuration: unknown,
  service: Block,
  environment: EnvironmentModel,
): readonly Entry[] {
  const path = `services.${text(service['name'])}`;
  const template = block(service['template']);
  const scaling = block(template['scaling']);
  const container = block(template['containers']);
  const resources = block(container['resources']);
  const probe = block(container['startup_probe']);
  const traffic = blocks(service['traffic']);
  const latest = traffic.find(({ revision }) => revision === undefined);
  return [
    [`${path}.minInstances`, value(scaling['min_instance_count'])],
    [`${path}.maxInstances`, value(scaling['max_instance_count'])],
    [`${path}.concurrency`, value(template['max_instance_request_concurrency'])],
    ...limitValues(path, resources),
    [`${path}.cpuIdle`, value(resources['cpu_idle'])],
    [`${path}.requestTimeoutSeconds`, seconds(template['timeout'])],
    ...egressValues(path, configuration, template),
    [`${path}.ingress`, ingressOf(service['ingress']) ?? value(service['ingress'])],
    [`${path}.latestTraffic`, value(latest?.['percent']) ?? 0],
    ...trafficValues(path, traffic, environment),
    [`${path}.startup.probe.initialDelaySeconds`, value(probe['initial_delay_seconds'])],
    [`${path}.startup.probe.periodSeconds`, value(probe['period_seconds'])],
    [`${path}.startup.probe.timeoutSeconds`, value(probe['timeout_seconds'])],
    [`${path}.startup.probe.failureThreshold`, value(probe['failure_threshold'])],
    [`${path}.containers`, blocks(template['containers']).length],
    ...settingValues(path, container, environment),
  ];
}

/** A revision with neither traffic nor a tag is not written out. */
function trafficValues(
  path: string,
  traffic: readonly Block[],
  { services }: EnvironmentModel,
): readonly Entry[] {
  const declared = services.find((service) => service.path === path)?.declared.revisions ?? {};
  const deployed = traffic.flatMap(({ revision, percent }): Entry[] =>
    revision === undefined ? [] : [[`${path}.revisions.${text(revision)}.traffic`, value(percent)]],
  );
  return [
    ...Object.keys(declared).map((revision): Entry => [`${path}.revisions.${revision}.traffic`, 0]),
    ...deployed,
  ];
}

function jobValues(configuration: unknown, job: Block, environment: EnvironmentModel): readonly Entry[] {
  const path = `jobs.${text(job['name'])}`;
  const execution = block(job['template']);
  const task = block(execution['template']);
  const container = block(task['containers']);
  return [
    [`${path}.tasks`, value(execution['task_count'])],
    [`${path}.parallelism`, value(execution['parallelism'])],
    ...limitValues(path, block(container['resources'])),
    ...egressValues(path, configuration, task),
    [`${path}.containers`, blocks(task['containers']).length],
    ...settingValues(path, container, environment),
  ];
}

function limitValues(path: string, resources: Block): readonly Entry[] {
  const limits = block(resources['limits']);
  const cpu = text(limits['cpu']);
  return [
    [`${path}.cpu`, cpu.endsWith('m') ? Number(cpu.slice(0, -1)) / 1000 : Number(cpu)],
    [`${path}.memory`, value(limits['memory'])],
  ];
}

function settingValues(path: string, container: Block, environment: EnvironmentModel): readonly Entry[] {
  const variables = new Map(
    blocks(container['env']).map((variable) => [variable['name'], variable['value']]),
  );
  const settings = settingsByWorkload(environment).get(path) ?? [];
  const workload = deployedWorkloads(environment).find((deployed) => deployed.path === path);
  return [
    ...settings.map(({ name }): Entry => [`${path} setting ${name}`, value(variables.get(name))]),
    ...(workload?.caches ?? []).map((cache): Entry => {
      const { host } = cacheAddressNames(workload!, cache);
      return [`${cache.path}.redis`, redisKeyOf(variables.get(host))];
    }),
  ];
}

/** The key of the instance whose address a variable has; any other address as it is. */
function redisKeyOf(address: unknown): Value {
  const reference = /^\$\{(?:data\.)?google_redis_instance\.([\w-]+)\.host\}$/.exec(text(address));
  return reference ? reference[1] : value(address);
}

/** Which traffic takes the way into the network, in the words of the declaration. */
const TRAFFIC: Readonly<Record<string, string>> = {
  ALL_TRAFFIC: 'all-traffic',
  PRIVATE_RANGES_ONLY: 'private-ranges-only',
};

function egressValues(path: string, configuration: unknown, template: Block): readonly Entry[] {
  const { egress: traffic } = block(template['vpc_access']);
  return [
    [`${path}.egress`, egressOf(configuration, template)],
    [`${path}.egress.traffic`, TRAFFIC[text(traffic)] ?? value(traffic)],
  ];
}

function egressOf(configuration: unknown, template: Block): string {
  const access = block(template['vpc_access']);
  if (access['connector'] !== undefined) return `connector ${nameOf(configuration, access['connector'])}`;
  const subnet = block(access['network_interfaces'])['subnetwork'];
  return subnet === undefined ? 'none' : `direct-vpc ${nameOf(configuration, subnet)}`;
}

/** The name of what a reference like `${google_vpc_access_connector.x.id}`, or a full path, points to. */
function nameOf(configuration: unknown, value: unknown): string {
  const reference = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(text(value));
  if (!reference) return lastSegment(value);
  const [, type, id] = reference;
  const resources = block(block(block(configuration)['resource'])[type!]);
  return text(block(resources[id!])['name']);
}

function connectorValues(connector: Block): readonly Entry[] {
  const path = `connectors.${text(connector['name'])}`;
  return [
    [`${path}.machineType`, value(connector['machine_type'])],
    [`${path}.minInstances`, value(connector['min_instances'])],
    [`${path}.maxInstances`, value(connector['max_instances'])],
    [`${path}.throughput.minMbps`, value(connector['min_throughput'])],
    [`${path}.throughput.maxMbps`, value(connector['max_throughput'])],
  ];
}

/** Flags that the stack always sets, and that carry no capacity: they count where they are declared. */
const OWN_FLAGS = ['cloudsql.iam_authentication'];

function databaseValues(instance: Block, { declared }: EnvironmentModel): readonly Entry[] {
  const name = text(instance['name']);
  const key = Object.entries(declared.databases ?? {}).find(
    ([other, database]) => (database.instance ?? other) === name,
  );
  const path = `databases.${key?.[0] ?? name}`;
  const settings = block(instance['settings']);
  const addresses = block(settings['ip_configuration']);
  const flags = new Map(
    blocks(settings['database_flags'])
      .map((flag): Entry => [text(flag['name']), value(flag['value'])])
      .filter(([flag]) => !OWN_FLAGS.includes(flag) || Object.hasOwn(key?.[1].flags ?? {}, flag)),
  );
  return [
    [`${path}.version`, value(instance['database_version'])],
    [`${path}.edition`, value(settings['edition'])],
    [`${path}.tier`, value(settings['tier'])],
    [`${path}.availability`, value(settings['availability_type'])],
    [`${path}.publicIp`, value(addresses['ipv4_enabled'])],
    [`${path}.sslMode`, value(addresses['ssl_mode'])],
    ...[...flags].map(([flag, setting]): Entry => [`${path}.flags.${flag}`, setting]),
  ];
}

const ENCRYPTED: Readonly<Record<string, boolean>> = { SERVER_AUTHENTICATION: true, DISABLED: false };

function redisValues(instance: Block): readonly Entry[] {
  const path = `redis.${text(instance['name'])}`;
  return [
    [`${path}.tier`, value(instance['tier'])],
    [`${path}.memoryGb`, value(instance['memory_size_gb'])],
    [`${path}.version`, value(instance['redis_version'])],
    [`${path}.connectMode`, text(instance['connect_mode']).toLowerCase().replaceAll('_', '-')],
    [`${path}.transitEncryption`, ENCRYPTED[text(instance['transit_encryption_mode'])]],
    [`${path}.auth`, value(instance['auth_enabled'])],
  ];
}

function value(raw: unknown): Value {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? raw : undefined;
}

function text(raw: unknown): string {
  return typeof raw === 'string' ? raw : '';
}

/** `600s` to 600. */
function seconds(raw: unknown): Value {
  const match = /^(\d+(?:\.\d+)?)s$/.exec(text(raw));
  return match ? Number(match[1]) : value(raw);
}
