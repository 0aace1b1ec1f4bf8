import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import type { Assumptions } from '../../google-cloud/assumptions';
import type { StartupBudget } from '../../startup';
import type { Rule } from '../rule';
import { startingServices } from '../workloads';
import { bothChains } from '../startup-chains';

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
  service: ServiceModel,
  budget: StartupBudget,
  { connectionSeconds }: Assumptions,
): readonly Violation[] {
  const { path, declared } = service;
  const { connectTimeout: timeout, databaseDeadline: deadline } = budget;
  const at = { path: `${path}.startup.connectTimeoutSeconds`, value: timeout.seconds };
  const derived = { path: at.path, from: timeout.seconds, to: { value: timeout.derivedSeconds } };
  const common = { subject: path, at, owner: declared.owner };
  if (timeout.seconds === 0) {
    const headline = `the connect timeout is 0 s, which drivers read as none; the database deadline is ${deadline.seconds} s; ${bothChains(service, budget)}`;
    return [{ ...common, headline, knobs: [derived] }];
  }
  if (timeout.seconds >= deadline.seconds) {
    const headline = `the connect timeout of ${timeout.seconds} s is not below the database deadline of ${deadline.seconds} s`;
    const longer = {
      path: `${path}.startup.databaseDeadlineSeconds`,
      from: deadline.seconds,
      to: { value: deadline.derivedSeconds },
    };
    return [{ ...common, headline, knobs: [derived, longer] }];
  }
  if (timeout.seconds >= timeout.derivedSeconds) return [];
  const isSlow = timeout.seconds < connectionSeconds;
  return [
    {
      ...common,
      severity: isSlow ? 'warning' : 'info',
      headline: `the connect timeout is ${timeout.seconds} s; one connection takes up to ${connectionSeconds} s (assumption); ${bothChains(service, budget)}`,
      why: isSlow
        ? 'a connection that is slow for once is given up and started anew, which is slower still'
        : 'a first packet that is lost is sent again after 1, 3 and 7 s: a shorter attempt gives up before',
      knobs: [derived],
    },
  ];
}
