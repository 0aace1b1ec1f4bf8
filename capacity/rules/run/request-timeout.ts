import { REQUEST_TIMEOUT } from '../../google-cloud/cloud-run';
import type { Rule } from '../rule';
import { deployedServices, violationOf } from '../workloads';

export const requestTimeout: Rule = {
  id: 'run/request-timeout',
  severity: 'error',
  summary: 'A request may take 1 to 3600 seconds.',
  why: 'the plan looks fine, and the API refuses the revision in the middle of the deploy',
  check: (environment) =>
    deployedServices(environment).flatMap((service) => {
      const { min, max } = REQUEST_TIMEOUT.value;
      const seconds = service.declared.requestTimeoutSeconds;
      if (seconds >= min && seconds <= max) return [];
      const at = { path: `${service.path}.requestTimeoutSeconds`, value: seconds };
      const text = `a request may take ${seconds} s; Cloud Run allows ${min} to ${max} s`;
      const knobs = [{ path: at.path, from: seconds, to: { value: seconds < min ? min : max } }];
      return violationOf(service, [{ text, at, knobs }]);
    }),
};
