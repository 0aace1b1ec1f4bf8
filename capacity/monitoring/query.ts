import { type Metric } from '../google-cloud/metrics';

/** The id of an uptime check, which the API gives it; the stack fills it in. */
export interface CheckOf {
  readonly checkOf: string;
}

/** A value that a label must have, or must not have. Always whole: a prefix would count a sibling. */
export type LabelValue = string | number | CheckOf | { readonly not: string };

/** Time series of one metric: those whose labels have exactly these values. */
export interface Filter {
  readonly metric: Metric;
  readonly resource: Labels;
  readonly labels?: Labels;
}

/** Values by label; of several, all must hold. */
export type Labels = Readonly<Record<string, LabelValue | readonly LabelValue[]>>;

/** How points become one point a period, and series one series a group. */
export interface Aggregation {
  readonly periodSeconds: number;
  readonly aligner: string;
  readonly reducer?: string;
  readonly groupBy?: readonly string[];
}

/** What an alert compares and a chart draws. */
export interface Query extends Filter {
  /** One or two, applied one after the other. */
  readonly aggregations: readonly [Aggregation, Aggregation?];
}

/** A filter as the Monitoring API takes it. */
export function filterText(
  { metric, resource, labels = {} }: Filter,
  idOfCheck: (host: string) => string = (host) => host,
): string {
  const rows = (prefix: string, values: Labels): string[] =>
    Object.entries(values).flatMap(([label, value]) =>
      [value].flat().map((each) => comparison(`${prefix}.labels.${label}`, each, idOfCheck)),
    );
  return [
    `metric.type = "${metric.type}"`,
    `resource.type = "${metric.resource.type}"`,
    ...rows('resource', resource),
    ...rows('metric', labels),
  ].join(' AND ');
}

function comparison(label: string, value: LabelValue, idOfCheck: (host: string) => string): string {
  if (typeof value === 'number') return `${label} = ${value}`;
  if (typeof value === 'string') return `${label} = "${value}"`;
  return 'checkOf' in value ? `${label} = "${idOfCheck(value.checkOf)}"` : `${label} != "${value.not}"`;
}
