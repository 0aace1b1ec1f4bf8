import type { ServiceModel } from '../fleets';
import { isDeployed } from '../workload';
import { above, makeAlert, placeOf, type Alert, type Watch } from './alert';
import { PHASES } from './log-lines';
import * as queries from './queries';
import { serviceCommands } from './service-alerts';

/** Alerts on what the services write while they start; see `docs/logging.md`. */
export function startupAlerts(watch: Watch): readonly Alert[] {
  return watch.model.services
    .filter(isDeployed)
    .flatMap((service) => [...failureAlerts(watch, service), ...timeAlerts(watch, service)]);
}

/** Seconds of a connection and of the database phase at which an alert fires: never later than their time-outs. */
export function startupThresholds(
  { margins, model }: Watch,
  service: string,
): { readonly connection: number; readonly database: number } | undefined {
  const budget = model.startup.get(service);
  if (!budget) return undefined;
  const share = (seconds: number): number => (seconds * margins.deadlinePercent) / 100;
  return {
    connection: Math.min(margins.connectionSeconds, share(budget.connectTimeout.seconds)),
    database: Math.min(margins.startupPhaseSeconds, share(budget.databaseDeadline.seconds)),
  };
}

function failureAlerts(watch: Watch, service: ServiceModel): readonly Alert[] {
  const { name, path, latest } = service;
  const { exits, starts } = watch.logs;
  if (!exits || typeof latest.instances !== 'number') return [];
  const place = placeOf(watch.environment, name);
  const ceiling = latest.instances;
  const budget = watch.model.startup.get(name);
  return [
    makeAlert(
      watch,
      {
        kind: 'service-startup-failures',
        name,
        subject: path,
        severity: 'critical',
        title: 'instances fail again and again',
        conditions: [
          above(`more than ${ceiling} containers ended in 10 min`, queries.logCount(exits, place), ceiling),
          ...(starts && budget
            ? [
                above(
                  `more than ${ceiling} phases failed in 10 min`,
                  queries.logCount(starts.failed, place),
                  ceiling,
                ),
              ]
            : []),
        ],
      },
      {
        meaning: `More containers ended, or more phases of a start failed, in ten minutes than the service has instances (${ceiling}). One failure is an accident; this is a loop. Every start opens connections that a killed instance leaves behind.`,
        cause:
          'The database refuses connections or is not reached in time, a secret or a variable is missing, or the image does not start at all.',
        commands: serviceCommands(watch, name),
        knob: budget ? `${path}.startup.databaseDeadlineSeconds` : `${path}.startup.bootSeconds`,
        turn: 'raise',
        caution:
          'A longer deadline helps only where the path is slow. Where the database refuses connections (SQLSTATE 53300), lower `maxInstances` or the pools.',
      },
    ),
  ];
}

function timeAlerts(watch: Watch, service: ServiceModel): readonly Alert[] {
  const { name, path } = service;
  const { starts } = watch.logs;
  const budget = watch.model.startup.get(name);
  const thresholds = startupThresholds(watch, name);
  if (!starts || !budget || !thresholds) return [];
  const { margins, environment } = watch;
  const place = placeOf(environment, name);
  const parts = { name, subject: path, severity: 'warning' } as const;
  const commands = serviceCommands(watch, name);
  const { connectTimeout, databaseDeadline } = budget;
  return [
    makeAlert(
      watch,
      {
        ...parts,
        kind: 'service-connection-time',
        title: `a connection takes longer than ${thresholds.connection} s`,
        conditions: [
          above(
            `95 % of connections within ${thresholds.connection} s`,
            queries.logSeconds(starts.connectionSeconds, place),
            thresholds.connection,
          ),
        ],
      },
      {
        meaning: `An attempt is given up after ${connectTimeout.seconds} s, so ${margins.deadlinePercent} % of that warns, and ${margins.connectionSeconds} s at the latest.`,
        cause:
          'The connector scales or is busy, the database is short of CPU, or its connections are nearly used up.',
        commands,
        knob: `${path}.startup.connectTimeoutSeconds`,
        turn: 'raise',
        caution: 'It must stay short enough to be tried again within the database deadline.',
      },
    ),
    makeAlert(
      watch,
      {
        ...parts,
        kind: 'service-phase-time',
        title: `a phase of the start takes longer than ${thresholds.database} s (database) or ${margins.startupPhaseSeconds} s (others)`,
        conditions: [
          above(
            `95 % of database phases within ${thresholds.database} s`,
            queries.logSeconds(starts.phaseSeconds, place, { phase: PHASES.database }),
            thresholds.database,
          ),
          above(
            `95 % of other phases within ${margins.startupPhaseSeconds} s`,
            queries.logSeconds(starts.phaseSeconds, place, {
              phase: [{ not: PHASES.database }, { not: PHASES.whole }],
            }),
            margins.startupPhaseSeconds,
          ),
        ],
      },
      {
        meaning: `The database phase may take ${databaseDeadline.seconds} s, then the start fails; ${margins.deadlinePercent} % of that warns, and ${margins.startupPhaseSeconds} s at the latest.`,
        cause: `The path to the database: ${budget.networkText}. Or the database itself takes connections slowly.`,
        commands,
        knob: `${path}.startup.databaseDeadlineSeconds`,
        turn: 'raise',
        caution: 'The probe window follows from it.',
      },
    ),
  ];
}
