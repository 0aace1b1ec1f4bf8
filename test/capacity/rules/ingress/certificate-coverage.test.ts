import type { Host } from '../../../../capacity/declaration';
import { findingsOf, headlinesOf } from '../../../support/declare';
import { balanced } from '../../../support/examples/ingress';

const RULE = 'ingress/certificate-coverage';
const HOST: Host = { service: 'api' };
const hosts = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, HOST]));
const many = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.example.com`);

test('exactly the hosts that are routed pass, in any order', () => {
  expect(headlinesOf(RULE, balanced())).toEqual([]);
  expect(headlinesOf(RULE, balanced({ certificateDomains: ['app.example.com', 'api.example.com'] }))).toEqual(
    [],
  );
});

test('one host too few, one too many', () => {
  expect(headlinesOf(RULE, balanced({ certificateDomains: ['api.example.com'] }))).toEqual([
    'app.example.com is routed and not covered',
  ]);
  expect(
    headlinesOf(
      RULE,
      balanced({ certificateDomains: ['api.example.com', 'app.example.com', 'www.example.com'] }),
    ),
  ).toEqual(['www.example.com is covered and not routed']);
});

test('the incident: app is routed and not covered, www is covered and not routed', () => {
  const declaration = balanced({
    hosts: hosts(
      'staging.netrasystems.ai',
      'api.staging.netrasystems.ai',
      'auth.staging.netrasystems.ai',
      'app.staging.netrasystems.ai',
    ),
    certificateDomains: [
      'staging.netrasystems.ai',
      'api.staging.netrasystems.ai',
      'auth.staging.netrasystems.ai',
      'www.staging.netrasystems.ai',
    ],
  });
  expect(findingsOf(RULE, declaration)).toMatchObject([
    {
      severity: 'error',
      subject: 'loadBalancer.certificateDomains',
      owner: 'team-edge',
      headline:
        'app.staging.netrasystems.ai is routed and not covered; www.staging.netrasystems.ai is covered and not routed',
      excess: 2,
      fixes: [
        {
          path: 'loadBalancer.certificateDomains',
          to: [
            'staging.netrasystems.ai',
            'api.staging.netrasystems.ai',
            'auth.staging.netrasystems.ai',
            'app.staging.netrasystems.ai',
          ],
          effect: expect.stringMatching(/^REPLACES the certificate: /) as string,
        },
      ],
    },
  ]);
});

test('a wildcard covers nothing here', () => {
  const [finding] = findingsOf(RULE, balanced({ certificateDomains: ['*.example.com'] }));
  expect(finding!.headline).toBe(
    'api.example.com, app.example.com are routed and not covered; *.example.com is refused: a Google-managed certificate has no wildcards',
  );
  expect(finding!.fixes).toMatchObject([{ to: ['api.example.com', 'app.example.com'] }]);
});

test.each([
  [99, []],
  [100, []],
  [101, ['101 domains; a certificate has at most 100']],
])('%d domains', (count, headlines) => {
  const names = many(count);
  const declaration = balanced({ hosts: hosts(...names), certificateDomains: names });
  expect(headlinesOf(RULE, declaration)).toEqual(headlines);
  expect(findingsOf(RULE, declaration).flatMap(({ fixes }) => fixes)).toEqual([]);
});

test('of many the first are named', () => {
  expect(headlinesOf(RULE, balanced({ hosts: hosts(...many(7)), certificateDomains: many(1) }))).toEqual([
    'h1.example.com, h2.example.com, h3.example.com, h4.example.com, h5.example.com and 1 more are routed and not covered',
  ]);
});

test('the domains of the certificate before do not count', () => {
  const previousCertificateDomains = ['old.example.com'];
  expect(headlinesOf(RULE, balanced({ previousCertificateDomains }))).toEqual([]);
});
