import {
  VpcAccessConnector,
  type VpcAccessConnectorConfig,
} from '@cdktf/provider-google/lib/vpc-access-connector';
import { Construct } from 'constructs';
import type { Connector } from '../capacity/declaration';
import type { Apis } from './apis';
import type { StackContext } from './context';
import { adopt, lifecycleOf } from './imports';
import { named } from './named';
import type { Network } from './network';
import type { SharedVpcAccess } from './shared-vpc';

const DEFAULT_MACHINE_TYPE = 'e2-micro';

/** The Serverless VPC Access connectors of an environment. */
export class VpcConnectors extends Construct {
  private readonly ids = new Map<string, string>();

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    private readonly network: Network,
    private readonly sharedVpc: SharedVpcAccess,
    private readonly apis: Apis,
  ) {
    super(scope, 'connectors');
    for (const [key, connector] of Object.entries(context.environment.connectors ?? {})) {
      this.ids.set(key, this.connector(key, connector));
    }
  }

  /** Full path of a connector, which also works from a service project. */
  idOf(key: string): string {
    return this.ids.get(key)!;
  }

  private connector(key: string, connector: Connector): string {
    const { ownership, project = this.context.project, region = this.context.region } = connector;
    const path = `projects/${project}/locations/${region}/connectors/${key}`;
    if (ownership === 'reference') return path;
    const resource = new VpcAccessConnector(this, key, {
      name: key,
      project,
      region,
      machineType: connector.machineType ?? DEFAULT_MACHINE_TYPE,
      // Without a value the provider keeps the live one and says nothing, so what is declared is written out;
      // giving instances and throughput at once is refused by the provider.
      minInstances: connector.minInstances,
      maxInstances: connector.maxInstances,
      minThroughput: connector.throughput?.minMbps,
      maxThroughput: connector.throughput?.maxMbps,
      ...this.place(connector),
      dependsOn: [
        ...this.apis.of(project, 'compute', 'vpcaccess'),
        ...(connector.subnet === undefined ? [] : this.sharedVpc.of(connector.subnet)),
      ],
      lifecycle: lifecycleOf({
        ownership,
        // Lowering a bound replaces the connector: every service on it loses its private path meanwhile.
        preventDestroy: this.context.protect,
        kept: (connector.ipCidrRange ?? connector.subnet) ? [] : ['ip_cidr_range', 'network', 'subnet'],
      }),
    });
    return adopt(ownership, named(resource, key), path).id;
  }

  /** A range of the network, or a subnet of it; a Shared VPC takes only a subnet from a service project. */
  private place({ ipCidrRange, subnet }: Connector): Partial<VpcAccessConnectorConfig> {
    if (subnet === undefined) return { network: this.network.id, ipCidrRange };
    return { subnet: { name: this.network.subnetName(subnet), projectId: this.context.hostProject } };
  }
}
