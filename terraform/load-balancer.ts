import type { LoadBalancer } from '../capacity/declaration';
import { hostPath, servicesRouted } from '../capacity/load-balancer';
import type { Value } from './projection';
import { block, blocks, resourcesOf, type Block } from './resources';

type Entry = readonly [string, Value];

/** What is declared about the way in: who gets the requests of each host and path, and what the certificate covers. */
export function declaredLoadBalancer(declared: LoadBalancer | undefined): readonly Entry[] {
  if (!declared) return [];
  return [
    ...Object.entries(declared.hosts).flatMap(([host, { service, paths }]): readonly Entry[] => [
      [`${hostPath(host)}.service`, service],
      ...Object.entries(paths ?? {}).map(([path, key]): Entry => [`${hostPath(host)}.paths["${path}"]`, key]),
    ]),
    ...servicesRouted(declared).map((service): Entry => [`loadBalancer backend ${service}`, BARE]),
    ...listed(certificatesOf(declared)),
  ];
}

/** The same, of synthesized Terraform JSON. */
export function deployedLoadBalancer(configuration: unknown): readonly Entry[] {
  return [
    ...resourcesOf(configuration, 'google_compute_url_map').flatMap((map) => routesOf(configuration, map)),
    ...resourcesOf(configuration, 'google_compute_backend_service').map((backend): Entry => [
      `loadBalancer backend ${serviceOf(configuration, backend)}`,
      limitsOf(backend),
    ]),
    ...listed(
      resourcesOf(configuration, 'google_compute_managed_ssl_certificate').map((certificate) =>
        textsOf(block(certificate['managed'])['domains']),
      ),
    ),
  ];
}

/** What a serverless backend must be: without a health check, and without a time-out of its own. */
const BARE = 'no health check, no time-out';

function limitsOf({ health_checks: checks, timeout_sec: timeout }: Block): string {
  const check = textsOf(checks).length > 0 ? 'a health check' : 'no health check';
  return `${check}, ${typeof timeout === 'number' ? `${timeout} s time-out` : 'no time-out'}`;
}

function routesOf(configuration: unknown, map: Block): readonly Entry[] {
  const matchers = new Map(blocks(map['path_matcher']).map((matcher) => [matcher['name'], matcher]));
  const leadsTo = (reference: unknown): string =>
    serviceOf(configuration, referred(configuration, reference));
  return blocks(map['host_rule']).flatMap((rule) => {
    const matcher = matchers.get(rule['path_matcher']) ?? {};
    return textsOf(rule['hosts']).flatMap((host): readonly Entry[] => [
      [`${hostPath(host)}.service`, leadsTo(matcher['default_service'])],
      ...blocks(matcher['path_rule']).flatMap(({ paths, service }) =>
        textsOf(paths).map((path): Entry => [`${hostPath(host)}.paths["${path}"]`, leadsTo(service)]),
      ),
    ]);
  });
}

/** The Cloud Run service behind a backend: of its one endpoint group. */
function serviceOf(configuration: unknown, backend: Block): string {
  const group = referred(configuration, block(backend['backend'])['group']);
  const { service } = block(group['cloud_run']);
  return typeof service === 'string' ? service : '';
}

/** The resource that a reference like `${google_compute_backend_service.x.id}` points to. */
function referred(configuration: unknown, reference: unknown): Block {
  const match = typeof reference === 'string' ? /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(reference) : null;
  const [, type, id] = match ?? [];
  if (type === undefined || id === undefined) return {};
  return block(block(block(block(configuration)['resource'])[type])[id]);
}

function certificatesOf({ certificateDomains, previousCertificateDomains = [] }: LoadBalancer): string[][] {
  return [certificateDomains, previousCertificateDomains]
    .filter((domains) => domains.length > 0)
    .map((domains) => [...domains]);
}

function listed(certificates: readonly (readonly string[])[]): readonly Entry[] {
  return certificates.map((domains): Entry => [`certificate of ${[...domains].sort().join(', ')}`, true]);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
