import type { RecordedService } from './record';

const AUTOSCALED =
  /cloud ?run|cloud functions|app engine|vercel|netlify|lambda|azure functions|container apps|knative|serverless|cloudflare/i;
const UNBOUNDED =
  /unbounded|unlimited|uncapped|nothing declared|no (ceiling|maximum|max|limit|cap)\b(?! (stated|given|recorded|known))/i;
const UNRECORDED = /unknown|not (stated|given|public|recorded|known)|unstated/i;

/** A number of instances; `atLeast` where the record leaves open how many more there are. */
export interface Instances {
  readonly count: number | 'unlimited';
  readonly atLeast: boolean;
}

/** A platform that adds instances under load by itself, with no ceiling worth the name unless one is declared. */
export function isAutoscaled(platform: string): boolean {
  return AUTOSCALED.test(platform);
}

/** Cloud Run exceeds its maximum for a short time. Other platforms' ceilings are taken at their word. */
export function overshoots(platform: string): boolean {
  return /cloud ?run|cloud functions/i.test(platform);
}

/**
 * Part of a platform that is Cloud Run and something else: what does not overlap at a rollout is then
 * taken for a fixed host, which stays at its count.
 */
export function isFixedHost(platform: string, service: RecordedService): boolean {
  const alone = (service.rolloutExtraInstances ?? (service.generations === 1 ? 0 : 1)) === 0;
  return overshoots(platform) && /[+&,/]|\band\b/i.test(platform) && alone;
}

/** A pooler's replicas are hosts that somebody sizes, wherever the application runs. */
export function isPooler({ name }: RecordedService): boolean {
  return /bouncer|pooler|pgcat|supavisor|odyssey|pgpool|proxysql|(rds|sql|db|database) proxy/i.test(name);
}

/**
 * The ceiling of a service. Without a declared one: none, where the record says so or the platform adds
 * instances by itself; what was observed, on a fixed platform; else unknown.
 */
export function instancesOf(service: RecordedService, platform: string): Instances {
  const { maxInstances, observedInstances, minInstances, instancesBasis } = service;
  // A ceiling of 0 is a blank: neither what runs nor a word about a fleet without one.
  if (maxInstances === 0)
    return { count: Math.max(1, minInstances ?? 0, observedInstances ?? 0), atLeast: true };
  if (maxInstances !== undefined) return { count: maxInstances, atLeast: false };
  if (UNBOUNDED.test(instancesBasis)) return { count: 'unlimited', atLeast: false };
  const known = !UNRECORDED.test(instancesBasis);
  const autoscaled = isAutoscaled(platform) && !isPooler(service);
  if (known && autoscaled) return { count: 'unlimited', atLeast: false };
  if (!autoscaled && observedInstances !== undefined) return { count: observedInstances, atLeast: false };
  return { count: Math.max(1, minInstances ?? 0, observedInstances ?? 0), atLeast: true };
}
