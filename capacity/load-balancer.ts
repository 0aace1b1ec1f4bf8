import type { Environment, Host, LoadBalancer } from './declaration';
import type { ServiceModel } from './fleets';
import type { EnvironmentModel } from './model';

/** A service with the hosts that lead to it. */
export interface ServiceBehind {
  readonly service: ServiceModel;
  /** Host names, some of whose paths it gets. */
  readonly hosts: readonly string[];
}

/** What an uptime check asks for, and who answers it. */
export interface UptimeProbe {
  readonly host: string;
  readonly path: string;
  /** Key of the service that the load balancer sends it to. */
  readonly service: string;
}

/** Path of a host in a declaration. */
export function hostPath(host: string): string {
  return `loadBalancer.hosts["${host}"]`;
}

/** Keys of the services that a load balancer routes to, in the order of the declaration. */
export function servicesRouted({ hosts }: LoadBalancer): readonly string[] {
  return [...new Set(Object.values(hosts).flatMap(keysOfHost))];
}

/** The services behind the load balancer of an environment, someone else's included. */
export function servicesBehind({ declared, services }: EnvironmentModel): readonly ServiceBehind[] {
  const hosts = Object.entries(declared.loadBalancer?.hosts ?? {});
  return services.flatMap((service) => {
    const leading = hosts.filter(([, host]) => keysOfHost(host).includes(service.name));
    return leading.length > 0 ? [{ service, hosts: leading.map(([name]) => name) }] : [];
  });
}

/** The uptime checks of the hosts that have one. */
export function uptimeProbes({ loadBalancer, services }: Environment): readonly UptimeProbe[] {
  return Object.entries(loadBalancer?.hosts ?? {}).flatMap(([name, host]) => {
    if (host.uptimePath === false) return [];
    const path = host.uptimePath ?? services?.[host.service]?.startup?.path ?? '/';
    return [{ host: name, path, service: serviceAt(host, path) }];
  });
}

/** Key of the service that gets a path of a host: an exact path before a star, the longest star first. */
export function serviceAt({ service, paths = {} }: Host, path: string): string {
  // A probe may have a query; the URL map does not look at it.
  const asked = path.replace(/\?.*$/, '');
  const exact = Object.hasOwn(paths, asked) ? paths[asked] : undefined;
  if (exact !== undefined) return exact;
  const stars = Object.entries(paths).filter(
    ([pattern]) => pattern.endsWith('*') && asked.startsWith(pattern.slice(0, -1)),
  );
  const [longest] = stars.sort(([a], [b]) => b.length - a.length);
  return longest ? longest[1] : service;
}

function keysOfHost({ service, paths }: Host): readonly string[] {
  return [service, ...Object.values(paths ?? {})];
}
