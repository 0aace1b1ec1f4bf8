import type { Database, Egress } from '../capacity/declaration';
import type { Fleet, ServiceModel } from '../capacity/fleets';
import { defaultEdition } from '../capacity/google-cloud/cloud-sql';
import { resolveRedis } from '../capacity/google-cloud/memorystore';
import type { EnvironmentModel } from '../capacity/model';
import { deployedWorkloads, settingsByWorkload } from '../capacity/settings';
import { startupProbe } from '../capacity/startup-probe';
import { isDeployed } from '../capacity/workload';
import { LIVE } from './lifecycle';
import { declaredLoadBalancer } from './load-balancer';

/** A value that is deployed; `undefined` where it is not set. */
export type Value = string | number | boolean | undefined;

/** The numbers that decide about capacity, by their path in the declaration. */
export type Projection = ReadonlyMap<string, Value>;

/**
 * What an environment declares, as far as Terraform carries it: instances, concurrency, CPU and memory, pools
 * and deadlines as the container sees them, traffic, probes, egress, ingress, connectors, database tiers and flags,
 * Redis, the routes and the certificate of the load balancer.
 */
export function declaredProjection(environment: EnvironmentModel): Projection {
  return new Map([
    ...environment.services.filter(isDeployed).flatMap((service) => serviceValues(environment, service)),
    ...jobValues(environment),
    ...connectorValues(environment),
    ...databaseValues(environment),
    ...redisValues(environment),
    ...cacheValues(environment),
    ...declaredLoadBalancer(environment.declared.loadBalancer),
    ...[...settingsByWorkload(environment)].flatMap(([path, settings]) =>
      settings.map(({ name, value }) => entry(`${path} setting ${name}`, value)),
    ),
  ]);
}

/** Every path where two projections differ, one line each. */
export function differences(declared: Projection, deployed: Projection): readonly string[] {
  const paths = [...new Set([...declared.keys(), ...deployed.keys()])].sort();
  return paths
    .filter((path) => declared.get(path) !== deployed.get(path))
    .map((path) => `${path}: declared ${shown(declared.get(path))}, deployed ${shown(deployed.get(path))}`);
}

/** How an egress reads in a projection. */
export function egressText(egress: Egress): string {
  switch (egress.kind) {
    case 'connector':
      return `connector ${egress.connector}`;
    case 'direct-vpc':
      return `direct-vpc ${egress.subnet}`;
    case 'none':
      return 'none';
  }
}

/** Where requests may come from, where nothing else is declared. */
const DEFAULT_INGRESS = 'internal-and-cloud-load-balancing';

type Entry = readonly [string, Value];

const entry = (path: string, value: Value): Entry => [path, value];

function serviceValues(environment: EnvironmentModel, service: ServiceModel): readonly Entry[] {
  const { declared, latest, latestTraffic, path } = service;
  const probe = startupProbe(declared, environment.startup.get(service.name));
  return [
    entry(`${path}.minInstances`, latest.floor),
    entry(`${path}.maxInstances`, ceiling(latest)),
    entry(`${path}.concurrency`, declared.concurrency),
    entry(`${path}.cpu`, declared.cpu),
    entry(`${path}.memory`, declared.memory),
    entry(`${path}.cpuIdle`, declared.cpuIdle ?? true),
    entry(`${path}.requestTimeoutSeconds`, declared.requestTimeoutSeconds),
    ...workloadValues(path, declared.egress),
    entry(`${path}.ingress`, declared.ingress ?? DEFAULT_INGRESS),
    entry(`${path}.latestTraffic`, latestTraffic),
    ...Object.entries(declared.revisions ?? {}).map(([revision, { traffic }]) =>
      entry(`${path}.revisions.${revision}.traffic`, traffic),
    ),
    entry(`${path}.startup.probe.initialDelaySeconds`, probe.initialDelaySeconds),
    entry(`${path}.startup.probe.periodSeconds`, probe.periodSeconds),
    entry(`${path}.startup.probe.timeoutSeconds`, probe.timeoutSeconds),
    entry(`${path}.startup.probe.failureThreshold`, probe.failureThreshold),
  ];
}

/** A second container would have pools of its own, which nobody counted. */
function workloadValues(path: string, egress: Egress): readonly Entry[] {
  const traffic = egress.kind === 'none' ? undefined : (egress.traffic ?? 'private-ranges-only');
  return [
    entry(`${path}.egress`, egressText(egress)),
    entry(`${path}.egress.traffic`, traffic),
    entry(`${path}.containers`, 1),
  ];
}

function jobValues({ jobs }: EnvironmentModel): readonly Entry[] {
  return jobs
    .filter(isDeployed)
    .flatMap(({ declared, path, tasks, parallelTasks }) => [
      entry(`${path}.tasks`, tasks),
      entry(`${path}.parallelism`, parallelTasks),
      entry(`${path}.cpu`, declared.cpu),
      entry(`${path}.memory`, declared.memory),
      ...workloadValues(path, declared.egress),
    ]);
}

function connectorValues({ declared }: EnvironmentModel): readonly Entry[] {
  return Object.entries(declared.connectors ?? {})
    .filter(([, { ownership }]) => ownership !== 'reference')
    .flatMap(([name, connector]) => [
      entry(`connectors.${name}.machineType`, connector.machineType ?? 'e2-micro'),
      entry(`connectors.${name}.minInstances`, connector.minInstances),
      entry(`connectors.${name}.maxInstances`, connector.maxInstances),
      entry(`connectors.${name}.throughput.minMbps`, connector.throughput?.minMbps),
      entry(`connectors.${name}.throughput.maxMbps`, connector.throughput?.maxMbps),
    ]);
}

function databaseValues({ declared }: EnvironmentModel): readonly Entry[] {
  return Object.entries(declared.databases ?? {})
    .filter(([, { ownership }]) => ownership !== 'reference')
    .flatMap(([name, database]) => [
      entry(`databases.${name}.version`, database.version),
      entry(
        `databases.${name}.edition`,
        database.edition ?? unnamed(database, defaultEdition(database.version)),
      ),
      entry(`databases.${name}.tier`, database.tier),
      entry(`databases.${name}.availability`, database.availability ?? unnamed(database, 'ZONAL')),
      entry(`databases.${name}.publicIp`, database.publicIp ?? unnamed(database, false)),
      entry(`databases.${name}.sslMode`, unnamed(database, 'ENCRYPTED_ONLY')),
      entry(`databases.${name}.flags.max_connections`, text(deployedLimit(database))),
      ...Object.entries(database.flags ?? {}).map(([flag, value]) =>
        entry(`databases.${name}.flags.${flag}`, String(value)),
      ),
    ]);
}

function redisValues({ declared }: EnvironmentModel): readonly Entry[] {
  return Object.entries(declared.redis ?? {})
    .filter(([, { ownership }]) => ownership !== 'reference')
    .flatMap(([name, redis]) => {
      const { auth, connectMode, memoryGb, tier, transitEncryption, version } = resolveRedis(redis);
      return [
        entry(`redis.${name}.tier`, tier),
        entry(`redis.${name}.memoryGb`, memoryGb),
        entry(`redis.${name}.version`, version),
        entry(`redis.${name}.connectMode`, connectMode),
        entry(`redis.${name}.transitEncryption`, transitEncryption),
        entry(`redis.${name}.auth`, auth),
      ];
    });
}

/** Where each cache leads: the key of an instance, or an address that was declared for it. */
function cacheValues(environment: EnvironmentModel): readonly Entry[] {
  return deployedWorkloads(environment).flatMap(({ caches }) =>
    caches.map(({ declared, path, redis }) => entry(`${path}.redis`, redis.host ?? declared.redis)),
  );
}

/** What an instance gets where the declaration does not name it: an imported one keeps what it has. */
function unnamed({ ownership }: Database, value: Value): Value {
  return ownership === 'imported' ? LIVE : value;
}

/** An imported instance keeps the limit that was observed, where only other flags are declared. */
function deployedLimit({ flags, maxConnections, observed, ownership }: Database): number | undefined {
  if (typeof maxConnections === 'number') return maxConnections;
  return ownership === 'imported' && flags ? observed?.maxConnections : undefined;
}

function ceiling({ instances }: Fleet): number | undefined {
  return typeof instances === 'number' ? instances : undefined;
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function shown(value: Value): string {
  return value === undefined ? 'nothing' : String(value);
}
