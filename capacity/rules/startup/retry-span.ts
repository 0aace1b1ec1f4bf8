import type { Resilience } from '../../declaration';
import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import type { EnvironmentModel } from '../../model';
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
  const waits = backoffSeconds(resilience);
  const span = resilience.attempts * connectTimeout.seconds + waits;
  // A deadline that does not outlast the network is for startup/network-warm-up to report.
  if (span >= networkWarmUpSeconds || databaseDeadline.seconds < networkWarmUpSeconds) return [];
  const at = { path: `${path}.resilience.attempts`, value: resilience.attempts };
  return [
    {
      severity: span < networkCertainSeconds ? 'error' : 'warning',
      subject: path,
      at,
      owner: declared.owner,
      headline: `${resilience.attempts} attempts end after ${span} s (${resilience.attempts} × connect timeout ${connectTimeout.seconds} + back-off ${waits}), the deadline after ${databaseDeadline.seconds} s; ${networkText}`,
      excess: networkWarmUpSeconds - span,
      knobs: [{ path: at.path, from: resilience.attempts, to: { raiseTo: MOST_ATTEMPTS } }],
    },
  ];
}

/** Waits between all attempts: the first one, doubled each time up to the longest. */
function backoffSeconds({ attempts, initialBackoffSeconds, maxBackoffSeconds }: Resilience): number {
  let sum = 0;
  let wait = initialBackoffSeconds;
  for (let left = attempts - 1; left > 0; left -= 1) {
    if (wait === 0) return 0;
    if (wait >= maxBackoffSeconds) return round(sum + left * maxBackoffSeconds);
    sum += wait;
    wait *= 2;
  }
  return round(sum);
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
