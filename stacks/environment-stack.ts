import { TerraformStack } from 'cdktf';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import type { Construct } from 'constructs';
import { blocking, type EnvironmentResult } from '../capacity/evaluate';
import { Apis } from './apis';
import { CloudRunJob } from './cloud-run-job';
import { CloudRunService } from './cloud-run-service';
import type { RunParts } from './cloud-run';
import { Databases } from './cloud-sql';
import { contextOf, type StackContext } from './context';
import { ExternalLoadBalancer } from './load-balancer';
import { Monitoring } from './monitoring';
import { Network } from './network';
import { output } from './outputs';
import { RedisInstances } from './redis';
import { SharedVpcAccess } from './shared-vpc';
import { configureState } from './state';
import { VpcConnectors } from './vpc-connector';
import { isDeployed } from '../capacity/workload';

/** How a stack is built. */
export interface EnvironmentStackOptions {
  /** Why it is deployed although a rule refuses it. It stays readable in the state until the next deploy. */
  readonly breakGlassReason?: string;
}

/** Everything that one environment deploys; its id is the environment's name. */
export class EnvironmentStack extends TerraformStack {
  readonly context: StackContext;
  readonly parts: RunParts;
  readonly services: ReadonlyMap<string, CloudRunService>;
  readonly jobs: ReadonlyMap<string, CloudRunJob>;
  readonly loadBalancer: ExternalLoadBalancer | undefined;

  /**
   * @param result - the evaluated environment; the stack writes its plain numbers and computes none of its own
   */
  constructor(scope: Construct, result: EnvironmentResult, options: EnvironmentStackOptions = {}) {
    const { model: environment, name } = result;
    super(scope, name);
    // `app.synth()` and `Testing.fullSynth` meet the findings that block, whoever calls them; `Testing.synth` does not.
    this.node.addValidation({
      validate: () => (options.breakGlassReason === undefined ? refusals(result) : []),
    });
    const context = contextOf(name, environment);
    this.context = context;
    configureState(this, context);
    // Import blocks that adopt live resources came with Terraform 1.5.
    this.addOverride('terraform.required_version', '>= 1.5.0');
    new GoogleProvider(this, 'google', { project: context.project, region: context.region });

    const apis = new Apis(this, context);
    const network = new Network(this, context, apis);
    const sharedVpc = new SharedVpcAccess(this, context, network);
    const connectors = new VpcConnectors(this, context, network, sharedVpc, apis);
    const databases = new Databases(this, context, network, apis);
    const redis = new RedisInstances(this, context, network, apis);
    this.parts = { apis, connectors, context, databases, network, redis, sharedVpc };
    this.services = new Map(
      environment.services
        .filter(isDeployed)
        .map((service) => [service.name, new CloudRunService(this, service, this.parts)]),
    );
    this.jobs = new Map(
      environment.jobs.filter(isDeployed).map((job) => [job.name, new CloudRunJob(this, job, this.parts)]),
    );
    const { loadBalancer, monitoring } = context.environment;
    this.loadBalancer = loadBalancer && new ExternalLoadBalancer(this, context, loadBalancer, apis);
    if (monitoring) new Monitoring(this, context, monitoring, apis);
    this.outputs(options);
  }

  private outputs({ breakGlassReason }: EnvironmentStackOptions): void {
    const uris: [string, string][] = [...this.services].map(([name, { service }]) => [name, service.uri]);
    output(this, 'service_uris', 'Address of each service', Object.fromEntries<string>(uris));
    output(
      this,
      'database_connection_names',
      'project:region:instance of each database',
      this.parts.databases.connectionNames(),
    );
    output(
      this,
      'database_users_to_request',
      'IAM users that the owners of these databases must create',
      this.usersToRequest(),
    );
    if (this.loadBalancer) {
      output(this, 'load_balancer_address', 'Address of the load balancer', this.loadBalancer.address);
      output(this, 'dns_records', 'DNS record to create for each host', this.loadBalancer.dnsRecords());
    }
    if (breakGlassReason !== undefined) {
      output(this, 'capacity_break_glass', 'Why this was deployed against a rule', breakGlassReason);
    }
  }

  /** By connection name of someone else's database. */
  private usersToRequest(): Readonly<Record<string, readonly string[]>> {
    const users = new Map<string, string[]>();
    for (const { identity } of [...this.services.values(), ...this.jobs.values()]) {
      for (const key of identity.usersToRequest()) {
        const connection = this.parts.databases.connectionName(key);
        users.set(connection, [...(users.get(connection) ?? []), identity.databaseUser]);
      }
    }
    return Object.fromEntries(users);
  }
}

/** A line for each finding that blocks. */
function refusals({ findings }: EnvironmentResult): string[] {
  return blocking(findings).map(({ rule, subject, headline }) => `${rule} ${subject}: ${headline}`);
}
