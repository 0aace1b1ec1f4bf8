import type { Keepalive, Resilience, Service, Startup } from '../../capacity/declaration';
import type { Container } from './container';
import { countAt, countOf, isFrom, type Target } from './report';
import type { View } from './view';

type Own = Pick<Service, 'startup' | 'keepalive' | 'resilience'>;

/** What the variables of this project's own containers say of the client, and what the startup probe is. */
export function clientSettings(target: Target, container: Container | undefined): Own {
  if (!container) return {};
  const number = (name: string): number | undefined => {
    const text = container.variables.get(name)?.text;
    return text !== undefined && /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : undefined;
  };
  const whole = (name: string, field: string): number | undefined => {
    const text = container.variables.get(name)?.text;
    const count = text === undefined ? undefined : countOf(text);
    if (count !== undefined) isFrom(target, field, `${name} of ${container.view.resource.address}`);
    return count;
  };
  const keepalive = complete<Keepalive>({
    idleSeconds: countOf(String(number('DB_KEEPALIVE_IDLE_SECONDS'))),
    intervalSeconds: countOf(String(number('DB_KEEPALIVE_INTERVAL_SECONDS'))),
    probes: countOf(String(number('DB_KEEPALIVE_PROBES'))),
  });
  const resilience = complete<Resilience>({
    attempts: countOf(String(number('DB_RETRY_ATTEMPTS'))),
    initialBackoffSeconds: number('DB_RETRY_INITIAL_BACKOFF_SECONDS'),
    maxBackoffSeconds: number('DB_RETRY_MAX_BACKOFF_SECONDS'),
    breakerFailures: countOf(String(number('DB_BREAKER_FAILURES'))),
    breakerOpenSeconds: countOf(String(number('DB_BREAKER_OPEN_SECONDS'))),
  });
  const deadline = whole('DB_STARTUP_DEADLINE_SECONDS', 'startup.databaseDeadlineSeconds');
  const connect = whole('DB_CONNECT_TIMEOUT_SECONDS', 'startup.connectTimeoutSeconds');
  const startup: Startup = {
    ...(deadline !== undefined && { databaseDeadlineSeconds: deadline }),
    ...(connect !== undefined && { connectTimeoutSeconds: connect }),
    ...probeOf(target, container.view.at('startup_probe')),
  };
  return {
    ...(Object.keys(startup).length > 0 && { startup }),
    ...(keepalive && { keepalive }),
    ...(resilience && { resilience }),
  };
}

/** The provider's defaults, where a probe leaves fields out. */
const PROBE = { initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 };

/** Without a probe Cloud Run has one of its own, which is nobody's choice and nobody's finding. */
function probeOf(target: Target, view: View): Pick<Startup, 'path' | 'probe'> {
  if (!view.isSet || view.list().length === 0) return {};
  const field = (name: string, key: keyof typeof PROBE): number => {
    const count = countAt(target, `startup.probe.${key}`, view.at(name));
    return typeof count === 'number' ? count : PROBE[key];
  };
  const path = view.at('http_get', 'path').known();
  const isHttp = view.at('http_get').list().length > 0;
  return {
    ...(isHttp && { path: path !== undefined && /^\/[\w./-]*$/.test(path) ? path : '/' }),
    probe: {
      initialDelaySeconds: field('initial_delay_seconds', 'initialDelaySeconds'),
      periodSeconds: field('period_seconds', 'periodSeconds'),
      timeoutSeconds: field('timeout_seconds', 'timeoutSeconds'),
      failureThreshold: field('failure_threshold', 'failureThreshold'),
    },
  };
}

/** All fields of a block, or nothing: half of one says nothing. */
function complete<T extends object>(fields: { readonly [Key in keyof T]: number | undefined }):
  T | undefined {
  return Object.values(fields).every((value) => value !== undefined) ? (fields as unknown as T) : undefined;
}
