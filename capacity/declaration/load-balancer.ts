import type { Count, HostName, Keyed, Name, Text } from './common';

/** A global external Application Load Balancer in front of Cloud Run services. */
export interface LoadBalancer {
  /** Team that answers for it. */
  readonly owner?: Text;

  /** Hosts that are routed, keyed by host name. */
  readonly hosts: Keyed<HostName, Host>;

  /**
   * Google-managed certificate. Changing its domains replaces it; the new one is created first.
   * @minItems 1
   * @uniqueItems true
   */
  readonly certificateDomains: readonly HostName[];

  /**
   * Redirect HTTP to HTTPS.
   * @default true
   */
  readonly redirectHttp?: boolean;

  /**
   * Name of an existing Cloud Armor security policy.
   * @default none
   */
  readonly securityPolicy?: Name;

  /**
   * Time-out of a backend or a route, seconds. A serverless backend is bound by Cloud Run's request time-out instead.
   * @default the largest request time-out of the services behind it
   */
  readonly timeoutSeconds?: Count;

  /** Health check of the backends. No serverless backend can have one; it can be said so that a rule can refuse it. */
  readonly healthCheck?: {
    readonly path: Text;
    readonly intervalSeconds?: Count;
  };
}

/** What a host serves. */
export interface Host {
  /** Key of the service that gets what no path matches. */
  readonly service: Text;

  /**
   * Keys of services by path, such as `/api/*`.
   * @default none
   */
  readonly paths?: Keyed<UrlPath, Text>;

  /**
   * Path that an uptime check probes; `false` for none.
   * @default the startup path of the service, else "/"
   */
  readonly uptimePath?: Text | false;
}

/**
 * A path of a URL map, such as `/api/*`.
 * @title a path that begins with a slash, such as /api/*
 * @pattern ^/[A-Za-z0-9._~/-]*\*?$
 */
export type UrlPath = string;
