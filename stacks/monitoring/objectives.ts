import type { ITerraformDependable } from 'cdktf';
import { MonitoringCustomService } from '@cdktf/provider-google/lib/monitoring-custom-service';
import { MonitoringSlo } from '@cdktf/provider-google/lib/monitoring-slo';
import { Construct } from 'constructs';
import { objectivePath, type Objective } from '../../capacity/monitoring/objectives';
import { filterText } from '../../capacity/monitoring/query';
import type { Apis } from '../apis';
import type { StackContext } from '../context';
import { named } from '../named';
import { userLabels } from './labels';
import type { LogMetrics } from './log-metrics';

/** Objectives on the starts of services. */
export class Objectives extends Construct {
  private readonly byPath = new Map<string, MonitoringSlo>();
  private readonly services = new Map<string, MonitoringCustomService>();

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    objectives: readonly Objective[],
    logMetrics: LogMetrics,
    private readonly apis: Apis,
  ) {
    super(scope, 'objectives');
    const { labels, project } = context;
    for (const objective of objectives) {
      const { serviceId, id, title, goal, rollingDays, good, total } = objective;
      const slo = new MonitoringSlo(this, `${serviceId}-${id}`, {
        project,
        service: this.service(objective).serviceId,
        sloId: id,
        displayName: title,
        goal,
        rollingPeriodDays: rollingDays,
        requestBasedSli: {
          goodTotalRatio: { goodServiceFilter: filterText(good), totalServiceFilter: filterText(total) },
        },
        userLabels: userLabels(labels),
        dependsOn: [...logMetrics.of(good.metric.type), ...logMetrics.of(total.metric.type)],
      });
      this.byPath.set(objectivePath(project, objective), named(slo, serviceId, id));
    }
  }

  /** What reads an objective waits for it. */
  of(path: string): ITerraformDependable[] {
    const slo = this.byPath.get(path);
    return slo ? [slo] : [];
  }

  private service({ serviceId, service }: Objective): MonitoringCustomService {
    const known = this.services.get(serviceId);
    if (known) return known;
    const { labels, name, project } = this.context;
    const created = new MonitoringCustomService(this, serviceId, {
      project,
      serviceId,
      displayName: `${name}: ${service}`,
      userLabels: userLabels(labels),
      dependsOn: this.apis.of(project, 'monitoring'),
    });
    this.services.set(serviceId, named(created, serviceId));
    return created;
  }
}
