import {
  ComputeUrlMap,
  type ComputeUrlMapHostRule,
  type ComputeUrlMapPathMatcher,
} from '@cdktf/provider-google/lib/compute-url-map';
import type { Construct } from 'constructs';
import type { Host, LoadBalancer } from '../capacity/declaration';
import { servicesRouted } from '../capacity/load-balancer';
import type { Apis } from './apis';
import type { StackContext } from './context';
import type { Backends } from './load-balancer-backends';
import { named } from './named';
import { resourceName, withHash } from './resource-name';

/** Hosts and paths to backends. Any other host gets 404 from the load balancer: a scan of its address starts no instance. */
export function routes(
  scope: Construct,
  { name: environment, project }: StackContext,
  declared: LoadBalancer,
  backends: Backends,
): string {
  const hosts = Object.entries(declared.hosts);
  const name = resourceName(environment, 'https');
  const map = new ComputeUrlMap(scope, 'routes', {
    name,
    project,
    // The API wants a default even where no request gets to it.
    defaultService: backends.of(servicesRouted(declared)[0]!),
    defaultRouteAction: { faultInjectionPolicy: { abort: { httpStatus: 404, percentage: 100 } } },
    hostRule: hosts.map(([host]): ComputeUrlMapHostRule => ({
      hosts: [host],
      pathMatcher: matcherName(host),
    })),
    pathMatcher: hosts.map(([name, host]) => matcher(name, host, backends)),
  });
  return named(map, name).id;
}

/** HTTP to the same address with HTTPS, for good. */
export function redirects(
  scope: Construct,
  { name: environment, project }: StackContext,
  apis: Apis,
): string {
  const name = resourceName(environment, 'http');
  const map = new ComputeUrlMap(scope, 'redirects', {
    name,
    project,
    defaultUrlRedirect: {
      httpsRedirect: true,
      stripQuery: false,
      redirectResponseCode: 'MOVED_PERMANENTLY_DEFAULT',
    },
    dependsOn: apis.of(project, 'compute'),
  });
  return named(map, name).id;
}

function matcher(name: string, { service, paths }: Host, backends: Backends): ComputeUrlMapPathMatcher {
  const byService = new Map<string, string[]>();
  for (const [path, key] of Object.entries(paths ?? {})) {
    byService.set(key, [...(byService.get(key) ?? []), path]);
  }
  return {
    name: matcherName(name),
    defaultService: backends.of(service),
    ...(byService.size > 0 && {
      pathRule: [...byService].map(([key, paths]) => ({ paths: paths.sort(), service: backends.of(key) })),
    }),
  };
}

/** `app.example.com` and `app-example.com` are two. */
function matcherName(host: string): string {
  return withHash(`host-${host.replaceAll('.', '-')}`, host);
}
