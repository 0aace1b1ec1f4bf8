import { servicesBehind, uptimeProbes } from '../../load-balancer';
import type { Rule } from '../rule';
import { violationOf } from '../workloads';

export const invokers: Rule = {
  id: 'ingress/invokers',
  severity: 'warning',
  summary: 'Who reaches a service through the load balancer may also invoke it.',
  why: 'Cloud Run answers 403 to a request without a token of somebody who may invoke the service; the load balancer adds none',
  check: (environment) => {
    const probes = uptimeProbes(environment.declared);
    return servicesBehind(environment).flatMap(({ service, hosts }) => {
      const { invokers: members = [], ownership } = service.declared;
      // What exists may have grants that this declaration does not name.
      if ((ownership ?? 'managed') !== 'managed' || members.includes('allUsers')) return [];
      const probe = probes.find((each) => each.service === service.name);
      if (members.length > 0 && !probe) return [];
      const at = { path: `${service.path}.invokers`, value: service.declared.invokers };
      const text =
        members.length === 0
          ? `nobody may invoke it: requests to ${hosts.join(', ')} get 403`
          : `the uptime check of ${probe!.host}${probe!.path} has no token, and allUsers may not invoke it`;
      const from = service.declared.invokers;
      const knobs = [{ path: at.path, from, to: { value: [...members, 'allUsers'] } }];
      return violationOf(service, [{ text, at, knobs }]);
    });
  },
};
