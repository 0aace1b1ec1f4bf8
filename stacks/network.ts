import type { ITerraformDependable } from 'cdktf';
import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { Construct } from 'constructs';
import type { Subnet } from '../capacity/declaration';
import type { Apis } from './apis';
import type { StackContext } from './context';
import { adopt, lifecycleOf } from './imports';
import { named } from './named';
import { PrivateServicesAccess } from './private-services-access';

/** The VPC network with its subnets. In a Shared VPC everything here lies in the host project. */
export class Network extends Construct {
  /** `projects/<host>/global/networks/<name>`, or a reference to it. */
  readonly id: string;

  /** What a resource with a private address must wait for; empty where someone else owns the peering. */
  readonly privateServices: readonly ITerraformDependable[];

  private readonly subnets = new Map<string, ComputeSubnetwork>();

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    apis: Apis,
  ) {
    super(scope, 'network');
    const { network } = context.environment;
    this.id = this.network(apis);
    for (const [key, subnet] of Object.entries(network.subnets ?? {})) {
      if (subnet.ownership !== 'reference') this.subnets.set(key, this.subnet(key, subnet, apis));
    }
    this.privateServices =
      network.privateServicesAccess.ownership === 'reference'
        ? []
        : new PrivateServicesAccess(this, context, this.id, apis).ready;
  }

  /** Full path of a subnet, which also works from a service project. */
  subnetId(key: string): string {
    const { hostProject, region } = this.context;
    return this.subnets.get(key)?.id ?? `projects/${hostProject}/regions/${region}/subnetworks/${key}`;
  }

  /** Name of a subnet, for the resources that take the project on its own. */
  subnetName(key: string): string {
    return this.subnets.get(key)?.name ?? key;
  }

  /** The subnet, where this stack owns it. */
  ownSubnet(key: string): ComputeSubnetwork | undefined {
    return this.subnets.get(key);
  }

  private network(apis: Apis): string {
    const { environment, hostProject: project, protect } = this.context;
    const { name, ownership } = environment.network;
    const path = `projects/${project}/global/networks/${name}`;
    if (ownership === 'reference') return path;
    const network = new ComputeNetwork(this, 'vpc', {
      name,
      project,
      // Automatic subnets in every region take ranges that connectors and peerings need.
      autoCreateSubnetworks: false,
      dependsOn: apis.of(project, 'compute'),
      // Of an imported network the declaration names nothing but the name.
      lifecycle:
        ownership === 'imported'
          ? { preventDestroy: protect, ignoreChanges: 'all' }
          : lifecycleOf({ ownership, preventDestroy: protect }),
    });
    return adopt(ownership, named(network, name), path).id;
  }

  private subnet(key: string, { ownership, ipCidrRange }: Subnet, apis: Apis): ComputeSubnetwork {
    const { hostProject: project, protect, region } = this.context;
    const subnet = new ComputeSubnetwork(this, `subnet-${key}`, {
      name: key,
      project,
      region,
      network: this.id,
      ipCidrRange,
      // Instances with Direct VPC egress of all traffic reach Google's APIs through it.
      privateIpGoogleAccess: true,
      dependsOn: apis.of(project, 'compute'),
      lifecycle: lifecycleOf({ ownership, preventDestroy: protect, kept: SUBNET_KEPT }),
    });
    return adopt(ownership, named(subnet, key), `projects/${project}/regions/${region}/subnetworks/${key}`);
  }
}

const SUBNET_KEPT = [
  'description',
  'log_config',
  'private_ip_google_access',
  'purpose',
  'role',
  'secondary_ip_range',
  'stack_type',
];
