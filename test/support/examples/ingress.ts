import type { LoadBalancer, Service } from '../../../capacity/declaration';
import { SERVICE, withFields } from '../declare';
import type { RuleExamples } from '../rule-pages';

/** A load balancer without any finding in front of the service `api`, for tests to break. */
export const LOAD_BALANCER = {
  owner: 'team-edge',
  hosts: { 'api.example.com': { service: 'api' }, 'app.example.com': { service: 'api' } },
  certificateDomains: ['api.example.com', 'app.example.com'],
} as const satisfies LoadBalancer;

/** Another service, without a database. */
export const WEB = {
  ...SERVICE,
  owner: 'team-web',
  pools: {},
  requestTimeoutSeconds: 30,
  egress: { kind: 'none' },
  invokers: ['allUsers'],
} as const satisfies Service;

/** The declaration of the tests with `LOAD_BALANCER`, changed fields of it, and other fields. */
export const balanced = (
  fields: Partial<LoadBalancer> = {},
  others: Readonly<Record<string, unknown>> = {},
): ReturnType<typeof withFields> =>
  withFields({
    'services.api.invokers': ['allUsers'],
    ...others,
    loadBalancer: { ...LOAD_BALANCER, ...fields },
  });

/** A declaration that each rule of `ingress` refuses; its page shows the output. */
export const INGRESS_EXAMPLES: RuleExamples = {
  'ingress/certificate-coverage': balanced({ certificateDomains: ['api.example.com', 'www.example.com'] }),
  'ingress/serverless-health-check': balanced({ healthCheck: { path: '/health' } }),
  'ingress/timeout-ceiling': balanced({ timeoutSeconds: 86_400 }),
  'ingress/service-ingress': balanced({ securityPolicy: 'edge' }, { 'services.api.ingress': 'all' }),
  'ingress/invokers': balanced({}, { 'services.api.invokers': undefined }),
  'ingress/uptime-path': balanced(
    {
      hosts: {
        'api.example.com': { service: 'api' },
        'app.example.com': { service: 'web', paths: { '/health': 'api' } },
      },
    },
    { 'services.web': WEB },
  ),
};
