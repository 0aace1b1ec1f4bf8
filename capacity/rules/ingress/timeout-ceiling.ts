import type { Knob } from '../../finding';
import { REQUEST_TIMEOUT } from '../../google-cloud/cloud-run';
import { servicesBehind } from '../../load-balancer';
import { isDeployed } from '../../workload';
import type { Rule } from '../rule';

export const timeoutCeiling: Rule = {
  id: 'ingress/timeout-ceiling',
  severity: 'error',
  summary: 'The load balancer promises no longer requests than Cloud Run and its services grant.',
  why: 'Cloud Run ends the request with 504 at its own time-out, whatever the load balancer promises, and takes no other time-out for a serverless backend',
  check: (environment) => {
    const { loadBalancer } = environment.declared;
    const promised = loadBalancer?.timeoutSeconds;
    const [longest] = servicesBehind(environment)
      .map(({ service }) => service)
      .sort((a, b) => b.declared.requestTimeoutSeconds - a.declared.requestTimeoutSeconds);
    if (promised === undefined || !longest) return [];
    const { max } = REQUEST_TIMEOUT.value;
    const granted = longest.declared.requestTimeoutSeconds;
    if (promised <= Math.min(max, granted)) return [];
    const path = 'loadBalancer.timeoutSeconds';
    const raised: Knob = {
      path: `${longest.path}.requestTimeoutSeconds`,
      from: granted,
      to: { value: promised },
    };
    return [
      {
        subject: path,
        at: { path, value: promised },
        owner: loadBalancer?.owner,
        headline: `a request may take ${promised} s; Cloud Run allows at most ${max} s, and the services behind it at most ${granted} s (${longest.path})`,
        excess: promised - Math.min(max, granted),
        knobs: [
          { path, from: promised, to: { value: Math.min(max, granted) } },
          ...(promised <= max && isDeployed(longest) ? [raised] : []),
        ],
      },
    ];
  },
};
