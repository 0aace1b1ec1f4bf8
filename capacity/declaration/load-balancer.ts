import type { Count, HostName, Keyed, Name, Text } from './common';

/** A global external Application Load Balancer in front of Cloud Run services. Its address is an output. */
export interface LoadBalancer {
  /** Team that answers for it. */
  readonly owner?: Text;

  /**
   * Hosts that are routed, keyed by host name. Any other host gets 404, and starts no instance.
   * @minProperties 1
   */
  readonly hosts: Keyed<HostName, Host>;

  /**
   * Domains of the Google-managed certificate: exactly the hosts that are routed. Changing them replaces
   * the certificate; see `previousCertificateDomains`.
   * @minItems 1
   * @uniqueItems true
   */
  readonly certificateDomains: readonly CertificateDomain[];

  /**
   * Domains of the certificate that serves now, kept beside the new one. A new certificate serves only after
   * it was provisioned, up to 60 minutes later: without the old one, no host has TLS until then. Remove it
   * once the new one is active.
   * @default none
   * @uniqueItems true
   */
  readonly previousCertificateDomains?: readonly CertificateDomain[];

  /**
   * Redirect HTTP to HTTPS. Without it, port 80 is closed.
   * @default true
   */
  readonly redirectHttp?: boolean;

  /**
   * Name of an existing Cloud Armor security policy of the same project.
   * @default none
   */
  readonly securityPolicy?: Name;

  /**
   * Seconds that clients may count on for one request. A serverless backend takes no time-out of its own, so
   * this is checked against what Cloud Run grants, and not deployed.
   * @default the longest request time-out of the services behind it
   */
  readonly timeoutSeconds?: Count;

  /** Health check of the backends. No serverless backend can have one; it can be said so that it can be refused. */
  readonly healthCheck?: HealthCheck;
}

/** What a host serves. */
export interface Host {
  /** Key of the service that gets what no path matches. */
  readonly service: Text;

  /**
   * Keys of services by path: `/api/*` is what is below `/api/`, `/api` is only itself, and the longest match counts.
   * @default none
   */
  readonly paths?: Keyed<UrlPath, Text>;

  /**
   * Path that an uptime check probes; `false` for none.
   * @default the startup path of the service, else "/"
   */
  readonly uptimePath?: ProbedPath | false;
}

/** A health check as other backends have it. */
export interface HealthCheck {
  /** Path that it asks for. */
  readonly path: Text;
  /** Seconds between two checks. */
  readonly intervalSeconds?: Count;
}

/**
 * A domain of a certificate. A wildcard is a domain too, and a rule refuses it.
 * @title a host name such as api.example.com
 * @maxLength 253
 * @pattern ^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])$
 */
export type CertificateDomain = string;

/**
 * A path of a URL map, such as `/api/*`. A star stands only at the end, after a slash.
 * @title a path that begins with a slash, such as /api/*
 * @pattern ^/(\*|[A-Za-z0-9._~-][A-Za-z0-9._~/-]*(/\*)?)?$
 */
export type UrlPath = string;

/**
 * A path that a probe asks for.
 * @title a path that begins with a slash, such as /health
 * @pattern ^/[^\s*#]*$
 */
export type ProbedPath = string;
