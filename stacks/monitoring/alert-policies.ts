import type { ITerraformDependable } from 'cdktf';
import {
  MonitoringAlertPolicy,
  type MonitoringAlertPolicyConditions,
  type MonitoringAlertPolicyConditionsConditionThresholdAggregations,
} from '@cdktf/provider-google/lib/monitoring-alert-policy';
import { Construct } from 'constructs';
import type { Alert, Condition } from '../../capacity/monitoring/alert';
import { filterText, type Query } from '../../capacity/monitoring/query';
import type { Apis } from '../apis';
import type { StackContext } from '../context';
import { named } from '../named';
import { userLabels } from './labels';
import type { LogMetrics } from './log-metrics';
import type { NotificationChannels } from './notification-channels';
import type { Objectives } from './objectives';
import type { UptimeChecks } from './uptime';

/** What alert policies refer to. */
export interface AlertParts {
  readonly context: StackContext;
  readonly apis: Apis;
  readonly channels: NotificationChannels;
  readonly logMetrics: LogMetrics;
  readonly objectives: Objectives;
  readonly uptime: UptimeChecks;
}

/** An incident that nobody looks at ends after half an hour without the condition. */
const AUTO_CLOSE = '1800s';

/** Alert policies: what `capacity/monitoring` computed, in the provider's words. */
export class AlertPolicies extends Construct {
  constructor(
    scope: Construct,
    alerts: readonly Alert[],
    private readonly parts: AlertParts,
  ) {
    super(scope, 'alerts');
    for (const alert of alerts) this.policy(alert);
  }

  private policy({ conditions, documentation, kind, name, severity, title }: Alert): void {
    const { apis, channels, context } = this.parts;
    const key = name.replaceAll('.', '_');
    const policy = new MonitoringAlertPolicy(this, `${kind}_${key}`, {
      project: context.project,
      displayName: title,
      combiner: 'OR',
      severity: severity.toUpperCase(),
      notificationChannels: channels.of(severity),
      conditions: conditions.map((condition) => this.condition(condition)),
      documentation: { content: documentation, mimeType: 'text/markdown' },
      alertStrategy: { autoClose: AUTO_CLOSE },
      userLabels: userLabels({ ...context.labels, environment: context.name, alert: kind, subject: name }),
      dependsOn: [
        ...apis.of(context.project, 'monitoring'),
        ...conditions.flatMap((each) => this.needs(each)),
      ],
    });
    named(policy, kind, key);
  }

  private condition(condition: Condition): MonitoringAlertPolicyConditions {
    const { comparison, denominator, durationSeconds, forecastSeconds, query, threshold, title } = condition;
    return {
      displayName: title,
      conditionThreshold: {
        filter: this.filter(query),
        ...('metric' in query && { aggregations: aggregations(query) }),
        ...(denominator && {
          denominatorFilter: filterText(denominator),
          denominatorAggregations: aggregations(denominator),
        }),
        comparison: comparison === 'above' ? 'COMPARISON_GT' : 'COMPARISON_LT',
        thresholdValue: threshold,
        duration: `${durationSeconds}s`,
        ...(forecastSeconds !== undefined && { forecastOptions: { forecastHorizon: `${forecastSeconds}s` } }),
        trigger: { count: 1 },
      },
    };
  }

  private filter(query: Condition['query']): string {
    return 'metric' in query
      ? filterText(query, (host) => this.parts.uptime.idOf(host))
      : `select_slo_burn_rate("${query.objective}", "${query.lookbackSeconds}s")`;
  }

  /** The API refuses a policy that names a log-based metric or an objective which does not exist yet. */
  private needs({ query }: Condition): ITerraformDependable[] {
    const { logMetrics, objectives } = this.parts;
    return 'metric' in query ? logMetrics.of(query.metric.type) : objectives.of(query.objective);
  }
}

function aggregations(query: Query): MonitoringAlertPolicyConditionsConditionThresholdAggregations[] {
  return query.aggregations.flatMap((aggregation) =>
    aggregation
      ? [
          {
            alignmentPeriod: `${aggregation.periodSeconds}s`,
            perSeriesAligner: aggregation.aligner,
            ...(aggregation.reducer !== undefined && { crossSeriesReducer: aggregation.reducer }),
            ...(aggregation.groupBy && { groupByFields: [...aggregation.groupBy] }),
          },
        ]
      : [],
  );
}
