import { MonitoringUptimeCheckConfig } from '@cdktf/provider-google/lib/monitoring-uptime-check-config';
import { Construct } from 'constructs';
import { RESOURCES } from '../../capacity/google-cloud/metrics';
import type { UptimeCheck } from '../../capacity/monitoring/uptime';
import type { Apis } from '../apis';
import type { StackContext } from '../context';
import { named } from '../named';
import { userLabels } from './labels';

/** Three regions: the API takes no fewer, and one alone may be cut off itself. */
const REGIONS = ['EUROPE', 'USA', 'ASIA_PACIFIC'];

/** Uptime checks of the load balancer's hosts, from outside and through its certificate. */
export class UptimeChecks extends Construct {
  private readonly ids = new Map<string, string>();

  constructor(scope: Construct, context: StackContext, checks: readonly UptimeCheck[], apis: Apis) {
    super(scope, 'uptime-checks');
    const { labels, name, project } = context;
    for (const { host, path, periodSeconds, timeoutSeconds } of checks) {
      const check = new MonitoringUptimeCheckConfig(this, host, {
        project,
        displayName: `${name}: ${host}`,
        period: `${periodSeconds}s`,
        timeout: `${timeoutSeconds}s`,
        selectedRegions: REGIONS,
        monitoredResource: { type: RESOURCES.uptime.value.type, labels: { project_id: project, host } },
        httpCheck: { path, port: 443, useSsl: true, validateSsl: true, requestMethod: 'GET' },
        userLabels: userLabels(labels),
        dependsOn: apis.of(project, 'monitoring'),
      });
      this.ids.set(host, named(check, host.replaceAll('.', '_')).uptimeCheckId);
    }
  }

  /** Id of a host's check, which the API gives it. */
  idOf(host: string): string {
    return this.ids.get(host)!;
  }
}
