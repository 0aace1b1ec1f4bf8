import { OBJECTIVE } from '../google-cloud/monitoring';
import type { ServiceModel } from '../fleets';
import { isDeployed } from '../workload';
import { makeAlert, placeOf, type Alert, type Condition, type Watch } from './alert';
import { PHASES, type LogMetric } from './log-lines';
import { logCount } from './queries';
import type { Filter } from './query';
import { serviceCommands } from './service-alerts';
import { durationFor } from './alert';

/** A share of events that must be good over a window. */
export interface Objective {
  /** Service whose starts are counted. */
  readonly service: string;
  /** Id of the custom service that carries it. */
  readonly serviceId: string;
  readonly id: string;
  readonly title: string;
  /** Between 0 and 1. */
  readonly goal: number;
  readonly rollingDays: number;
  readonly good: Filter;
  readonly total: Filter;
}

const HOUR = 3600;
const SIX_HOURS = 6 * HOUR;
const DAYS = { start: 28, database: 1 };

/** Full name of an objective. */
export function objectivePath(
  project: string,
  { serviceId, id }: Pick<Objective, 'serviceId' | 'id'>,
): string {
  return `projects/${project}/services/${serviceId}/serviceLevelObjectives/${id}`;
}

/**
 * Objectives of the services that write the lines of `docs/logging.md`. What began and did not end counts as
 * failed: an instance that is killed writes nothing more.
 */
export function objectives(watch: Watch): readonly Objective[] {
  return starting(watch).flatMap((service) => objectivesOf(watch, service));
}

/** Alerts on how fast the objectives' failures use up what may fail. */
export function objectiveAlerts(watch: Watch): readonly Alert[] {
  return starting(watch).flatMap((service) => burnAlerts(watch, service));
}

function starting({ model, logs }: Watch): readonly ServiceModel[] {
  return logs.starts
    ? model.services.filter((service) => isDeployed(service) && model.startup.has(service.name))
    : [];
}

function objectivesOf(watch: Watch, { name }: ServiceModel): readonly Objective[] {
  const { begun, ended } = watch.logs.starts!;
  const { startupSuccessPercent, databasePhaseFailurePercent } = watch.margins;
  const serviceId = `${watch.model.name}-${name}`;
  const counted = (metric: LogMetric, phase: string): Filter => {
    const { aggregations: _, ...filter } = logCount(metric, placeOf(watch.environment, name), { phase });
    return filter;
  };
  const objective = (
    phase: string,
    id: string,
    title: string,
    percent: number,
    rollingDays: number,
  ): Objective => ({
    service: name,
    serviceId,
    id,
    title,
    goal: goalOf(percent),
    rollingDays,
    good: counted(ended, phase),
    total: counted(begun, phase),
  });
  return [
    objective(
      PHASES.whole,
      'startup-success',
      `${startupSuccessPercent} % of the starts of ${name} succeed`,
      startupSuccessPercent,
      DAYS.start,
    ),
    objective(
      PHASES.database,
      'database-phase',
      `less than ${databasePhaseFailurePercent} % of the database phases of ${name} fail in a day`,
      100 - databasePhaseFailurePercent,
      DAYS.database,
    ),
  ];
}

function burnAlerts(watch: Watch, service: ServiceModel): readonly Alert[] {
  const { name, path } = service;
  const { startupSuccessPercent, startupEmergencyPercent, databasePhaseFailurePercent } = watch.margins;
  const [start, database] = objectivesOf(watch, service) as [Objective, Objective];
  const burns = (
    objective: Objective,
    title: string,
    lookbackSeconds: number,
    threshold: number,
  ): Condition => ({
    title,
    query: { objective: objectivePath(watch.environment.project, objective), lookbackSeconds },
    comparison: 'above',
    threshold: Math.round(threshold * 1000) / 1000,
    durationSeconds: durationFor(start.good.metric.delaySeconds, 0),
  });
  const budget = watch.model.startup.get(name)!;
  const alert = (kind: string, severity: Alert['severity'], title: string, condition: Condition): Alert =>
    makeAlert(
      watch,
      { kind, name, subject: path, severity, title, conditions: [condition] },
      {
        meaning: `${title}. The database may take ${budget.databaseDeadline.seconds} s of a start; the probe waits for ${budget.probe.windowSeconds} s. A start that began and did not end counts as failed.`,
        cause: `The path to the database (${budget.networkText}), a database that refuses connections, or an application that does not write its lines (docs/logging.md).`,
        commands: serviceCommands(watch, name),
        knob: `${path}.startup.databaseDeadlineSeconds`,
        turn: 'raise',
        caution:
          'Look for SQLSTATE 53300 first: where connections are refused, waiting longer makes it worse.',
      },
    );
  return [
    alert(
      'objective-startup',
      'warning',
      `less than ${startupSuccessPercent} % of starts succeeded in 6 h`,
      burns(start, 'the objective burns faster than allowed', SIX_HOURS, 1),
    ),
    alert(
      'objective-startup-emergency',
      'critical',
      `less than ${startupEmergencyPercent} % of starts succeeded in an hour`,
      burns(
        start,
        'starts below the emergency level',
        HOUR,
        (1 - startupEmergencyPercent / 100) / (1 - start.goal),
      ),
    ),
    alert(
      'objective-database-phase',
      'warning',
      `more than ${databasePhaseFailurePercent} % of database phases failed in 6 h`,
      burns(database, 'the objective burns faster than allowed', SIX_HOURS, 1),
    ),
  ];
}

function goalOf(percent: number): number {
  return Math.min(OBJECTIVE.value.maxGoal, Math.round(percent * 1000) / 100_000);
}
