import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import type { Assumptions } from '../../google-cloud/assumptions';
import type { StartupBudget } from '../../startup';
import type { Rule } from '../rule';
import { startingServices } from '../workloads';

export const connectTimeout: Rule = {
  id: 'startup/connect-timeout',
  severity: 'error',
  summary: 'One attempt to connect is long enough to succeed, and short enough to be repeated.',
  why: 'one attempt that gets no answer uses up the whole deadline: there is no second one',
  check: (environment) =>
    startingServices(environment).flatMap(([service, budget]) =>
      violations(service, budget, environment.assumptions),
    ),
};

function violations(
  { path, declared }: ServiceModel,
  { connectTimeout: timeout, databaseDeadline: deadline }: StartupBudget,
  { connectionSeconds }: Assumptions,
): readonly Violation[] {
  const at = { path: `${path}.startup.connectTimeoutSeconds`, value: timeout.seconds };
  const shorter = { path: at.path, from: timeout.seconds, to: { value: timeout.derivedSeconds } };
  const common = { subject: path, at, owner: declared.owner };
  if (timeout.seconds === 0) {
    const headline = `the connect timeout is 0 s, which drivers read as none; the database deadline is ${deadline.seconds} s`;
    return [{ ...common, headline, knobs: [shorter] }];
  }
  if (timeout.seconds >= deadline.seconds) {
    const headline = `the connect timeout of ${timeout.seconds} s is not below the database deadline of ${deadline.seconds} s`;
    const longer = {
      path: `${path}.startup.databaseDeadlineSeconds`,
      from: deadline.seconds,
      to: { value: deadline.derivedSeconds },
    };
    return [{ ...common, headline, knobs: [shorter, longer] }];
  }
  if (timeout.seconds >= connectionSeconds) return [];
  return [
    {
      ...common,
      severity: 'warning',
      headline: `the connect timeout is ${timeout.seconds} s; one connection takes up to ${connectionSeconds} s (assumption)`,
      why: 'a connection that is slow for once is given up and started anew, which is slower still',
      knobs: [shorter],
    },
  ];
}
