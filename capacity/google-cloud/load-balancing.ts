import { published, reported } from './fact';

const DOCS = 'https://docs.cloud.google.com/load-balancing/docs';
const PROVIDER = 'hashicorp/google 6.50.0';

/** Domains of one Google-managed certificate. It has no wildcards. */
export const CERTIFICATE_DOMAINS = published(
  { max: 100 },
  `${PROVIDER}, google_compute_managed_ssl_certificate; wildcards: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/managed-certs`,
);

/** How long a new Google-managed certificate takes before it serves, minutes; after the DNS records lead to the load balancer. */
export const CERTIFICATE_PROVISIONING_MINUTES = published(
  60,
  `${DOCS}/ssl-certificates/troubleshooting ("up to 60 minutes")`,
);

/** What the API answers to a health check of a serverless backend. */
export const SERVERLESS_HEALTH_CHECK = reported(
  'A backend service cannot have a healthcheck with Serverless network endpoint group backends',
  'https://github.com/hashicorp/terraform-provider-google/issues/7311',
);

/** What the API answers to a time-out of a serverless backend. */
export const SERVERLESS_TIMEOUT = reported(
  'Timeout sec is not supported for a backend service with Serverless network endpoint groups',
  'https://github.com/terraform-google-modules/terraform-google-lb-http/pull/358',
);
