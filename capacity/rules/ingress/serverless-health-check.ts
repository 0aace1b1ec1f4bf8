import { SERVERLESS_HEALTH_CHECK } from '../../google-cloud/load-balancing';
import type { Rule } from '../rule';

export const serverlessHealthCheck: Rule = {
  id: 'ingress/serverless-health-check',
  severity: 'error',
  summary: 'No backend has a health check: all of them are serverless.',
  why: `the plan looks fine, and the API refuses it: "${SERVERLESS_HEALTH_CHECK.value}"`,
  check: ({ declared: { loadBalancer } }) => {
    const check = loadBalancer?.healthCheck;
    if (!check) return [];
    const path = 'loadBalancer.healthCheck';
    return [
      {
        subject: path,
        at: { path: `${path}.path`, value: check.path },
        owner: loadBalancer.owner,
        headline: `a health check of ${check.path}; a serverless backend cannot have one`,
        knobs: [{ path, from: check.path, to: { value: null } }],
      },
    ];
  },
};
