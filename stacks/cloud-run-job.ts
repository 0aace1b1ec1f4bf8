import { CloudRunV2Job } from '@cdktf/provider-google/lib/cloud-run-v2-job';
import { Construct } from 'constructs';
import type { JobModel } from '../capacity/fleets';
import { changedByPipeline, limits, runKept, type RunParts, WorkloadRuntime } from './cloud-run';
import type { WorkloadIdentity } from './identity';
import { adopt, lifecycleOf } from './imports';
import { named } from './named';
import { jobWorkload } from '../capacity/workload';

const DEFAULT_TASK_TIMEOUT_SECONDS = 600;
const DEFAULT_MAX_RETRIES = 0;

/**
 * A Cloud Run job with an identity of its own. The pipeline executes it: Terraform knows no order between a
 * migration and the deploy of the application.
 */
export class CloudRunJob extends Construct {
  readonly job: CloudRunV2Job;
  readonly identity: WorkloadIdentity;

  constructor(scope: Construct, model: JobModel, parts: RunParts) {
    super(scope, `job-${model.name}`);
    const { labels, project, protect, region } = parts.context;
    const { declared, name, parallelTasks, tasks } = model;
    const ownership = declared.ownership ?? 'managed';
    const runtime = new WorkloadRuntime(this, jobWorkload(model), parts);
    this.identity = runtime.identity;

    const job = new CloudRunV2Job(this, 'job', {
      name,
      project,
      location: region,
      deletionProtection: protect,
      labels: { ...labels },
      template: {
        taskCount: tasks,
        parallelism: parallelTasks,
        template: {
          serviceAccount: runtime.serviceAccount,
          executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN2',
          timeout: `${declared.taskTimeoutSeconds ?? DEFAULT_TASK_TIMEOUT_SECONDS}s`,
          // Left out, a failed migration would run three more times.
          maxRetries: declared.maxRetries ?? DEFAULT_MAX_RETRIES,
          vpcAccess: runtime.vpcAccess && { ...runtime.vpcAccess },
          volumes: runtime.volumes,
          containers: [
            {
              image: runtime.image,
              resources: { limits: limits(declared.cpu, declared.memory) },
              env: runtime.env,
              volumeMounts: runtime.volumeMounts,
            },
          ],
        },
      },
      dependsOn: runtime.dependsOn,
      lifecycle: lifecycleOf({
        ownership,
        preventDestroy: false,
        ignored: changedByPipeline(declared.image, 'template[0].template[0]'),
        kept: runKept(runtime, 'template[0].template[0]'),
      }),
    });
    this.job = named(job, name);
    adopt(ownership, this.job, `projects/${project}/locations/${region}/jobs/${name}`);
  }
}
