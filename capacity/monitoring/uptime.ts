import { UPTIME_CHECK } from '../google-cloud/monitoring';
import { hostPath, uptimeProbes, type UptimeProbe } from '../load-balancer';
import { above, makeAlert, type Alert, type Watch } from './alert';
import * as queries from './queries';
import { allowedStartSeconds } from './service-alerts';

/** An uptime check as it is deployed. */
export interface UptimeCheck extends UptimeProbe {
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
}

const LEAST_TIMEOUT_SECONDS = 10;

/** The uptime checks of the load balancer's hosts. */
export function uptimeChecks(watch: Watch): readonly UptimeCheck[] {
  return uptimeProbes(watch.environment).map((probe) => ({
    ...probe,
    periodSeconds: UPTIME_CHECK.value.periods[0]!,
    timeoutSeconds: timeoutOf(watch, probe.service),
  }));
}

/** Alerts of the uptime checks. */
export function uptimeAlerts(watch: Watch): readonly Alert[] {
  const { environment } = watch;
  return uptimeChecks(watch).map(({ host, path, service, periodSeconds, timeoutSeconds }) =>
    makeAlert(
      watch,
      {
        kind: 'uptime',
        name: host,
        subject: hostPath(host),
        severity: 'critical',
        title: 'does not answer',
        conditions: [
          above('fails from more than one location', queries.failedChecks(environment.project, host), 1),
        ],
      },
      {
        meaning: `https://${host}${path} is asked every ${periodSeconds} s from several continents, and more than one of them gets no good answer within ${timeoutSeconds} s. ${service} answers it.`,
        cause: `No instance of ${service} starts, the certificate does not cover the host or is not provisioned, or its DNS record leads elsewhere.`,
        commands: [
          `curl -sSI https://${host}${path}`,
          `gcloud compute ssl-certificates list --global --project=${environment.project}`,
          `gcloud run services describe ${service} --region=${environment.region} --project=${environment.project}`,
        ],
        knob: `services.${service}.minInstances`,
        turn: 'raise',
        caution: 'That helps where the first request waits for a start.',
      },
    ),
  );
}

/** Where no instance is kept, the first answer waits for a start. */
function timeoutOf(watch: Watch, name: string): number {
  const service = watch.model.services.find((each) => each.name === name);
  const { max } = UPTIME_CHECK.value.timeout;
  if (!service || service.latest.floor > 0) return LEAST_TIMEOUT_SECONDS;
  return Math.min(max, Math.max(LEAST_TIMEOUT_SECONDS, Math.ceil(allowedStartSeconds(watch, service))));
}
