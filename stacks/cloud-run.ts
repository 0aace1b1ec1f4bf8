import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { Image } from '../capacity/declaration';
import type { Apis } from './apis';
import type { Databases } from './cloud-sql';
import { containerVariables, type ContainerVariable } from './container-variables';
import type { StackContext } from './context';
import { vpcAccess, type VpcAccess } from './egress';
import { WorkloadIdentity } from './identity';
import type { Network } from './network';
import type { RedisInstances } from './redis';
import type { SharedVpcAccess } from './shared-vpc';
import type { VpcConnectors } from './vpc-connector';
import type { WorkloadModel } from '../capacity/workload';

/** What Cloud Run services and jobs are built beside. */
export interface RunParts {
  readonly context: StackContext;
  readonly network: Network;
  readonly sharedVpc: SharedVpcAccess;
  readonly connectors: VpcConnectors;
  readonly databases: Databases;
  readonly redis: RedisInstances;
  readonly apis: Apis;
}

const SOCKETS = 'cloudsql';

/** What a service and a job have in common: identity, variables, sockets, the way into the network. */
export class WorkloadRuntime extends Construct {
  readonly identity: WorkloadIdentity;
  readonly serviceAccount: string;
  readonly image: string;
  readonly env?: ContainerVariable[];
  readonly vpcAccess: VpcAccess | undefined;
  /** Sockets of the databases; `undefined` where there are none. */
  readonly volumes?: { readonly name: string; readonly cloudSqlInstance: { readonly instances: string[] } }[];
  readonly volumeMounts?: { readonly name: string; readonly mountPath: string }[];
  readonly dependsOn: ITerraformDependable[];

  constructor(scope: Construct, workload: WorkloadModel, parts: RunParts) {
    super(scope, 'runtime');
    const { apis, connectors, context, databases, network, redis, sharedVpc } = parts;
    const { egress, image, transport } = workload.declared;
    const identity = new WorkloadIdentity(this, workload, parts);
    this.identity = identity;
    this.serviceAccount = identity.account.email;
    this.image = image.managedBy === 'pipeline' ? image.initial : image.reference;
    const env = [...containerVariables(workload, identity, databases, redis)];
    if (env.length > 0) this.env = env;
    this.vpcAccess = vpcAccess(egress, network, connectors);

    if (transport === 'socket' && workload.databases.length > 0) {
      // It needs `vpcAccess` too, where the instance has only a private address.
      const instances = workload.databases.map((key) => databases.connectionName(key)).sort();
      this.volumes = [{ name: SOCKETS, cloudSqlInstance: { instances } }];
      this.volumeMounts = [{ name: SOCKETS, mountPath: '/cloudsql' }];
    }
    this.dependsOn = [
      ...apis.of(context.project, 'run'),
      ...(egress.kind === 'direct-vpc' ? sharedVpc.of(egress.subnet) : []),
      ...workload.databases.flatMap((key) => databases.of(key)),
      ...identity.ready,
    ];
  }
}

/** CPU and memory as the API writes them back, so that a plan shows no difference: `500m` below one vCPU. */
export function limits(cpu: number, memory: string): { cpu: string; memory: string } {
  return { cpu: Number.isInteger(cpu) ? String(cpu) : `${Math.round(cpu * 1000)}m`, memory };
}

/**
 * What a pipeline changes when it deploys the application. Terraform sets the image once, so that a deploy of
 * capacity never rolls the application back.
 *
 * The revision's name is deliberately not among them: gcloud sets it, and keeping it would give the next
 * revision the name of the last one, which Cloud Run refuses (409).
 *
 * @param template - path of the template that holds the containers
 */
export function changedByPipeline(image: Image, template: string): readonly string[] {
  if (image.managedBy === 'declaration') return [];
  return [
    'client',
    'client_version',
    `${template}.containers[0].image`,
    `${template}.containers[0].name`,
    'template[0].annotations',
    'template[0].labels',
  ];
}

/** Arguments of an imported service or job that the declaration does not name. */
export function runKept(runtime: WorkloadRuntime, template: string): readonly string[] {
  return [
    'annotations',
    'binary_authorization',
    'labels',
    'launch_stage',
    'template[0].annotations',
    'template[0].labels',
    `${template}.containers[0].args`,
    `${template}.containers[0].command`,
    `${template}.containers[0].name`,
    `${template}.containers[0].working_dir`,
    `${template}.encryption_key`,
    ...(runtime.volumes ? [] : [`${template}.containers[0].volume_mounts`, `${template}.volumes`]),
  ];
}
