import type { CloudRunV2ServiceTemplateContainersStartupProbe } from '@cdktf/provider-google/lib/cloud-run-v2-service';
import type { Probe } from '../capacity/startup-probe';

/**
 * The startup probe as a Cloud Run template has it. It is always written out, since a block with fields left out
 * gets 3 × 10 s, and none at all passes as soon as the port is bound.
 */
export function startupProbeBlock(probe: Probe): CloudRunV2ServiceTemplateContainersStartupProbe {
  const { failureThreshold, initialDelaySeconds, path, periodSeconds, port, timeoutSeconds } = probe;
  const check = path === undefined ? { tcpSocket: { port } } : { httpGet: { path, port } };
  return { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold, ...check };
}
