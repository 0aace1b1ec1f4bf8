import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { ComputeGlobalForwardingRule } from '@cdktf/provider-google/lib/compute-global-forwarding-rule';
import { ComputeSslPolicy } from '@cdktf/provider-google/lib/compute-ssl-policy';
import { ComputeTargetHttpProxy } from '@cdktf/provider-google/lib/compute-target-http-proxy';
import { ComputeTargetHttpsProxy } from '@cdktf/provider-google/lib/compute-target-https-proxy';
import { Construct } from 'constructs';
import type { LoadBalancer } from '../capacity/declaration';
import type { Apis } from './apis';
import type { StackContext } from './context';
import { lifecycleOf } from './imports';
import { Backends } from './load-balancer-backends';
import { Certificates } from './load-balancer-certificates';
import { named } from './named';
import { resourceName } from './resource-name';
import { redirects, routes } from './url-map';

/** A global external Application Load Balancer: address, TLS, routes, and backends on Cloud Run. */
export class ExternalLoadBalancer extends Construct {
  /** The IPv4 address that the DNS records of all hosts lead to. */
  readonly address: string;

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    private readonly declared: LoadBalancer,
    private readonly apis: Apis,
  ) {
    super(scope, 'load-balancer');
    const backends = new Backends(this, context, declared, apis);
    this.address = this.globalAddress();
    this.forward('https', '443', this.httpsProxy(routes(this, context, declared, backends)));
    if (declared.redirectHttp ?? true)
      this.forward('http', '80', this.httpProxy(redirects(this, context, apis)));
  }

  /** A record for each host, by host. */
  dnsRecords(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.keys(this.declared.hosts).map((host) => [host, `A ${this.address}`]));
  }

  private globalAddress(): string {
    const { name: environment, project, labels, protect } = this.context;
    const name = resourceName(environment, 'load-balancer');
    const address = new ComputeGlobalAddress(this, 'address', {
      name,
      project,
      addressType: 'EXTERNAL',
      ipVersion: 'IPV4',
      labels: { ...labels },
      dependsOn: this.apis.of(project, 'compute'),
      // DNS records of all hosts lead to it, and a lost address does not come back.
      lifecycle: lifecycleOf({ ownership: 'managed', preventDestroy: protect }),
    });
    return named(address, name).address;
  }

  private httpsProxy(urlMap: string): string {
    const { name: environment, project } = this.context;
    const name = resourceName(environment, 'https');
    const policy = new ComputeSslPolicy(this, 'ssl-policy', {
      name,
      project,
      profile: 'MODERN',
      minTlsVersion: 'TLS_1_2',
      dependsOn: this.apis.of(project, 'compute'),
    });
    const certificates = new Certificates(this, this.context, this.declared, this.apis);
    const proxy = new ComputeTargetHttpsProxy(this, 'https-proxy', {
      name,
      project,
      urlMap,
      sslCertificates: [...certificates.ids],
      sslPolicy: named(policy, name).id,
    });
    return named(proxy, name).id;
  }

  private httpProxy(urlMap: string): string {
    const { name: environment, project } = this.context;
    const name = resourceName(environment, 'http');
    const proxy = new ComputeTargetHttpProxy(this, 'http-proxy', { name, project, urlMap });
    return named(proxy, name).id;
  }

  private forward(protocol: 'http' | 'https', portRange: string, target: string): void {
    const { name: environment, project, labels } = this.context;
    const name = resourceName(environment, protocol);
    const rule = new ComputeGlobalForwardingRule(this, `${protocol}-rule`, {
      name,
      project,
      loadBalancingScheme: 'EXTERNAL_MANAGED',
      ipProtocol: 'TCP',
      ipAddress: this.address,
      portRange,
      target,
      labels: { ...labels },
    });
    named(rule, name);
  }
}
