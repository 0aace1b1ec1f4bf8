import { block, resourcesOf, type Block } from '../../terraform/resources';

/** A resource that somebody on call looks at. */
export interface Operated {
  readonly kind: string;
  readonly name: string;
  /** Page of the Google Cloud console. */
  readonly console: string;
  /** Command that shows it. */
  readonly command: string;
}

interface Kind {
  readonly type: string;
  readonly kind: string;
  readonly place: 'location' | 'region' | 'global';
  readonly console: (name: string, place: string) => string;
  readonly command: (name: string, place: string) => string;
}

/** In the order of the path: from the caller to the database. */
const KINDS: readonly Kind[] = [
  {
    type: 'google_compute_url_map',
    kind: 'load balancer',
    place: 'global',
    console: (name) => `net-services/loadbalancing/details/httpAdvanced/${name}`,
    command: (name) => `gcloud compute url-maps describe ${name} --global`,
  },
  {
    type: 'google_compute_managed_ssl_certificate',
    kind: 'certificate',
    place: 'global',
    console: (name) => `net-services/loadbalancing/advanced/sslCertificates/details/${name}`,
    command: (name) => `gcloud compute ssl-certificates describe ${name} --global`,
  },
  {
    type: 'google_cloud_run_v2_service',
    kind: 'service',
    place: 'location',
    console: (name, place) => `run/detail/${place}/${name}/metrics`,
    command: (name, place) => `gcloud run services describe ${name} --region=${place}`,
  },
  {
    type: 'google_cloud_run_v2_job',
    kind: 'job',
    place: 'location',
    console: (name, place) => `run/jobs/details/${place}/${name}/executions`,
    command: (name, place) => `gcloud run jobs describe ${name} --region=${place}`,
  },
  {
    type: 'google_vpc_access_connector',
    kind: 'connector',
    place: 'region',
    console: (name, place) => `networking/connectors/details/${place}/${name}`,
    command: (name, place) =>
      `gcloud compute networks vpc-access connectors describe ${name} --region=${place}`,
  },
  {
    type: 'google_sql_database_instance',
    kind: 'database',
    place: 'region',
    console: (name) => `sql/instances/${name}/overview`,
    command: (name) => `gcloud sql instances describe ${name}`,
  },
  {
    type: 'google_redis_instance',
    kind: 'Redis',
    place: 'region',
    console: (name, place) => `memorystore/redis/locations/${place}/instances/${name}/details/overview`,
    command: (name, place) => `gcloud redis instances describe ${name} --region=${place}`,
  },
];

/** Resources of synthesized Terraform that somebody on call looks at, in the order of the path. */
export function operatedResources(configuration: unknown): readonly Operated[] {
  return KINDS.flatMap(({ type, kind, place, console, command }) =>
    resourcesOf(configuration, type).map((resource) => {
      const name = text(resource['name']);
      const project = projectOf(configuration, resource);
      const where = place === 'global' ? '' : text(resource[place]);
      return {
        kind,
        name,
        console: `https://console.cloud.google.com/${console(name, where)}?project=${project}`,
        command: `${command(name, where)} --project=${project}`,
      };
    }),
  );
}

/** A resource's own project, or the provider's. */
export function projectOf(configuration: unknown, resource: Block): string {
  const provider = block(block(block(configuration)['provider'])['google']);
  return text(resource['project']) || text(provider['project']);
}

/** A text, or nothing. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
