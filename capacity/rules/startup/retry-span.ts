import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import type { EnvironmentModel } from '../../model';
import { toMilliseconds } from '../../quantity';
import { leastBackoffSeconds, RETRY_JITTER_PERCENT } from '../../retries';
import type { Rule } from '../rule';
import { deployedServices } from '../workloads';

const MOST_ATTEMPTS = 100;

export const retrySpan: Rule = {
  id: 'startup/retry-span',
  severity: 'error',
  summary: 'The attempts to connect go on for longer than the path needs to carry the first connection.',
  why: 'the client has used up its attempts before its network is there, and the rest of the deadline is of no use',
  check: (environment) =>
    deployedServices(environment).flatMap((service) => violations(service, environment)),
};

function violations(service: ServiceModel, environment: EnvironmentModel): readonly Violation[] {
  const { path, declared, name } = service;
  const budget = environment.startup.get(name);
  const { resilience } = declared;
  if (!budget || !resilience) return [];
  const { networkWarmUpSeconds, networkCertainSeconds, networkText, connectTimeout, databaseDeadline } =
    budget;
  const waits = leastBackoffSeconds(resilience);
  const span = toMilliseconds(resilience.attempts * connectTimeout.seconds + waits);
  // The last attempt still needs its handshake once the path is there.
  const needed =
    networkWarmUpSeconds === 0
      ? 0
      : toMilliseconds(networkWarmUpSeconds + environment.assumptions.connectionSeconds);
  // A deadline that does not outlast the network is for startup/network-warm-up to report.
  if (span >= needed || databaseDeadline.seconds < networkWarmUpSeconds) return [];
  const at = { path: `${path}.resilience.attempts`, value: resilience.attempts };
  return [
    {
      severity: span < networkCertainSeconds ? 'error' : 'warning',
      subject: path,
      at,
      owner: declared.owner,
      headline: `${resilience.attempts} attempts end after ${span} s (${resilience.attempts} × connect timeout ${connectTimeout.seconds} + back-off ${waits}, jitter of ${RETRY_JITTER_PERCENT} % taken off), the deadline after ${databaseDeadline.seconds} s; ${networkText}`,
      excess: needed - span,
      knobs: [{ path: at.path, from: resilience.attempts, to: { raiseTo: MOST_ATTEMPTS } }],
    },
  ];
}
