import { METRICS, type Metric } from '../../../capacity/google-cloud/metrics';
import { logMetricList, logMetricsOf } from '../../../capacity/monitoring/log-lines';
import { modelOf, type Synthesized } from '../support';
import { parseBurn, parseFilter, type ParsedFilter } from '../../support/monitoring-filter';
import { policiesOf, resourcesOf, synthesizeWatched, WATCHED } from './watched';

interface Slo {
  readonly service: string;
  readonly slo_id: string;
  readonly request_based_sli: {
    readonly good_total_ratio: Readonly<Record<'good_service_filter' | 'total_service_filter', string>>;
  };
}

const CONFIGURATION = synthesizeWatched({
  'services.api.revisions': { 'api-00041': { traffic: 10, maxInstances: 7 } },
});
const KNOWN: ReadonlyMap<string, Metric> = new Map(
  [
    ...Object.values(METRICS).map(({ value }): Metric => value),
    ...logMetricList(logMetricsOf({ ...modelOf(WATCHED), name: 'test' })).map(({ metric }) => metric),
  ].map((metric) => [metric.type, metric]),
);

/** Every filter in a configuration, with where it stands. */
function filtersOf(configuration: Synthesized): readonly (readonly [where: string, filter: string])[] {
  const alerts = [...policiesOf(configuration)].flatMap(([name, { conditions }]) =>
    conditions.flatMap(({ condition_threshold: { filter, denominator_filter } }) =>
      [filter, denominator_filter].flatMap((each) => (each === undefined ? [] : [[name, each] as const])),
    ),
  );
  const objectives = [...resourcesOf<Slo>(configuration, 'google_monitoring_slo')].flatMap(([name, slo]) =>
    Object.values(slo.request_based_sli.good_total_ratio).map((filter) => [name, filter] as const),
  );
  const dashboards = [...resourcesOf(configuration, 'google_monitoring_dashboard')].flatMap(
    ([name, { dashboard_json: json }]) =>
      inDashboard(JSON.parse(json as string)).map((filter) => [name, filter] as const),
  );
  return [...alerts, ...objectives, ...dashboards];
}

function inDashboard(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'filter' ? [inner as string] : inDashboard(inner),
  );
}

const FILTERS = filtersOf(CONFIGURATION).filter(([, filter]) => !parseBurn(filter));

test('there are many, and all of them are filters', () => {
  expect(FILTERS.length).toBeGreaterThan(60);
  for (const [, filter] of FILTERS) parseFilter(filter);
});

test.each([...new Set(FILTERS.map(([, filter]) => filter))])('%s', (filter) => {
  const parsed = parseFilter(filter);
  const metric = KNOWN.get(parsed.metricType);
  expect(metric?.type).toBe(parsed.metricType);
  expect(metric!.resource.type).toBe(parsed.resourceType);
  for (const { selector } of parsed.resourceLabels) expect(metric!.resource.labels).toContain(selector);
  for (const { selector } of parsed.metricLabels) expect(metric!.labels).toContain(selector);
  expect(nameOf(parsed)).toEqual(DEPLOYED[parsed.resourceType]);
});

/** What identifies a resource, by its type: the values that a filter may have there. */
const DEPLOYED: Readonly<Record<string, unknown>> = {
  cloud_run_revision: [
    ['project_id', 'example'],
    ['location', 'us-central1'],
    ['service_name', expect.stringMatching(/^api(-v2)?$/)],
  ],
  cloudsql_database: [['database_id', 'example:main']],
  vpc_access_connector: [
    ['project_id', 'example'],
    ['location', 'us-central1'],
    ['connector_name', 'path'],
  ],
  redis_instance: [['instance_id', 'projects/example/locations/us-central1/instances/cache']],
  uptime_url: [
    ['project_id', 'example'],
    ['host', 'api.example.com'],
  ],
  https_lb_rule: [
    ['project_id', 'example'],
    ['url_map_name', 'test-https'],
  ],
};

/** Labels that identify the resource; a revision is a part of it. */
function nameOf({ resourceLabels }: ParsedFilter): unknown {
  return resourceLabels
    .filter(({ selector, operator }) => operator === '=' && selector !== 'revision_name')
    .map(({ selector, value }) => [selector, value]);
}

test('an alert of a service counts that service, and not its sibling', () => {
  for (const [name, { conditions }] of policiesOf(CONFIGURATION)) {
    const service = /^service-[a-z-]+_(.*)$/.exec(name)?.[1];
    if (service === undefined) continue;
    for (const {
      condition_threshold: { filter },
    } of conditions)
      expect(parseFilter(filter).resourceLabels).toContainEqual({
        selector: 'service_name',
        operator: '=',
        value: service,
      });
  }
});

test('only revisions are left out of anything', () => {
  const others = FILTERS.flatMap(([, filter]) => {
    const { resourceLabels, metricLabels } = parseFilter(filter);
    return [...resourceLabels, ...metricLabels].filter(({ operator }) => operator === '!=');
  });
  expect([...new Set(others.map(({ selector, value }) => `${selector} ${String(value)}`))].sort()).toEqual([
    'phase database',
    'phase startup',
    'revision_name api-00041',
  ]);
});

test('groups are labels that the metric has', () => {
  for (const { conditions } of policiesOf(CONFIGURATION).values()) {
    for (const {
      condition_threshold: { filter, aggregations = [] },
    } of conditions) {
      if (parseBurn(filter)) continue;
      const metric = KNOWN.get(parseFilter(filter).metricType)!;
      for (const field of aggregations.flatMap(({ group_by_fields = [] }) => group_by_fields)) {
        const [, of, label] = /^(resource|metric)\.label\.([a-z_]+)$/.exec(field)!;
        expect(of === 'resource' ? metric.resource.labels : metric.labels).toContain(label);
      }
    }
  }
});

test('an alert on a log-based metric waits for it', () => {
  const metrics = resourcesOf<{ readonly name: string }>(CONFIGURATION, 'google_logging_metric');
  expect(metrics.size).toBe(6);
  for (const [name, { conditions, depends_on }] of policiesOf(CONFIGURATION)) {
    for (const {
      condition_threshold: { filter },
    } of conditions) {
      const metric = /logging\.googleapis\.com\/user\/([a-z-]+)/.exec(filter)?.[1];
      if (metric !== undefined)
        expect([name, depends_on]).toEqual([
          name,
          expect.arrayContaining([`google_logging_metric.${metric}`]),
        ]);
    }
  }
});

test('an alert on an objective names one that is deployed, and waits for it', () => {
  const objectives = resourcesOf<Slo>(CONFIGURATION, 'google_monitoring_slo');
  const paths = new Map(
    [...objectives].map(([name, { slo_id }]) => [
      `projects/example/services/test-api/serviceLevelObjectives/${slo_id}`,
      name,
    ]),
  );
  const burns = [...policiesOf(CONFIGURATION).values()].flatMap(({ conditions, depends_on }) =>
    conditions.flatMap(({ condition_threshold: { filter } }) => {
      const burn = parseBurn(filter);
      return burn ? [[burn.objective, depends_on] as const] : [];
    }),
  );
  expect(burns).toHaveLength(3);
  for (const [objective, needs] of burns)
    expect(needs).toContain(`google_monitoring_slo.${paths.get(objective)}`);
});

test('an uptime alert reads its own check', () => {
  const [condition] = policiesOf(CONFIGURATION).get('uptime_api_example_com')!.conditions;
  expect(parseFilter(condition!.condition_threshold.filter).metricLabels).toEqual([
    {
      selector: 'check_id',
      operator: '=',
      value: '${google_monitoring_uptime_check_config.api_example_com.uptime_check_id}',
    },
  ]);
});

test('log-based metrics count the services that are deployed, by their whole names', () => {
  const filters = [...resourcesOf<{ readonly filter: string }>(CONFIGURATION, 'google_logging_metric')].map(
    ([name, { filter }]) => [name, /service_name = (\([^)]*\))/.exec(filter)?.[1]],
  );
  expect(Object.fromEntries(filters)).toEqual({
    'test-container-exits': '("api" OR "api-v2")',
    'test-startup-phases-begun': '("api")',
    'test-startup-phases-ended': '("api")',
    'test-startup-phases-failed': '("api")',
    'test-startup-phase-seconds': '("api")',
    'test-connection-seconds': '("api")',
  });
});

describe('the parser of the tests refuses', () => {
  test.each([
    ['metric.type = "a" AND resource.type = "b" OR metric.labels.x = "c"'],
    ['metric.type = "a" AND resource.type = starts_with("b")'],
    ['metric.type = "a" AND resource.type = "b" AND'],
    ['metric.type = "a" AND resource.type =~ "b"'],
    ['metric.type = "a" resource.type = "b"'],
    ['metric.type = "a"'],
    ['metric.type = "a" AND metric.type = "c" AND resource.type = "b"'],
    ['metric.type != "a" AND resource.type = "b"'],
    ['metric.type = "a" AND resource.type = "b" AND group.id = "c"'],
    ['metric.type = \'a\' AND resource.type = "b"'],
    [''],
  ])('%s', (filter) => {
    expect(() => parseFilter(filter)).toThrow(/expected|filters do not have/);
  });
});
