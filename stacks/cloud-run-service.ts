import {
  CloudRunV2Service,
  type CloudRunV2ServiceTemplate,
} from '@cdktf/provider-google/lib/cloud-run-v2-service';
import { CloudRunV2ServiceIamMember } from '@cdktf/provider-google/lib/cloud-run-v2-service-iam-member';
import { Construct } from 'constructs';
import type { Service } from '../capacity/declaration';
import type { ServiceModel } from '../capacity/fleets';
import { GEN2_MIN_MIB, toMib } from '../capacity/google-cloud/cloud-run';
import { startupProbe, type Probe } from '../capacity/startup-probe';
import { changedByPipeline, limits, runKept, type RunParts, WorkloadRuntime } from './cloud-run';
import type { WorkloadIdentity } from './identity';
import { adopt, lifecycleOf } from './imports';
import { named } from './named';
import { startupProbeBlock } from './startup-probe';
import { trafficOf } from './traffic';
import { serviceWorkload } from '../capacity/workload';

const INGRESS = {
  all: 'INGRESS_TRAFFIC_ALL',
  internal: 'INGRESS_TRAFFIC_INTERNAL_ONLY',
  'internal-and-cloud-load-balancing': 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER',
} as const;

/** A Cloud Run service with an identity of its own. */
export class CloudRunService extends Construct {
  readonly service: CloudRunV2Service;
  readonly identity: WorkloadIdentity;

  constructor(scope: Construct, model: ServiceModel, parts: RunParts) {
    super(scope, `service-${model.name}`);
    const { labels, model: environment, project, protect, region } = parts.context;
    const { declared, name } = model;
    const ownership = declared.ownership ?? 'managed';
    const workload = serviceWorkload(model, environment);
    const runtime = new WorkloadRuntime(this, workload, parts);
    this.identity = runtime.identity;

    const service = new CloudRunV2Service(this, 'service', {
      name,
      project,
      location: region,
      ingress: INGRESS[declared.ingress ?? 'internal-and-cloud-load-balancing'],
      deletionProtection: protect,
      labels: { ...labels },
      template: template(model, runtime, startupProbe(declared, workload.startup)),
      // Without the blocks the provider leaves the old split live and says nothing.
      traffic: [...trafficOf(model)],
      dependsOn: runtime.dependsOn,
      lifecycle: lifecycleOf({
        ownership,
        preventDestroy: false,
        ignored: changedByPipeline(declared.image, 'template[0]'),
        kept: [
          ...runKept(runtime, 'template[0]'),
          'custom_audiences',
          'description',
          'invoker_iam_disabled',
          'scaling',
          'template[0].containers[0].liveness_probe',
          'template[0].session_affinity',
        ],
      }),
    });
    this.service = named(service, name);
    adopt(ownership, this.service, `projects/${project}/locations/${region}/services/${name}`);
    this.invokers(model, parts);
  }

  private invokers({ declared, name }: ServiceModel, { context }: RunParts): void {
    for (const member of [...new Set(declared.invokers ?? [])].sort()) {
      const id = member.replace(/[^A-Za-z0-9-]+/g, '-');
      const grant = new CloudRunV2ServiceIamMember(this, `invoker-${id}`, {
        project: context.project,
        location: context.region,
        name: this.service.name,
        role: 'roles/run.invoker',
        member,
      });
      named(grant, name, id);
    }
  }
}

/**
 * The next revision. Every number is written out: of one that is left out the provider keeps the live value
 * and says nothing. The revision itself gets no name, so that Cloud Run gives each a new one. A maximum over
 * all revisions (`serviceMaxInstances`) is a field of the service from provider 7.0 on; here it bounds this
 * revision, as the budget counts it.
 */
function template(
  { declared, latest }: ServiceModel,
  runtime: WorkloadRuntime,
  probe: Probe,
): CloudRunV2ServiceTemplate {
  return {
    serviceAccount: runtime.serviceAccount,
    executionEnvironment: executionEnvironment(declared),
    timeout: `${declared.requestTimeoutSeconds}s`,
    maxInstanceRequestConcurrency: declared.concurrency,
    scaling: {
      minInstanceCount: latest.floor,
      maxInstanceCount: typeof latest.instances === 'number' ? latest.instances : undefined,
    },
    vpcAccess: runtime.vpcAccess && { ...runtime.vpcAccess },
    volumes: runtime.volumes,
    containers: [
      {
        image: runtime.image,
        ports: { containerPort: probe.port },
        resources: {
          limits: limits(declared.cpu, declared.memory),
          // Beside limits, leaving it out allocates CPU always, which is another bill.
          cpuIdle: declared.cpuIdle ?? true,
          startupCpuBoost: declared.startupCpuBoost ?? true,
        },
        startupProbe: startupProbeBlock(probe),
        env: runtime.env,
        volumeMounts: runtime.volumeMounts,
      },
    ],
  };
}

/** The second generation, except for what only the first one runs. */
function executionEnvironment({ cpu, memory }: Service): string {
  const isSmall = cpu < 1 || toMib(memory) < GEN2_MIN_MIB.value;
  return `EXECUTION_ENVIRONMENT_GEN${isSmall ? 1 : 2}`;
}
