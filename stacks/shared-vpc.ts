import type { ITerraformDependable } from 'cdktf';
import { ComputeSubnetworkIamMember } from '@cdktf/provider-google/lib/compute-subnetwork-iam-member';
import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
import { Construct } from 'constructs';
import type { StackContext } from './context';
import { named } from './named';
import type { Network } from './network';

/** Google's own identities that use a subnet on behalf of a service project. */
const AGENTS = {
  run: (number: string): string => `service-${number}@serverless-robot-prod.iam.gserviceaccount.com`,
  vpcaccess: (number: string): string => `service-${number}@gcp-sa-vpcaccess.iam.gserviceaccount.com`,
  cloudservices: (number: string): string => `${number}@cloudservices.gserviceaccount.com`,
};

type Agent = keyof typeof AGENTS;

/**
 * Lets Google's service agents of the service project use the Shared VPC's subnets, without which Cloud Run
 * cannot start an instance there. Granted only on subnets that this stack owns: rights on someone else's
 * subnet are theirs to give, and a host project's administrator gives them once for the whole project.
 */
export class SharedVpcAccess extends Construct {
  private readonly grants = new Map<string, ITerraformDependable[]>();

  constructor(scope: Construct, context: StackContext, network: Network) {
    super(scope, 'shared-vpc');
    const uses = [...subnetUses(context)].filter(([, subnet]) => network.ownSubnet(subnet));
    if (context.hostProject === context.project || uses.length === 0) return;

    const project = named(
      new DataGoogleProject(this, 'project', { projectId: context.project }),
      'service-project',
    );
    const distinct = new Map(uses.map((use) => [use.toReversed().join('_'), use]));
    for (const [id, [agent, key]] of distinct) {
      const subnet = network.ownSubnet(key)!;
      const member = new ComputeSubnetworkIamMember(this, id, {
        project: context.hostProject,
        region: context.region,
        subnetwork: subnet.name,
        role: 'roles/compute.networkUser',
        member: `serviceAccount:${AGENTS[agent](project.number)}`,
      });
      this.grants.set(key, [...this.of(key), named(member, key, agent)]);
    }
  }

  /** What a resource in that subnet depends on. */
  of(subnet: string): ITerraformDependable[] {
    return this.grants.get(subnet) ?? [];
  }
}

function* subnetUses({ environment, project }: StackContext): Generator<readonly [Agent, string]> {
  const workloads = [...Object.values(environment.services ?? {}), ...Object.values(environment.jobs ?? {})];
  for (const { egress, ownership } of workloads) {
    if (egress.kind === 'direct-vpc' && ownership !== 'reference') yield ['run', egress.subnet];
  }
  for (const connector of Object.values(environment.connectors ?? {})) {
    const elsewhere = connector.ownership === 'reference' || (connector.project ?? project) !== project;
    if (connector.subnet === undefined || elsewhere) continue;
    yield ['vpcaccess', connector.subnet];
    yield ['cloudservices', connector.subnet];
  }
}
