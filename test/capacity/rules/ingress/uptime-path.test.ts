import type { Host } from '../../../../capacity/declaration';
import { findingsOf, headlinesOf } from '../../../support/declare';
import { balanced, WEB } from '../../../support/examples/ingress';

const RULE = 'ingress/uptime-path';
const host = (app: Host) =>
  balanced(
    { hosts: { 'app.example.com': app }, certificateDomains: ['app.example.com'] },
    { 'services.web': WEB },
  );

test.each<readonly [string, Host]>([
  ['no paths', { service: 'web' }],
  ['other paths', { service: 'web', paths: { '/api/*': 'api', '/healthy': 'api' } }],
  ['a path of its own', { service: 'web', paths: { '/*': 'api', '/health': 'web' } }],
  ['a path that is written down', { service: 'web', paths: { '/health': 'api' }, uptimePath: '/health' }],
  ['no check', { service: 'web', paths: { '/health': 'api' }, uptimePath: false }],
])('%s passes', (_, app) => {
  expect(headlinesOf(RULE, host(app))).toEqual([]);
});

test('a path that leads to another service does not', () => {
  expect(findingsOf(RULE, host({ service: 'web', paths: { '/health': 'api' } }))).toMatchObject([
    {
      severity: 'warning',
      subject: 'loadBalancer.hosts["app.example.com"]',
      owner: 'team-edge',
      headline:
        '/health is the startup path of services.web, and the paths of the host lead it to services.api',
      fixes: [{ path: 'loadBalancer.hosts["app.example.com"].uptimePath', from: null, to: '/' }],
    },
  ]);
});

test('where every path leads to another service, no path is a fix', () => {
  const [finding] = findingsOf(RULE, host({ service: 'web', paths: { '/*': 'api' } }));
  expect(finding!.fixes).toEqual([]);
});
