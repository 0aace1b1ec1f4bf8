import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import { STARTUP_PROBE } from '../../google-cloud/cloud-run';
import type { EnvironmentModel } from '../../model';
import { startSteps, startupProbe } from '../../startup';
import type { Rule } from '../rule';
import { deployedServices } from '../workloads';

export const probeWindow: Rule = {
  id: 'startup/probe-window',
  severity: 'error',
  summary: 'The startup probe waits for as long as the start may take.',
  why: 'the instance is killed while it is still starting, its connections linger, and the next one starts from nothing',
  check: (environment) =>
    deployedServices(environment).flatMap((service) => violations(service, environment)),
};

function violations(service: ServiceModel, environment: EnvironmentModel): readonly Violation[] {
  const { path, declared } = service;
  const { maxWindow, maxInitialDelay } = STARTUP_PROBE.value;
  const { migrationSeconds, bootSeconds } = startSteps(declared);
  const budget = environment.startup.get(service.name);
  const needed = budget?.neededWindowSeconds ?? migrationSeconds + bootSeconds;
  const deadlineText = budget ? `deadline ${budget.databaseDeadline.seconds} + ` : '';
  const start = `the start may take ${needed} s (${deadlineText}migrations ${migrationSeconds} + boot ${bootSeconds})`;

  const probe = startupProbe(declared, budget);
  const { initialDelaySeconds: delay, periodSeconds: period, failureThreshold, windowSeconds } = probe;
  const common = { subject: path, owner: declared.owner, excess: needed - windowSeconds };
  const at = { path: `${path}.startup.probe.failureThreshold`, value: failureThreshold };
  const delayAt = { path: `${path}.startup.probe.initialDelaySeconds`, value: delay };
  if (windowSeconds < needed) {
    const window = `the probe gives up after ${windowSeconds} s (${delay} + ${period} × ${failureThreshold})`;
    const deadline = declared.startup?.databaseDeadlineSeconds;
    const deadlinePath = `${path}.startup.databaseDeadlineSeconds`;
    const knobs = [
      { path: at.path, from: failureThreshold, to: { raiseTo: Math.floor(maxWindow / Math.max(1, period)) } },
      { path: delayAt.path, from: delay, to: { raiseTo: maxInitialDelay } },
      ...(deadline === undefined ? [] : [{ path: deadlinePath, from: deadline, to: { lowerTo: 1 } }]),
    ];
    return [{ ...common, at, headline: `${start}; ${window}`, knobs }];
  }
  if (needed <= maxWindow) return [];
  const carried = `only the initial delay of ${delay} s carries it beyond the ${maxWindow} s that Cloud Run promises`;
  return [{ ...common, severity: 'warning', at: delayAt, headline: `${start}; ${carried}` }];
}
