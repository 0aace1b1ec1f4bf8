import type { CloudRunV2ServiceTemplateContainersStartupProbe } from '@cdktf/provider-google/lib/cloud-run-v2-service';
import type { Service } from '../capacity/declaration';
import { probeOf, type StartupBudget } from '../capacity/startup';

const DEFAULT_BOOT_SECONDS = 10;

/**
 * The startup probe of a service: the one that its startup budget checked; without pools, one that waits as
 * long as the process may take to boot. It is always written out, since a block with fields left out gets
 * 3 × 10 s, and none at all passes as soon as the port is bound.
 */
export function startupProbe(
  service: Service,
  startup: StartupBudget | undefined,
): { readonly port: number; readonly block: CloudRunV2ServiceTemplateContainersStartupProbe } {
  const { bootSeconds = DEFAULT_BOOT_SECONDS, migrationSeconds = 0 } = service.startup ?? {};
  const probe = startup?.probe ?? probeOf(service, bootSeconds + migrationSeconds);
  const { failureThreshold, initialDelaySeconds, path, periodSeconds, port, timeoutSeconds } = probe;
  const check = path === undefined ? { tcpSocket: { port } } : { httpGet: { path, port } };
  return { port, block: { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold, ...check } };
}
