import type { Knob } from '../../finding';
import { STARTUP_PROBE } from '../../google-cloud/cloud-run';
import { startupProbe, type Probe } from '../../startup-probe';
import type { Rule } from '../rule';
import { deployedServices, violationOf, type Problem } from '../workloads';

export const probeLimits: Rule = {
  id: 'startup/probe-limits',
  severity: 'error',
  summary: 'The startup probe is one that Cloud Run accepts.',
  why: 'the plan looks fine, and the API refuses the revision in the middle of the deploy',
  check: (environment) =>
    deployedServices(environment).flatMap((service) =>
      violationOf(
        service,
        problems(service.path, startupProbe(service.declared, environment.startup.get(service.name))),
      ),
    ),
};

function problems(service: string, probe: Probe): readonly Problem[] {
  const { maxInitialDelay, maxPeriod, maxWindow, defaultPeriod, defaultThreshold } = STARTUP_PROBE.value;
  const { initialDelaySeconds: delay, periodSeconds: period, failureThreshold: failures } = probe;
  const timeout = probe.timeoutSeconds;
  const most = Math.max(1, Math.floor(maxWindow / Math.max(1, period)));
  const problem = (field: keyof Probe, text: string, to: Knob['to']): Problem => {
    const at = { path: `${service}.startup.probe.${field}`, value: probe[field] };
    return { text, at, knobs: [{ path: at.path, from: probe[field], to }] };
  };
  const delayText = `the initial delay is ${delay} s; Cloud Run allows ${maxInitialDelay} s`;
  const periodText = `the period is ${period} s; Cloud Run allows 1 to ${maxPeriod} s`;
  const timeoutText = `a probe waits ${timeout} s for its answer; 1 s to the period of ${period} s is allowed`;
  const failuresText = `${failures} failures kill the instance; at least 1 is allowed`;
  const windowText = `period ${period} s × ${failures} failures = ${period * failures} s; Cloud Run allows ${maxWindow} s`;
  return [
    delay > maxInitialDelay && problem('initialDelaySeconds', delayText, { value: maxInitialDelay }),
    period < 1 && problem('periodSeconds', periodText, { value: defaultPeriod }),
    period > maxPeriod && problem('periodSeconds', periodText, { value: maxPeriod }),
    timeout < 1 && problem('timeoutSeconds', timeoutText, { value: 1 }),
    timeout > Math.max(1, period) && problem('timeoutSeconds', timeoutText, { value: period }),
    failures < 1 && problem('failureThreshold', failuresText, { value: defaultThreshold }),
    period * failures > maxWindow && problem('failureThreshold', windowText, { value: most }),
  ].filter((one) => one !== false);
}
