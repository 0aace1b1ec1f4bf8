import { ComputeManagedSslCertificate } from '@cdktf/provider-google/lib/compute-managed-ssl-certificate';
import { Construct } from 'constructs';
import type { LoadBalancer } from '../capacity/declaration';
import type { Apis } from './apis';
import type { StackContext } from './context';
import { named } from './named';
import { withHash } from './resource-name';

/**
 * The Google-managed certificate, and the one before it while that is kept.
 *
 * Other domains are another certificate, with another name and another address: the new one is created and given
 * to the load balancer before the old one is destroyed, and the old one can stay beside it.
 */
export class Certificates extends Construct {
  /** In the order in which the load balancer has them. */
  readonly ids: readonly string[];

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    { certificateDomains, previousCertificateDomains = [] }: LoadBalancer,
    private readonly apis: Apis,
  ) {
    super(scope, 'certificates');
    const lists = [certificateDomains, previousCertificateDomains].filter((domains) => domains.length > 0);
    const byName = new Map(lists.map((domains) => [this.nameOf(domains), domains]));
    this.ids = [...byName].map(([name, domains]) => this.certificate(name, domains));
  }

  private certificate(name: string, domains: readonly string[]): string {
    const { project } = this.context;
    const certificate = new ComputeManagedSslCertificate(this, name, {
      name,
      project,
      managed: { domains: [...domains].sort() },
      dependsOn: this.apis.of(project, 'compute'),
      lifecycle: { createBeforeDestroy: true },
    });
    return named(certificate, name).id;
  }

  /** The same domains are the same certificate, in whatever order they are written. */
  private nameOf(domains: readonly string[]): string {
    return withHash(`${this.context.name}-certificate`, [...domains].sort().join(','));
  }
}
