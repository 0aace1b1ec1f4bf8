import { findingsOf, headlinesOf } from '../../../support/declare';
import { balanced } from '../../../support/examples/ingress';

const RULE = 'ingress/serverless-health-check';

test('none passes', () => {
  expect(headlinesOf(RULE, balanced())).toEqual([]);
});

test('any does not, and leaving it out is the fix', () => {
  expect(findingsOf(RULE, balanced({ healthCheck: { path: '/health', intervalSeconds: 30 } }))).toMatchObject(
    [
      {
        severity: 'error',
        subject: 'loadBalancer.healthCheck',
        owner: 'team-edge',
        headline: 'a health check of /health; a serverless backend cannot have one',
        why: 'the plan looks fine, and the API refuses it: "A backend service cannot have a healthcheck with Serverless network endpoint group backends"',
        fixes: [
          {
            path: 'loadBalancer.healthCheck',
            from: '/health',
            to: null,
            effect: 'changes nothing that is deployed',
          },
        ],
      },
    ],
  );
});
