import type { LoadBalancer } from '../../capacity/declaration';
import { deployedProjection } from '../../terraform/deployed';
import { declaredProjection, differences } from '../../terraform/projection';
import { resultOf, SERVICE, synthesizeResult } from '../stacks/support';

const LOAD_BALANCER: LoadBalancer = {
  hosts: {
    'example.com': { service: 'web', paths: { '/api/*': 'api' } },
    'api.example.com': { service: 'api' },
  },
  certificateDomains: ['example.com', 'api.example.com'],
  previousCertificateDomains: ['example.com'],
};
const result = resultOf({ services: { api: SERVICE, web: SERVICE }, loadBalancer: LOAD_BALANCER });
const written = synthesizeResult(result);

type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** What differs after the Terraform was changed behind the declaration's back. */
function differing(change: (resources: Resources) => void): readonly string[] {
  const configuration = JSON.parse(written) as { resource: Resources };
  change(configuration.resource);
  return differences(declaredProjection(result.model), deployedProjection(configuration, result.model));
}

test('what is written is what was declared', () => {
  expect(differing(() => undefined)).toEqual([]);
});

test('a service that takes all requests', () => {
  const changed = differing((resources) => {
    resources['google_cloud_run_v2_service']!['api']!['ingress'] = 'INGRESS_TRAFFIC_ALL';
  });
  expect(changed).toEqual(['services.api.ingress: declared internal-and-cloud-load-balancing, deployed all']);
});

test('a host that leads elsewhere', () => {
  const changed = differing((resources) => {
    const map = resources['google_compute_url_map']!['test-https'] as {
      path_matcher: { default_service: string; path_rule?: { service: string }[] }[];
    };
    map.path_matcher[1]!.default_service = '${google_compute_backend_service.test-web.id}';
    map.path_matcher[0]!.path_rule![0]!.service = '${google_compute_backend_service.test-web.id}';
  });
  expect(changed).toEqual([
    'loadBalancer.hosts["api.example.com"].service: declared api, deployed web',
    'loadBalancer.hosts["example.com"].paths["/api/*"]: declared api, deployed web',
  ]);
});

test('an endpoint group of another service', () => {
  const changed = differing((resources) => {
    resources['google_compute_region_network_endpoint_group']!['test-api']!['cloud_run'] = { service: 'old' };
  });
  expect(changed).toContain('loadBalancer.hosts["api.example.com"].service: declared api, deployed old');
});

test('a health check and a time-out', () => {
  const changed = differing((resources) => {
    const backend = resources['google_compute_backend_service']!['test-api']!;
    backend['health_checks'] = ['projects/app/global/healthChecks/old'];
    backend['timeout_sec'] = 86_400;
  });
  expect(changed).toEqual([
    'loadBalancer backend api: declared no health check, no time-out, deployed a health check, 86400 s time-out',
  ]);
});

test('a certificate without a host', () => {
  const changed = differing((resources) => {
    const [name] = Object.keys(resources['google_compute_managed_ssl_certificate']!);
    resources['google_compute_managed_ssl_certificate']![name!]!['managed'] = {
      domains: ['example.com', 'www.example.com'],
    };
  });
  expect(changed).toEqual([
    'certificate of api.example.com, example.com: declared true, deployed nothing',
    'certificate of example.com, www.example.com: declared nothing, deployed true',
  ]);
});
