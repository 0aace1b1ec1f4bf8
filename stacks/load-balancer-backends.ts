import { ComputeBackendService } from '@cdktf/provider-google/lib/compute-backend-service';
import { ComputeRegionNetworkEndpointGroup } from '@cdktf/provider-google/lib/compute-region-network-endpoint-group';
import { Construct } from 'constructs';
import type { LoadBalancer } from '../capacity/declaration';
import { servicesRouted } from '../capacity/load-balancer';
import type { Apis } from './apis';
import type { StackContext } from './context';
import { named } from './named';
import { resourceName, withHash } from './resource-name';

/** What the load balancer sends requests to: one backend for each service that a host or a path leads to. */
export class Backends extends Construct {
  private readonly ids = new Map<string, string>();

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    private readonly declared: LoadBalancer,
    private readonly apis: Apis,
  ) {
    super(scope, 'backends');
    for (const service of servicesRouted(declared)) this.ids.set(service, this.backend(service));
  }

  /** The backend of a service. */
  of(service: string): string {
    return this.ids.get(service)!;
  }

  /**
   * A health check and a time-out are refused on a serverless backend: Cloud Run's own probes and request
   * time-out rule. It is replaced together with its endpoint group, so the new one comes first.
   */
  private backend(service: string): string {
    const { name: environment, project } = this.context;
    const { securityPolicy } = this.declared;
    const name = resourceName(environment, service);
    const backend = new ComputeBackendService(this, `backend-${service}`, {
      name,
      project,
      loadBalancingScheme: 'EXTERNAL_MANAGED',
      protocol: 'HTTPS',
      backend: [{ group: this.endpointGroup(service).id }],
      ...(securityPolicy !== undefined && {
        securityPolicy: `projects/${project}/global/securityPolicies/${securityPolicy}`,
      }),
      // Without logs nobody can tell a 502 of the load balancer from one of the service.
      logConfig: { enable: true, sampleRate: 1 },
      lifecycle: { createBeforeDestroy: true },
    });
    return named(backend, name).id;
  }

  /**
   * Every argument replaces it, and the backend uses it: the new one is created first, under a name of its own.
   *
   * The service is named and not referred to. What is created before it is destroyed passes that on to all that
   * it depends on: connectors and databases behind the service have names of their own, which cannot exist twice.
   */
  private endpointGroup(service: string): ComputeRegionNetworkEndpointGroup {
    const { name: environment, project, region } = this.context;
    const name = withHash(resourceName(environment, service), [project, region, service].join('/'));
    const group = new ComputeRegionNetworkEndpointGroup(this, `endpoint-group-${service}`, {
      name,
      project,
      region,
      networkEndpointType: 'SERVERLESS',
      cloudRun: { service },
      dependsOn: this.apis.of(project, 'compute'),
      lifecycle: { createBeforeDestroy: true },
    });
    return named(group, resourceName(environment, service));
  }
}
