import { METRICS, type Metric } from '../../../capacity/google-cloud/metrics';
import {
  ALERT_POLICY,
  FORECAST_SECONDS,
  LOG_METRIC_NAME_LENGTH,
  OBJECTIVE,
  UPTIME_CHECK,
  USER_LABEL,
} from '../../../capacity/google-cloud/monitoring';
import { logMetricList, logMetricsOf } from '../../../capacity/monitoring/log-lines';
import { evaluate } from '../../../capacity/evaluate';
import { declaration } from '../../../environments';
import { TODAY } from '../../support/declare';
import { parseBurn, parseFilter } from '../../support/monitoring-filter';
import { parse, synthesizeResult } from '../support';
import { policiesOf, resourcesOf, synthesizeWatched, type Aggregation, type Policy } from './watched';

const { environments } = evaluate(declaration, { today: TODAY });
const CONFIGURATIONS = [
  ['watched', synthesizeWatched()] as const,
  ...environments.map((result) => [result.name, parse(synthesizeResult(result))] as const),
];
const METRICS_BY_TYPE = new Map<string, Metric>([
  ...Object.values(METRICS).map(({ value }): [string, Metric] => [value.type, value]),
  ...environments.flatMap(({ model }) =>
    logMetricList(logMetricsOf(model)).map(({ metric }): [string, Metric] => [metric.type, metric]),
  ),
  ...logMetricList(logMetricsOf({ ...environments[0]!.model, name: 'test' })).map(
    ({ metric }): [string, Metric] => [metric.type, metric],
  ),
]);
const LIMITS = ALERT_POLICY.value;

describe.each(CONFIGURATIONS)('%s', (_, configuration) => {
  const policies = policiesOf(configuration);
  const conditions = [...policies].flatMap(([name, policy]) =>
    policy.conditions.map((condition) => [name, condition.condition_threshold] as const),
  );

  test('policies have names of their own, conditions, and text that fits', () => {
    const names = [...policies.values()].map(({ display_name }) => display_name);
    expect(new Set(names).size).toBe(names.length);
    for (const [name, policy] of policies) {
      expect([name, policyProblems(policy)]).toEqual([name, []]);
    }
  });

  test('comparisons and durations are those that the API takes', () => {
    for (const [name, { comparison, duration, threshold_value }] of conditions) {
      expect(LIMITS.comparisons).toContain(comparison);
      expect([name, seconds(duration) % LIMITS.durationStepSeconds]).toEqual([name, 0]);
      expect(Number.isFinite(threshold_value)).toBe(true);
    }
  });

  test('a condition holds for longer than its metric is late', () => {
    for (const [name, { duration, filter }] of conditions) {
      const delay = parseBurn(filter)
        ? 60
        : METRICS_BY_TYPE.get(parseFilter(filter).metricType)!.delaySeconds;
      expect([name, seconds(duration) >= delay + 60]).toEqual([name, true]);
    }
  });

  test('filters are short enough', () => {
    for (const [, { filter, denominator_filter = '' }] of conditions) {
      expect(filter.length).toBeLessThanOrEqual(LIMITS.maxFilterLength);
      expect(denominator_filter.length).toBeLessThanOrEqual(LIMITS.maxFilterLength);
    }
  });

  test('points are aligned as their kind allows', () => {
    for (const [name, { aggregations, filter }] of conditions) {
      if (parseBurn(filter)) expect([name, aggregations]).toEqual([name, undefined]);
      else
        expect([
          name,
          alignmentProblems(METRICS_BY_TYPE.get(parseFilter(filter).metricType)!, aggregations!),
        ]).toEqual([name, []]);
    }
  });

  test('a ratio divides like by like', () => {
    for (const [, { aggregations, denominator_aggregations }] of conditions)
      if (denominator_aggregations) expect(denominator_aggregations).toEqual(aggregations);
  });

  test('a forecast looks as far ahead as one may', () => {
    const { min, max } = FORECAST_SECONDS.value;
    for (const [, { forecast_options }] of conditions) {
      if (!forecast_options) continue;
      const horizon = seconds(forecast_options.forecast_horizon);
      expect(horizon >= min && horizon <= max).toBe(true);
    }
  });

  test('labels are written as the API wants them', () => {
    const labelled = [
      'google_monitoring_alert_policy',
      'google_monitoring_notification_channel',
      'google_monitoring_slo',
      'google_monitoring_custom_service',
      'google_monitoring_uptime_check_config',
    ];
    for (const type of labelled) {
      for (const { user_labels: labels } of resourcesOf<Policy>(configuration, type).values()) {
        expect(Object.keys(labels).length).toBeLessThanOrEqual(LIMITS.maxLabels);
        for (const [key, value] of Object.entries(labels)) {
          expect(key).toMatch(USER_LABEL.value.key);
          expect(value).toMatch(USER_LABEL.value.value);
        }
      }
    }
  });

  test('uptime checks ask as often and from as many places as the API wants', () => {
    const { periods, timeout, minLocations } = UPTIME_CHECK.value;
    for (const check of resourcesOf(configuration, 'google_monitoring_uptime_check_config').values()) {
      expect(periods).toContain(seconds(check['period'] as string));
      const waits = seconds(check['timeout'] as string);
      expect(waits >= timeout.min && waits <= timeout.max).toBe(true);
      expect((check['selected_regions'] as string[]).length).toBeGreaterThanOrEqual(minLocations);
      expect(check['http_check']).toMatchObject({ use_ssl: true, validate_ssl: true });
    }
  });

  test('objectives have a goal and a window that the API takes', () => {
    const { maxGoal, rollingDays } = OBJECTIVE.value;
    for (const slo of resourcesOf(configuration, 'google_monitoring_slo').values()) {
      const [goal, days] = [slo['goal'] as number, slo['rolling_period_days'] as number];
      expect(goal > 0 && goal <= maxGoal).toBe(true);
      expect(days >= rollingDays.min && days <= rollingDays.max).toBe(true);
      expect(
        Object.keys((slo['request_based_sli'] as { good_total_ratio: object }).good_total_ratio),
      ).toHaveLength(2);
    }
  });

  test('log-based metrics are described as the API wants', () => {
    for (const metric of resourcesOf<LoggingMetric>(configuration, 'google_logging_metric').values()) {
      const { metric_kind, value_type, labels = [] } = metric.metric_descriptor;
      expect(metric.name.length).toBeLessThanOrEqual(LOG_METRIC_NAME_LENGTH.value);
      expect(metric_kind).toBe('DELTA');
      expect(labels.map(({ key }) => key)).toEqual(Object.keys(metric.label_extractors ?? {}));
      const distributes = value_type === 'DISTRIBUTION';
      expect([metric.value_extractor !== undefined, metric.bucket_options !== undefined]).toEqual([
        distributes,
        distributes,
      ]);
    }
  });

  test('critical pages, and a warning does not', () => {
    for (const { severity, notification_channels } of policies.values()) {
      expect(['CRITICAL', 'WARNING']).toContain(severity);
      expect(notification_channels.length).toBeGreaterThan(0);
      if (severity === 'WARNING') expect(notification_channels.join()).not.toContain('projects/');
    }
  });
});

test('the pager of production gets what is critical', () => {
  const policies = policiesOf(
    parse(synthesizeResult(environments.find(({ name }) => name === 'production')!)),
  );
  const paged = [...policies].filter(([, { notification_channels }]) =>
    notification_channels.some((channel) => channel.startsWith('projects/')),
  );
  expect(paged.length).toBeGreaterThan(10);
  expect(new Set(paged.map(([, { severity }]) => severity))).toEqual(new Set(['CRITICAL']));
});

interface LoggingMetric {
  readonly name: string;
  readonly metric_descriptor: {
    readonly metric_kind: string;
    readonly value_type: string;
    readonly labels?: readonly { readonly key: string }[];
  };
  readonly label_extractors?: Readonly<Record<string, string>>;
  readonly value_extractor?: string;
  readonly bucket_options?: unknown;
}

function policyProblems({ combiner, conditions, display_name, documentation }: Policy): readonly string[] {
  const { content, mime_type } = documentation;
  const names = conditions.map((condition) => condition.display_name);
  return [
    conditions.length < LIMITS.conditions.min || conditions.length > LIMITS.conditions.max
      ? 'conditions'
      : '',
    new Set(names).size === names.length ? '' : 'names of conditions',
    names.every((name) => name.length <= LIMITS.maxNameLength) ? '' : 'long condition name',
    display_name.length <= LIMITS.maxNameLength ? '' : 'long name',
    combiner === 'OR' ? '' : 'combiner',
    content.length <= LIMITS.maxDocumentationLength ? '' : 'long documentation',
    Buffer.byteLength(content) <= LIMITS.maxDocumentationBytes ? '' : 'large documentation',
    mime_type === 'text/markdown' ? '' : 'type of the documentation',
    /\$\{|%\{/.test(content) ? 'a template in the documentation' : '',
  ].filter((problem) => problem !== '');
}

/** Aligners that a kind of metric takes; the output of the first aggregation is what the second gets. */
function alignmentProblems(
  { kind, valueType }: Metric,
  aggregations: readonly Aggregation[],
): readonly string[] {
  const [first, ...more] = aggregations;
  const counts = valueType === 'INT64' || valueType === 'DOUBLE';
  const allowed =
    valueType === 'DISTRIBUTION'
      ? /^ALIGN_PERCENTILE_(50|95|99)$/
      : valueType === 'BOOL'
        ? /^ALIGN_(NEXT_OLDER|FRACTION_TRUE)$/
        : kind === 'DELTA'
          ? /^ALIGN_(DELTA|RATE)$/
          : /^ALIGN_(MIN|MAX|MEAN|STDDEV)$/;
  return [
    first && allowed.test(first.per_series_aligner)
      ? ''
      : `${kind} ${valueType} with ${first?.per_series_aligner}`,
    more.every(({ per_series_aligner }) => counts && per_series_aligner === first!.per_series_aligner)
      ? ''
      : 'second aggregation',
    aggregations.every(({ alignment_period }) => seconds(alignment_period) >= LIMITS.minAlignmentSeconds)
      ? ''
      : 'short period',
    aggregations.every(
      ({ cross_series_reducer, group_by_fields }) =>
        cross_series_reducer !== undefined || group_by_fields === undefined,
    )
      ? ''
      : 'groups without a reducer',
  ].filter((problem) => problem !== '');
}

function seconds(text: string): number {
  const match = /^(\d+)s$/.exec(text);
  if (!match) throw new Error(`${text} is no number of seconds`);
  return Number(match[1]);
}
