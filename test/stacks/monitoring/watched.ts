import type { Declaration, Environment } from '../../../capacity/declaration';
import { declare, ENVIRONMENT, SERVICE, withFields } from '../../support/declare';
import { parse, synthesizeResult, unruled, type Arguments, type Synthesized } from '../support';

/** Everything that is watched, each number declared, with a sibling service whose name begins like the first. */
export const WATCHED = {
  ...ENVIRONMENT,
  databases: { main: { ...ENVIRONMENT.databases.main, diskGb: 20 } },
  redis: {
    cache: {
      ownership: 'managed',
      tier: 'STANDARD_HA',
      memoryGb: 4,
      version: 'REDIS_6_X',
      transitEncryption: true,
    },
  },
  services: {
    api: { ...SERVICE, startup: { path: '/health', databaseDeadlineSeconds: 20 } },
    'api-v2': { ...SERVICE, maxInstances: 3, pools: {} },
  },
  loadBalancer: {
    hosts: { 'api.example.com': { service: 'api' } },
    certificateDomains: ['api.example.com'],
  },
} as const satisfies Environment;

/** The declaration of `WATCHED` as environment `test`. */
export const DECLARED: Declaration = declare(WATCHED);

/** A condition of an alert policy, as far as tests look at it. */
export interface Threshold {
  readonly filter: string;
  readonly denominator_filter?: string;
  readonly comparison: string;
  readonly duration: string;
  readonly threshold_value: number;
  readonly aggregations?: readonly Aggregation[];
  readonly denominator_aggregations?: readonly Aggregation[];
  readonly forecast_options?: { readonly forecast_horizon: string };
}

/** An aggregation of an alert policy. */
export interface Aggregation {
  readonly alignment_period: string;
  readonly per_series_aligner: string;
  readonly cross_series_reducer?: string;
  readonly group_by_fields?: readonly string[];
}

/** An alert policy, as far as tests look at it. */
export interface Policy {
  readonly display_name: string;
  readonly severity: string;
  readonly combiner: string;
  readonly conditions: readonly { readonly display_name: string; readonly condition_threshold: Threshold }[];
  readonly documentation: { readonly content: string; readonly mime_type: string };
  readonly notification_channels: readonly string[];
  readonly user_labels: Readonly<Record<string, string>>;
  readonly depends_on: readonly string[];
}

/** The Terraform of `WATCHED` with fields changed by their paths. */
export function synthesizeWatched(fields: Readonly<Record<string, unknown>> = {}): Synthesized {
  return parse(synthesizeResult(unruled(withFields(fields, DECLARED))[0]!));
}

/** Resources of a type, by name. */
export function resourcesOf<T = Arguments>({ resource }: Synthesized, type: string): ReadonlyMap<string, T> {
  return new Map(Object.entries(resource?.[type] ?? {}) as [string, T][]);
}

/** Alert policies by their name in Terraform, such as `database-memory_main`. */
export function policiesOf(configuration: Synthesized): ReadonlyMap<string, Policy> {
  return resourcesOf<Policy>(configuration, 'google_monitoring_alert_policy');
}

/** Thresholds of a policy's conditions, in order. */
export function thresholdsOf(policy: Policy | undefined): readonly number[] | undefined {
  return policy?.conditions.map((condition) => condition.condition_threshold.threshold_value);
}
