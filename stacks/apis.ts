import type { ITerraformDependable } from 'cdktf';
import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { Construct } from 'constructs';
import type { Environment, Job, Redis, Service } from '../capacity/declaration';
import { resolveRedis } from '../capacity/google-cloud/memorystore';
import type { StackContext } from './context';
import { named } from './named';

/** A Google Cloud API of a project. */
export interface Api {
  readonly project: string;
  /** Without `.googleapis.com`. */
  readonly service: string;
}

/** APIs that the resources of an environment need, sorted. Another project's are enabled only where we create something in it. */
export function requiredApis(environment: Environment): readonly Api[] {
  const { project, network } = environment;
  const host = network.hostProject ?? project;
  const workloads: readonly (Service | Job)[] = [
    ...Object.values(environment.services ?? {}),
    ...Object.values(environment.jobs ?? {}),
  ].filter(({ ownership }) => ownership !== 'reference');
  const connectors = Object.values(environment.connectors ?? {}).filter(isOurs);
  const databases = Object.values(environment.databases ?? {});
  const redis = Object.values(environment.redis ?? {});
  const subnets = Object.values(network.subnets ?? {});
  const buildsNetwork = [network, network.privateServicesAccess, ...subnets].some(isOurs);

  const apis: (Api | false | undefined)[] = [
    workloads.length > 0 && { project, service: 'run' },
    workloads.length > 0 && { project, service: 'iam' },
    workloads.length > 0 && { project, service: 'cloudresourcemanager' },
    workloads.some(({ secrets }) => secrets !== undefined) && { project, service: 'secretmanager' },
    workloads.some(({ egress }) => egress.kind === 'direct-vpc') && { project, service: 'compute' },
    databases.length > 0 && { project, service: 'sqladmin' },
    databases.some(isOurs) && { project, service: 'servicenetworking' },
    redis.some((instance) => isOurs(instance) || instance.host === undefined) && {
      project,
      service: 'redis',
    },
    redis.some(isOnPeering) && { project, service: 'servicenetworking' },
    environment.monitoring && { project, service: 'monitoring' },
    environment.monitoring && { project, service: 'logging' },
    ...connectors.flatMap((connector) => [
      { project: connector.project ?? project, service: 'compute' },
      { project: connector.project ?? project, service: 'vpcaccess' },
    ]),
    environment.loadBalancer !== undefined && { project, service: 'compute' },
    buildsNetwork && { project: host, service: 'compute' },
    isOurs(network.privateServicesAccess) && { project: host, service: 'servicenetworking' },
  ];
  const distinct = new Map(
    apis.flatMap((api) => (api ? [[`${api.project}/${api.service}`, api] as const] : [])),
  );
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, api]) => api);
}

/** Enables the APIs that the environment needs. */
export class Apis extends Construct {
  private readonly enabled = new Map<string, ProjectService>();

  constructor(scope: Construct, context: StackContext) {
    super(scope, 'apis');
    for (const { project, service } of requiredApis(context.environment)) {
      const keys = project === context.project ? [service] : [project, service];
      const resource = new ProjectService(this, keys.join('_'), {
        project,
        service: `${service}.googleapis.com`,
        // Other things of the project may use the API: destroying this stack must not turn it off.
        disableOnDestroy: false,
        disableDependentServices: false,
      });
      this.enabled.set(`${project}/${service}`, named(resource, ...keys));
    }
  }

  /** What a resource of that project depends on, so that the API is on before it is created. */
  of(project: string, ...services: readonly string[]): ITerraformDependable[] {
    return services.flatMap((service) => this.enabled.get(`${project}/${service}`) ?? []);
  }
}

/** Whether this stack creates it behind the private services access. */
function isOnPeering(redis: Redis): boolean {
  return isOurs(redis) && resolveRedis(redis).connectMode === 'private-service-access';
}

function isOurs({ ownership }: { readonly ownership: string }): boolean {
  return ownership !== 'reference';
}
