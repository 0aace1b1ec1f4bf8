import type { ITerraformDependable } from 'cdktf';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { ServiceNetworkingConnection } from '@cdktf/provider-google/lib/service-networking-connection';
import { Construct } from 'constructs';
import type { Apis } from './apis';
import type { StackContext } from './context';
import { adopt, lifecycleOf } from './imports';
import { named } from './named';

const SERVICE = 'servicenetworking.googleapis.com';
const DEFAULT_PREFIX_LENGTH = 16;

/** The range and the peering through which Cloud SQL gets its private address. */
export class PrivateServicesAccess extends Construct {
  /** What a resource with a private address must wait for. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, context: StackContext, networkId: string, apis: Apis) {
    super(scope, 'private-services-access');
    const { environment, hostProject: project, labels, protect } = context;
    const { name: network, privateServicesAccess } = environment.network;
    const { ownership, prefixLength, rangeName = `${network}-private-services` } = privateServicesAccess;

    const range = new ComputeGlobalAddress(this, 'range', {
      name: rangeName,
      project,
      purpose: 'VPC_PEERING',
      addressType: 'INTERNAL',
      prefixLength: prefixLength ?? DEFAULT_PREFIX_LENGTH,
      network: networkId,
      labels,
      dependsOn: apis.of(project, 'compute'),
      lifecycle: lifecycleOf({
        ownership,
        preventDestroy: protect,
        // Each of these replaces the range, and every private address with it.
        kept: ['address', 'description', 'labels', ...(prefixLength === undefined ? ['prefix_length'] : [])],
      }),
    });
    adopt(ownership, named(range, rangeName), `projects/${project}/global/addresses/${rangeName}`);

    const connection = new ServiceNetworkingConnection(this, 'connection', {
      network: networkId,
      service: SERVICE,
      reservedPeeringRanges: [range.name],
      // Google refuses to delete a peering for days after the last instance behind it is gone.
      deletionPolicy: 'ABANDON',
      dependsOn: apis.of(project, 'servicenetworking'),
      // A live peering may have further ranges, which others use.
      lifecycle: lifecycleOf({ ownership, preventDestroy: protect, kept: ['reserved_peering_ranges'] }),
    });
    adopt(ownership, named(connection, network), `projects/${project}/global/networks/${network}:${SERVICE}`);
    this.ready = [connection];
  }
}
