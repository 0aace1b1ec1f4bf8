import { effectOf } from '../../../capacity/google-cloud/effects';

const REPLACES =
  'REPLACES the certificate: no host has TLS until the new one is active, unless previousCertificateDomains keeps the old one';

test.each([
  ['loadBalancer.certificateDomains', REPLACES],
  ['loadBalancer.previousCertificateDomains', 'in place'],
  ['loadBalancer.hosts["api.example.com"].service', 'in place'],
  ['loadBalancer.hosts["api.example.com"].paths["/v2/*"]', 'in place'],
  ['loadBalancer.securityPolicy', 'in place'],
  ['loadBalancer.timeoutSeconds', 'changes nothing that is deployed'],
  ['loadBalancer.healthCheck', 'changes nothing that is deployed'],
  ['services.api.ingress', 'in place'],
  ['services.api.invokers', 'in place'],
  ['services.api.requestTimeoutSeconds', 'new revision'],
])('%s', (path, text) => {
  expect(effectOf(path, undefined, undefined).text).toBe(text);
});
