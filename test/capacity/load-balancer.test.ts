import type { Host } from '../../capacity/declaration';
import { serviceAt, servicesBehind, servicesRouted, uptimeProbes } from '../../capacity/load-balancer';
import { buildModel } from '../../capacity/model';
import { ENVIRONMENT } from '../support/declare';
import { balanced, LOAD_BALANCER, WEB } from '../support/examples/ingress';

const HOST: Host = {
  service: 'web',
  paths: { '/api': 'one', '/api/*': 'two', '/api/v2/*': 'three', '/api/v2/ping': 'four' },
};

test.each([
  ['/', 'web'],
  ['/other', 'web'],
  ['/apis', 'web'],
  ['/api', 'one'],
  ['/api?full=1', 'one'],
  ['/api/', 'two'],
  ['/api/v1', 'two'],
  ['/api/v2', 'two'],
  ['/api/v2/x', 'three'],
  ['/api/v2/ping', 'four'],
])('%s goes to %s', (path, service) => {
  expect(serviceAt(HOST, path)).toBe(service);
});

test('a name that every object has is no path', () => {
  expect(serviceAt({ service: 'web', paths: {} }, 'toString')).toBe('web');
});

const hosts: Readonly<Record<string, Host>> = {
  'b.example.com': { service: 'web', paths: { '/api/*': 'api' } },
  'a.example.com': { service: 'api' },
};

test('services that are routed, each once, in the order of the declaration', () => {
  expect(servicesRouted({ ...LOAD_BALANCER, hosts })).toEqual(['web', 'api']);
});

test('the hosts that lead to a service', () => {
  const { environments } = buildModel(balanced({ hosts }, { 'services.web': WEB, 'services.idle': WEB }));
  expect(servicesBehind(environments[0]!).map((each) => [each.service.name, each.hosts])).toEqual([
    ['api', ['b.example.com', 'a.example.com']],
    ['web', ['b.example.com']],
  ]);
});

test('what uptime checks ask for', () => {
  const { declared } = buildModel(
    balanced(
      {
        hosts: {
          'a.example.com': { service: 'api' },
          'b.example.com': { service: 'bare', paths: { '/deep/*': 'api' }, uptimePath: '/deep/health' },
          'c.example.com': { service: 'bare' },
          'd.example.com': { service: 'api', uptimePath: false },
        },
      },
      { 'services.bare': { ...WEB, startup: undefined } },
    ),
  ).environments[0]!;
  expect(uptimeProbes(declared)).toEqual([
    { host: 'a.example.com', path: '/health', service: 'api' },
    { host: 'b.example.com', path: '/deep/health', service: 'api' },
    { host: 'c.example.com', path: '/', service: 'bare' },
  ]);
  expect(uptimeProbes(ENVIRONMENT)).toEqual([]);
});
