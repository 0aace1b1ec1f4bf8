import { published } from './fact';

const PROVIDER =
  'hashicorp/google 6.50.0, descriptions of google_monitoring_alert_policy; the API enforces them';

/** What the API takes of an alert policy. */
export const ALERT_POLICY = published(
  {
    conditions: { min: 1, max: 6 },
    comparisons: ['COMPARISON_GT', 'COMPARISON_LT'],
    durationStepSeconds: 60,
    minAlignmentSeconds: 60,
    maxFilterLength: 2048,
    maxDocumentationLength: 8192,
    maxDocumentationBytes: 10_240,
    maxNameLength: 512,
    maxLabels: 64,
  },
  PROVIDER,
);

/** How far a forecast looks ahead, seconds. */
export const FORECAST_SECONDS = published(
  { min: 3600, max: 216_000 },
  'https://docs.cloud.google.com/monitoring/alerts/metric-forecast',
);

/** A label of an alert policy: key and value. */
export const USER_LABEL = published(
  { key: /^[a-z][a-z0-9_-]{0,62}$/, value: /^[a-z0-9_-]{0,63}$/ },
  PROVIDER,
);

/** What the API takes of an uptime check, seconds. */
export const UPTIME_CHECK = published(
  { periods: [60, 300, 600, 900], timeout: { min: 1, max: 60 }, minLocations: 3 },
  'hashicorp/google 6.50.0, google_monitoring_uptime_check_config',
);

/** What the API takes of an objective. */
export const OBJECTIVE = published(
  { maxGoal: 0.999, rollingDays: { min: 1, max: 30 } },
  'hashicorp/google 6.50.0, google_monitoring_slo',
);

/** Longest name of a log-based metric. */
export const LOG_METRIC_NAME_LENGTH = published(100, 'hashicorp/google 6.50.0, google_logging_metric');
