import { findingsOf, headlinesOf } from '../../../support/declare';
import { balanced, WEB } from '../../../support/examples/ingress';

const RULE = 'ingress/timeout-ceiling';
const promising = (timeoutSeconds: number, granted: number, more: Readonly<Record<string, unknown>> = {}) =>
  balanced({ timeoutSeconds }, { 'services.api.requestTimeoutSeconds': granted, ...more });

test.each([
  [59, 60],
  [60, 60],
  [3599, 3600],
  [3600, 3600],
])('%d s where a service grants %d s pass', (promised, granted) => {
  expect(headlinesOf(RULE, promising(promised, granted))).toEqual([]);
});

test('nothing promised, nothing to check', () => {
  expect(headlinesOf(RULE, balanced())).toEqual([]);
});

test('more than the service grants', () => {
  expect(findingsOf(RULE, promising(61, 60))).toMatchObject([
    {
      severity: 'error',
      subject: 'loadBalancer.timeoutSeconds',
      at: { path: 'loadBalancer.timeoutSeconds', value: 61 },
      owner: 'team-edge',
      headline:
        'a request may take 61 s; Cloud Run allows at most 3600 s, and the services behind it at most 60 s (services.api)',
      excess: 1,
      fixes: [
        { path: 'loadBalancer.timeoutSeconds', from: 61, to: 60, effect: 'changes nothing that is deployed' },
        { path: 'services.api.requestTimeoutSeconds', from: 60, to: 61, effect: 'new revision' },
      ],
    },
  ]);
});

test('the incident: more than Cloud Run grants anybody', () => {
  expect(findingsOf(RULE, promising(86_400, 600))).toMatchObject([
    {
      headline:
        'a request may take 86400 s; Cloud Run allows at most 3600 s, and the services behind it at most 600 s (services.api)',
      fixes: [{ path: 'loadBalancer.timeoutSeconds', from: 86_400, to: 600 }],
    },
  ]);
  expect(findingsOf(RULE, promising(3601, 3600))).toMatchObject([
    { fixes: [{ path: 'loadBalancer.timeoutSeconds', to: 3600 }] },
  ]);
});

test('the longest of the services behind it counts, and no service that stands elsewhere', () => {
  const web = (requestTimeoutSeconds: number) => ({ 'services.web': { ...WEB, requestTimeoutSeconds } });
  expect(headlinesOf(RULE, promising(90, 60, web(90)))).toHaveLength(1);
  const hosts = { 'api.example.com': { service: 'api', paths: { '/web/*': 'web' } } };
  const declaration = balanced(
    { timeoutSeconds: 90, hosts, certificateDomains: ['api.example.com'] },
    web(90),
  );
  expect(headlinesOf(RULE, declaration)).toEqual([]);
});

test('someone else’s service is not raised from here', () => {
  const theirs = promising(90, 60, { 'services.api.ownership': 'reference' });
  expect(findingsOf(RULE, theirs)[0]!.fixes.map(({ path }) => path)).toEqual(['loadBalancer.timeoutSeconds']);
});
