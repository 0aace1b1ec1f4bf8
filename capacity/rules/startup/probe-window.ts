import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import { STARTUP_PROBE } from '../../google-cloud/cloud-run';
import type { EnvironmentModel } from '../../model';
import { probeOf, startSteps, startupProbe } from '../../startup-probe';
import type { Rule } from '../rule';
import { deployedServices } from '../workloads';
import { bothChains } from '../startup-chains';

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
  const {
    initialDelaySeconds: delay,
    periodSeconds: period,
    failureThreshold,
    timeoutSeconds,
    windowSeconds,
  } = probe;
  const common = { subject: path, owner: declared.owner, excess: needed - windowSeconds };
  const at = { path: `${path}.startup.probe.failureThreshold`, value: failureThreshold };
  const delayAt = { path: `${path}.startup.probe.initialDelaySeconds`, value: delay };
  const chains = budget ? `; ${bothChains(service, budget)}` : '';
  if (windowSeconds < needed) {
    const window = `the probe gives up after ${windowSeconds} s (${delay} + ${period} × ${failureThreshold})`;
    const deadline = declared.startup?.databaseDeadlineSeconds;
    const deadlinePath = `${path}.startup.databaseDeadlineSeconds`;
    const knobs = [
      { path: at.path, from: failureThreshold, to: { raiseTo: Math.floor(maxWindow / Math.max(1, period)) } },
      { path: delayAt.path, from: delay, to: { raiseTo: maxInitialDelay } },
      ...(deadline === undefined ? [] : [{ path: deadlinePath, from: deadline, to: { lowerTo: 1 } }]),
    ];
    return [{ ...common, at, headline: `${start}; ${window}${chains}`, knobs }];
  }
  const derivedSeconds = derivedWindow(service, needed);
  const lastProbeSeconds = windowSeconds - period;
  const lastAnswerSeconds = lastProbeSeconds + timeoutSeconds;
  const allowed = Math.floor(maxWindow / Math.max(1, period));
  const least = migrationSeconds + bootSeconds;
  const never = lastAnswerSeconds < least;
  // With a period of more than half of what Cloud Run allows there is one probe, whatever is derived.
  const isOnly = allowed === 1 && lastAnswerSeconds < needed;
  if (windowSeconds < derivedSeconds || never || isOnly) {
    return [
      {
        ...common,
        severity: never ? 'error' : lastAnswerSeconds < needed ? 'warning' : 'info',
        at: failureThreshold < allowed ? at : { path: `${path}.startup.probe.periodSeconds`, value: period },
        headline: `${start}; the last probe begins after ${lastProbeSeconds} s${chains}`,
        why: never
          ? `it waits ${timeoutSeconds} s for an answer, and nothing listens before migrations and boot have taken ${least} s: no instance can start`
          : 'a start that takes all the time it may listens after the last probe has begun, and is killed',
        excess: Math.max(derivedSeconds - windowSeconds, needed - lastAnswerSeconds),
        knobs: [
          { path: at.path, from: failureThreshold, to: { raiseTo: allowed } },
          { path: `${path}.startup.probe.periodSeconds`, from: period, to: { lowerTo: 1 } },
        ],
      },
    ];
  }
  if (needed <= maxWindow) return [];
  const carried = `only the initial delay of ${delay} s carries it beyond the ${maxWindow} s that Cloud Run promises`;
  return [{ ...common, severity: 'warning', at: delayAt, headline: `${start}; ${carried}` }];
}

/** The window that the probe's own period and delay would have with the failures derived. */
function derivedWindow({ declared }: ServiceModel, needed: number): number {
  const { failureThreshold: _, ...probe } = declared.startup?.probe ?? {};
  return probeOf({ ...declared, startup: { ...declared.startup, probe } }, needed).windowSeconds;
}
