import type { ITerraformDependable } from 'cdktf';
import { LoggingMetric } from '@cdktf/provider-google/lib/logging-metric';
import { Construct } from 'constructs';
import {
  logMetricList,
  type LogMetric,
  type LogMetrics as Declared,
} from '../../capacity/monitoring/log-lines';
import type { Apis } from '../apis';
import type { StackContext } from '../context';
import { named } from '../named';

/** From 20 ms to 20 min, each bucket a quarter wider than the one before. */
const BUCKETS = { scale: 0.02, growthFactor: 1.25, numFiniteBuckets: 50 };

/** Metrics that are counted from the lines of `docs/logging.md`, and from Cloud Run's own. */
export class LogMetrics extends Construct {
  private readonly byType = new Map<string, LoggingMetric>();

  constructor(scope: Construct, context: StackContext, declared: Declared, apis: Apis) {
    super(scope, 'log-metrics');
    for (const each of logMetricList(declared)) {
      const resource = new LoggingMetric(this, each.name, {
        project: context.project,
        name: each.name,
        description: each.description,
        filter: each.filter,
        ...extraction(each),
        metricDescriptor: {
          metricKind: each.metric.kind,
          valueType: each.metric.valueType,
          unit: each.metric.unit,
          labels: each.labels.map((key) => ({ key, valueType: 'STRING' })),
        },
        dependsOn: apis.of(context.project, 'logging'),
      });
      this.byType.set(each.metric.type, named(resource, each.name));
    }
  }

  /** What reads a metric waits for it. */
  of(type: string): ITerraformDependable[] {
    const metric = this.byType.get(type);
    return metric ? [metric] : [];
  }
}

function extraction({
  labels,
  valueField,
}: LogMetric): Partial<ConstructorParameters<typeof LoggingMetric>[2]> {
  const from = (field: string): string => `EXTRACT(jsonPayload.${field})`;
  return {
    ...(labels.length > 0 && {
      labelExtractors: Object.fromEntries(labels.map((label) => [label, from(label)])),
    }),
    ...(valueField !== undefined && {
      valueExtractor: from(valueField),
      bucketOptions: { exponentialBuckets: BUCKETS },
    }),
  };
}
