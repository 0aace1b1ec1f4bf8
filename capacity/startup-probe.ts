import type { Service } from './declaration';
import { STARTUP_PROBE } from './google-cloud/cloud-run';

/** A startup probe as it is deployed. */
export interface Probe {
  readonly path?: string;
  readonly port: number;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  /** initial delay + period × threshold. */
  readonly windowSeconds: number;
}

const DEFAULT_BOOT_SECONDS = 10;

/** Seconds that a start takes besides the database: declared, or assumed where nothing is declared. */
export function startSteps({ startup }: Service): {
  readonly migrationSeconds: number;
  readonly bootSeconds: number;
} {
  return {
    migrationSeconds: startup?.migrationSeconds ?? 0,
    bootSeconds: startup?.bootSeconds ?? DEFAULT_BOOT_SECONDS,
  };
}

/**
 * The startup probe of any service: the one that its startup budget checked; without pools, one that waits as
 * long as the process may take to boot.
 */
export function startupProbe(service: Service, budget: { readonly probe: Probe } | undefined): Probe {
  const { bootSeconds, migrationSeconds } = startSteps(service);
  return budget?.probe ?? probeOf(service, bootSeconds + migrationSeconds);
}

/**
 * The startup probe of a service: its own numbers, or those derived from the window that the start needs. The
 * last probe begins one period before the window ends; a derived one still finds a start that takes all it may.
 */
export function probeOf(service: Service, neededWindowSeconds: number): Probe {
  const declared = service.startup?.probe ?? {};
  const periodSeconds = declared.periodSeconds ?? STARTUP_PROBE.value.defaultPeriod;
  const initialDelaySeconds = declared.initialDelaySeconds ?? 0;
  const needed = Math.ceil((neededWindowSeconds - initialDelaySeconds) / Math.max(1, periodSeconds)) + 1;
  const allowed = Math.floor(STARTUP_PROBE.value.maxWindow / Math.max(1, periodSeconds));
  const failureThreshold = declared.failureThreshold ?? Math.max(1, Math.min(needed, allowed));
  return {
    port: service.port ?? 8080,
    initialDelaySeconds,
    periodSeconds,
    timeoutSeconds: declared.timeoutSeconds ?? Math.min(5, periodSeconds),
    failureThreshold,
    windowSeconds: initialDelaySeconds + periodSeconds * failureThreshold,
    ...(service.startup?.path !== undefined && { path: service.startup.path }),
  };
}
