import type { Environment, LoadBalancer } from '../../capacity/declaration';
import { at, namesOf, resource, SERVICE, synthesize, type Arguments, type Synthesized } from './support';

const LOAD_BALANCER: LoadBalancer = {
  hosts: {
    'example.com': { service: 'web', paths: { '/api/*': 'api', '/api': 'api', '/v2/*': 'other' } },
    'api.example.com': { service: 'api' },
  },
  certificateDomains: ['example.com', 'api.example.com'],
};
const environment = (fields: Partial<LoadBalancer> = {}, others: Partial<Environment> = {}): Synthesized =>
  synthesize({
    services: { api: SERVICE, web: SERVICE, other: { ...SERVICE, ownership: 'reference' }, idle: SERVICE },
    ...others,
    loadBalancer: { ...LOAD_BALANCER, ...fields },
  });
const json = environment();
const only = (type: string, from = json): Arguments => {
  const names = namesOf(from, type);
  expect(names).toHaveLength(1);
  return resource(from, `${type}.${names[0]!}`);
};

test('without one, nothing of it is built', () => {
  const none = synthesize({ services: { web: SERVICE } });
  expect(Object.keys(none.resource ?? {}).filter((type) => type.startsWith('google_compute'))).toEqual([]);
  expect(Object.keys(none.output ?? {})).toEqual(['service_uris']);
});

test('an address that stays', () => {
  expect(resource(json, 'google_compute_global_address.test-load-balancer')).toEqual({
    name: 'test-load-balancer',
    project: 'app',
    address_type: 'EXTERNAL',
    ip_version: 'IPV4',
    labels: { 'managed-by': 'capacity-stack' },
    depends_on: ['google_project_service.compute'],
    lifecycle: { prevent_destroy: true },
  });
  const sandbox = environment({}, { sandbox: true });
  expect(resource(sandbox, 'google_compute_global_address.test-load-balancer')['lifecycle']).toBeUndefined();
});

test('a backend for each service that is routed, and for no other', () => {
  expect(namesOf(json, 'google_compute_backend_service')).toEqual(['test-api', 'test-other', 'test-web']);
  expect(resource(json, 'google_compute_backend_service.test-api')).toEqual({
    name: 'test-api',
    project: 'app',
    load_balancing_scheme: 'EXTERNAL_MANAGED',
    protocol: 'HTTPS',
    backend: [{ group: '${google_compute_region_network_endpoint_group.test-api.id}' }],
    log_config: { enable: true, sample_rate: 1 },
    lifecycle: { create_before_destroy: true },
  });
});

test('what cannot be on a serverless backend is never written, whatever is declared', () => {
  const asked = environment({ healthCheck: { path: '/health' }, timeoutSeconds: 86_400 });
  expect(asked.resource).toEqual(json.resource);
});

test('an existing security policy on every backend', () => {
  const guarded = environment({ securityPolicy: 'edge' });
  for (const name of namesOf(guarded, 'google_compute_backend_service')) {
    expect(resource(guarded, `google_compute_backend_service.${name}`)['security_policy']).toBe(
      'projects/app/global/securityPolicies/edge',
    );
  }
});

describe('endpoint groups', () => {
  const group = (from: Synthesized, name: string) =>
    resource(from, `google_compute_region_network_endpoint_group.${name}`);

  test('serverless, by the exact name of the service, the new one before the old one', () => {
    expect(group(json, 'test-api')).toEqual({
      name: expect.stringMatching(/^test-api-[0-9a-f]{8}$/) as string,
      project: 'app',
      region: 'europe-west1',
      network_endpoint_type: 'SERVERLESS',
      cloud_run: { service: 'api' },
      depends_on: ['google_project_service.compute'],
      lifecycle: { create_before_destroy: true },
    });
  });

  test('replaced under another name', () => {
    const moved = environment({}, { region: 'us-central1' });
    expect(group(moved, 'test-api')['name']).not.toBe(group(json, 'test-api')['name']);
    expect(group(environment({ securityPolicy: 'edge' }), 'test-api')).toEqual(group(json, 'test-api'));
  });

  test('nothing behind a service is created before it is destroyed on their account', () => {
    for (const name of namesOf(json, 'google_compute_region_network_endpoint_group'))
      expect(JSON.stringify(group(json, name))).not.toContain('${');
  });
});

describe('certificate', () => {
  const TYPE = 'google_compute_managed_ssl_certificate';

  test('of the declared domains, the new one before the old one', () => {
    const [name] = namesOf(json, TYPE);
    expect(name).toMatch(/^test-certificate-[0-9a-f]{8}$/);
    expect(only(TYPE)).toEqual({
      name,
      project: 'app',
      managed: { domains: ['api.example.com', 'example.com'] },
      depends_on: ['google_project_service.compute'],
      lifecycle: { create_before_destroy: true },
    });
  });

  test('other domains are another certificate; another order is the same', () => {
    const names = (...domains: string[]) => namesOf(environment({ certificateDomains: domains }), TYPE);
    expect(names('api.example.com', 'example.com')).toEqual(namesOf(json, TYPE));
    expect(names('api.example.com', 'www.example.com')).not.toEqual(namesOf(json, TYPE));
  });

  test('the one before stays as it is, beside the new one', () => {
    const next = environment({
      certificateDomains: ['example.com', 'api.example.com', 'www.example.com'],
      previousCertificateDomains: LOAD_BALANCER.certificateDomains,
    });
    const [before] = namesOf(json, TYPE);
    const [latest, ...others] = namesOf(next, TYPE).filter((name) => name !== before);
    expect(others).toEqual([]);
    expect(resource(next, `${TYPE}.${before!}`)).toEqual(only(TYPE));
    expect(only('google_compute_target_https_proxy', next)['ssl_certificates']).toEqual([
      `\${${TYPE}.${latest!}.id}`,
      `\${${TYPE}.${before!}.id}`,
    ]);
  });
});

test('hosts and paths to services; any other host gets 404', () => {
  const matcher = (host: string) => expect.stringMatching(new RegExp(`^host-${host}-[0-9a-f]{8}$`)) as string;
  const map = resource(json, 'google_compute_url_map.test-https');
  expect(map).toEqual({
    name: 'test-https',
    project: 'app',
    default_service: '${google_compute_backend_service.test-web.id}',
    default_route_action: { fault_injection_policy: { abort: { http_status: 404, percentage: 100 } } },
    host_rule: [
      { hosts: ['example.com'], path_matcher: matcher('example-com') },
      { hosts: ['api.example.com'], path_matcher: matcher('api-example-com') },
    ],
    path_matcher: [
      {
        name: at(map, 'host_rule.0.path_matcher'),
        default_service: '${google_compute_backend_service.test-web.id}',
        path_rule: [
          { paths: ['/api', '/api/*'], service: '${google_compute_backend_service.test-api.id}' },
          { paths: ['/v2/*'], service: '${google_compute_backend_service.test-other.id}' },
        ],
      },
      {
        name: at(map, 'host_rule.1.path_matcher'),
        default_service: '${google_compute_backend_service.test-api.id}',
      },
    ],
  });
});

test('TLS 1.2 or newer on port 443', () => {
  expect(resource(json, 'google_compute_ssl_policy.test-https')).toMatchObject({
    profile: 'MODERN',
    min_tls_version: 'TLS_1_2',
  });
  expect(resource(json, 'google_compute_target_https_proxy.test-https')).toMatchObject({
    url_map: '${google_compute_url_map.test-https.id}',
    ssl_policy: '${google_compute_ssl_policy.test-https.id}',
  });
  expect(resource(json, 'google_compute_global_forwarding_rule.test-https')).toEqual({
    name: 'test-https',
    project: 'app',
    load_balancing_scheme: 'EXTERNAL_MANAGED',
    ip_protocol: 'TCP',
    ip_address: '${google_compute_global_address.test-load-balancer.address}',
    port_range: '443',
    target: '${google_compute_target_https_proxy.test-https.id}',
    labels: { 'managed-by': 'capacity-stack' },
  });
});

test('port 80 redirects to HTTPS, or is closed', () => {
  expect(resource(json, 'google_compute_url_map.test-http')['default_url_redirect']).toEqual({
    https_redirect: true,
    strip_query: false,
    redirect_response_code: 'MOVED_PERMANENTLY_DEFAULT',
  });
  expect(resource(json, 'google_compute_target_http_proxy.test-http')['url_map']).toBe(
    '${google_compute_url_map.test-http.id}',
  );
  expect(resource(json, 'google_compute_global_forwarding_rule.test-http')).toMatchObject({
    ip_address: '${google_compute_global_address.test-load-balancer.address}',
    port_range: '80',
    target: '${google_compute_target_http_proxy.test-http.id}',
  });
  const closed = environment({ redirectHttp: false });
  expect(namesOf(closed, 'google_compute_global_forwarding_rule')).toEqual(['test-https']);
  expect(namesOf(closed, 'google_compute_target_http_proxy')).toEqual([]);
  expect(namesOf(closed, 'google_compute_url_map')).toEqual(['test-https']);
});

test('outputs: the address, and a DNS record for each host', () => {
  const address = '${google_compute_global_address.test-load-balancer.address}';
  expect(json.output).toMatchObject({
    load_balancer_address: { value: address },
    dns_records: { value: { 'example.com': `A ${address}`, 'api.example.com': `A ${address}` } },
  });
});

test('names that are too long are cut, and stay apart', () => {
  const [one, two] = [`${'x'.repeat(62)}a`, `${'x'.repeat(62)}b`];
  const long = environment(
    { hosts: { [`${'h'.repeat(60)}.example.com`]: { service: one, paths: { '/b/*': two } } } },
    { services: { [one]: SERVICE, [two]: SERVICE } },
  );
  const names = ['google_compute_backend_service', 'google_compute_region_network_endpoint_group'].map(
    (type) => Object.values(long.resource?.[type] ?? {}).map(({ name }) => String(name)),
  );
  for (const each of names) expect(new Set(each).size).toBe(2);
  const matchers = at(
    only('google_compute_url_map', environmentOnlyHttps(long)),
    'path_matcher',
  ) as Arguments[];
  for (const name of [...names.flat(), ...matchers.map((matcher) => String(matcher['name']))])
    expect(name).toMatch(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])$/);
});

/** Without the redirect, so that there is one URL map. */
function environmentOnlyHttps({ resource: resources, ...rest }: Synthesized): Synthesized {
  const maps = resources!['google_compute_url_map']!;
  return {
    ...rest,
    resource: { ...resources, google_compute_url_map: { 'test-https': maps['test-https']! } },
  };
}
