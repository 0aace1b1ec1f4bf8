import { findingsOf, headlinesOf, withField } from '../../../support/declare';
import { balanced, WEB } from '../../../support/examples/ingress';

const RULE = 'ingress/service-ingress';
const taking = (ingress: string | undefined) => balanced({}, { 'services.api.ingress': ingress });

test.each([undefined, 'internal-and-cloud-load-balancing'])('%p passes', (ingress) => {
  expect(headlinesOf(RULE, taking(ingress))).toEqual([]);
});

test('internal requests only: the load balancer is refused', () => {
  expect(findingsOf(RULE, taking('internal'))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      at: { path: 'services.api.ingress', value: 'internal' },
      owner: 'team-api',
      headline:
        'only internal requests are taken; those to api.example.com, app.example.com through the load balancer are refused',
      fixes: [
        {
          path: 'services.api.ingress',
          from: 'internal',
          to: 'internal-and-cloud-load-balancing',
          effect: 'in place',
        },
      ],
    },
  ]);
});

test('all requests: there is a way around', () => {
  expect(headlinesOf(RULE, taking('all'))).toEqual([
    'all requests are taken: its run.app address leads past the load balancer of api.example.com, app.example.com',
  ]);
  expect(headlinesOf(RULE, balanced({ securityPolicy: 'edge' }, { 'services.api.ingress': 'all' }))).toEqual([
    'all requests are taken: its run.app address leads past the load balancer of api.example.com, app.example.com, and past its security policy edge',
  ]);
});

test('only what stands behind it, and what this stack deploys', () => {
  expect(headlinesOf(RULE, withField('services.api.ingress', 'all'))).toEqual([]);
  expect(headlinesOf(RULE, balanced({}, { 'services.web': { ...WEB, ingress: 'internal' } }))).toEqual([]);
  const theirs = { 'services.api.ingress': 'all', 'services.api.ownership': 'reference' };
  expect(headlinesOf(RULE, balanced({}, theirs))).toEqual([]);
});
