import { LOG_METRIC_DELAY_SECONDS, LOG_METRIC_PREFIX, RESOURCES, type Metric } from '../google-cloud/metrics';
import type { EnvironmentModel } from '../model';
import { isDeployed } from '../workload';

/** Fields of the structured lines that an application writes. `docs/logging.md` specifies them. */
export const FIELDS = { event: 'event', phase: 'phase', seconds: 'seconds', error: 'error' } as const;

/** Values of the field `event`. */
export const EVENTS = {
  phaseBegin: 'startup_phase_begin',
  phaseEnd: 'startup_phase_end',
  phaseFailed: 'startup_phase_failed',
  connectionOpened: 'connection_opened',
} as const;

/** Values of the field `phase` that are watched by name: the start as a whole, and its database phase. */
export const PHASES = { whole: 'startup', database: 'database' } as const;

/** A metric that is counted from log entries. */
export interface LogMetric {
  /** Unique in the project. */
  readonly name: string;
  readonly description: string;
  /** In the logging query language. */
  readonly filter: string;
  /** Fields of the entry that become labels. */
  readonly labels: readonly string[];
  /** Field whose value is distributed; without one, entries are counted. */
  readonly valueField?: string;
  /** What alerts and charts read. */
  readonly metric: Metric;
}

/** The log-based metrics of an environment. Those of the start are left out where no service has a startup budget. */
export interface LogMetrics {
  readonly exits?: LogMetric;
  readonly starts?: {
    readonly begun: LogMetric;
    readonly ended: LogMetric;
    readonly failed: LogMetric;
    readonly phaseSeconds: LogMetric;
    readonly connectionSeconds: LogMetric;
  };
}

const DISTRIBUTION = { kind: 'DELTA', valueType: 'DISTRIBUTION', unit: 's' } as const;
const COUNTER = { kind: 'DELTA', valueType: 'INT64', unit: '1' } as const;

/** Cloud Run's own words when a container ends by itself, and when its startup probe gave up. */
const EXIT =
  'textPayload =~ "^Container called exit[(][1-9]" OR textPayload : "The instance was not started"';

/** What is counted from the logs of an environment's services. */
export function logMetricsOf(model: EnvironmentModel): LogMetrics {
  const { name, declared } = model;
  const deployed = model.services.filter(isDeployed).map((service) => service.name);
  const starting = deployed.filter((service) => model.startup.has(service));
  const metric = (
    key: string,
    services: readonly string[],
    condition: string,
    description: string,
    rest: Pick<LogMetric, 'labels' | 'valueField'>,
  ): LogMetric => ({
    name: `${name}-${key}`,
    description,
    filter: [
      `resource.type = "${RESOURCES.revision.value.type}"`,
      `resource.labels.location = "${declared.region}"`,
      `resource.labels.service_name = (${services.map((each) => `"${each}"`).join(' OR ')})`,
      condition,
    ].join(' AND '),
    ...rest,
    metric: {
      type: `${LOG_METRIC_PREFIX.value}${name}-${key}`,
      resource: RESOURCES.revision.value,
      ...(rest.valueField === undefined ? COUNTER : DISTRIBUTION),
      labels: rest.labels,
      stage: 'GA',
      delaySeconds: LOG_METRIC_DELAY_SECONDS.value,
    },
  });
  const is = (...events: readonly string[]): string =>
    `jsonPayload.${FIELDS.event} = ${events.length > 1 ? `(${events.map((each) => `"${each}"`).join(' OR ')})` : `"${events[0]!}"`}`;
  const byPhase = { labels: [FIELDS.phase] };
  const system = `logName = "projects/${declared.project}/logs/run.googleapis.com%2Fvarlog%2Fsystem" AND (${EXIT})`;
  return {
    ...(deployed.length > 0 && {
      exits: metric(
        'container-exits',
        deployed,
        system,
        'Containers that ended by themselves, or never started.',
        {
          labels: [],
        },
      ),
    }),
    ...(starting.length > 0 && {
      starts: {
        begun: metric(
          'startup-phases-begun',
          starting,
          is(EVENTS.phaseBegin),
          'Phases of starts that began.',
          byPhase,
        ),
        ended: metric(
          'startup-phases-ended',
          starting,
          is(EVENTS.phaseEnd),
          'Phases of starts that succeeded.',
          byPhase,
        ),
        failed: metric(
          'startup-phases-failed',
          starting,
          is(EVENTS.phaseFailed),
          'Phases of starts that failed.',
          byPhase,
        ),
        phaseSeconds: metric(
          'startup-phase-seconds',
          starting,
          is(EVENTS.phaseEnd, EVENTS.phaseFailed),
          'Seconds that the phases of starts took, whether they succeeded or not.',
          { ...byPhase, valueField: FIELDS.seconds },
        ),
        connectionSeconds: metric(
          'connection-seconds',
          starting,
          is(EVENTS.connectionOpened),
          'Seconds that opening a database connection took.',
          { labels: [], valueField: FIELDS.seconds },
        ),
      },
    }),
  };
}

/** The log-based metrics as a list. */
export function logMetricList({ exits, starts }: LogMetrics): readonly LogMetric[] {
  return [...(exits ? [exits] : []), ...Object.values(starts ?? {})];
}
