import { servicesBehind } from '../../load-balancer';
import { isDeployed } from '../../workload';
import type { Rule } from '../rule';
import { violationOf, type Problem } from '../workloads';

export const serviceIngress: Rule = {
  id: 'ingress/service-ingress',
  severity: 'error',
  summary: 'A service behind the load balancer takes its requests, and no others from the internet.',
  why: 'a service that takes internal requests only refuses those of the load balancer; one that takes all can be called past its certificate and its security policy',
  check: (environment) => {
    const { loadBalancer } = environment.declared;
    if (!loadBalancer) return [];
    const { securityPolicy } = loadBalancer;
    const policy = securityPolicy === undefined ? '' : `, and past its security policy ${securityPolicy}`;
    return servicesBehind(environment)
      .filter(({ service }) => isDeployed(service))
      .flatMap(({ service, hosts }) => {
        const { ingress } = service.declared;
        if (ingress === undefined || ingress === 'internal-and-cloud-load-balancing') return [];
        const at = { path: `${service.path}.ingress`, value: ingress };
        const knobs: Problem['knobs'] = [
          { path: at.path, from: ingress, to: { value: 'internal-and-cloud-load-balancing' } },
        ];
        const text =
          ingress === 'internal'
            ? `only internal requests are taken; those to ${hosts.join(', ')} through the load balancer are refused`
            : `all requests are taken: its run.app address leads past the load balancer of ${hosts.join(', ')}${policy}`;
        return violationOf(service, [{ text, at, knobs }]);
      });
  },
};
