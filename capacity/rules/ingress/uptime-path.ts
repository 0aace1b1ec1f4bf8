import { hostPath, serviceAt, uptimeProbes } from '../../load-balancer';
import type { Rule } from '../rule';

export const uptimePath: Rule = {
  id: 'ingress/uptime-path',
  severity: 'warning',
  summary: 'The uptime check of a host asks the service whose startup path it uses.',
  why: 'the check would tell about another service, and be green while this host is down',
  check: ({ declared }) =>
    uptimeProbes(declared).flatMap(({ host: name, path, service }) => {
      const host = declared.loadBalancer!.hosts[name]!;
      // A path that is written down is meant.
      if (host.uptimePath !== undefined || service === host.service) return [];
      const at = { path: `${hostPath(name)}.uptimePath`, value: undefined };
      return [
        {
          subject: hostPath(name),
          at,
          owner: declared.loadBalancer!.owner,
          headline: `${path} is the startup path of services.${host.service}, and the paths of the host lead it to services.${service}`,
          knobs:
            serviceAt(host, '/') === host.service
              ? [{ path: at.path, from: undefined, to: { value: '/' } }]
              : [],
        },
      ];
    }),
};
