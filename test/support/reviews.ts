import type { Declaration, Environment } from '../../capacity/declaration';
import { keysOf } from '../../capacity/paths';
import { jsonFinder } from '../../cli/locate-json';
import type { FormatStyle } from '../../review/formats';
import { reviewOf, type Review } from '../../review/review';
import { TODAY } from './declare';

/** A small production: two services on one database and one connector, that fits. */
export const PRODUCTION = {
  project: 'shop-production',
  region: 'europe-west1',
  state: { backend: 'gcs', bucket: 'shop-terraform-state' },
  network: { ownership: 'managed', name: 'production', privateServicesAccess: { ownership: 'managed' } },
  connectors: {
    'prod-connector': {
      ownership: 'managed',
      machineType: 'e2-standard-4',
      minInstances: 4,
      maxInstances: 8,
      ipCidrRange: '10.20.0.0/28',
    },
  },
  databases: {
    'prod-postgres': {
      ownership: 'managed',
      owner: 'platform',
      version: 'POSTGRES_17',
      edition: 'ENTERPRISE',
      tier: 'db-custom-4-15360',
      availability: 'REGIONAL',
      maxConnections: 400,
      kept: { connections: 10, reason: 'operators with psql' },
      flags: { tcp_keepalives_idle: 60, tcp_keepalives_interval: 10, tcp_keepalives_count: 3 },
    },
  },
  services: {
    backend: {
      owner: 'team-core',
      image: { managedBy: 'pipeline', initial: 'us-docker.pkg.dev/cloudrun/container/hello' },
      cpu: 2,
      memory: '2Gi',
      concurrency: 20,
      requestTimeoutSeconds: 60,
      minInstances: 1,
      maxInstances: 4,
      processes: 2,
      pools: { main: { database: 'prod-postgres', driver: 'sqlalchemy', size: 5, maxOverflow: 5 } },
      egress: { kind: 'connector', connector: 'prod-connector' },
      startup: { path: '/health' },
    },
    auth: {
      owner: 'team-identity',
      image: { managedBy: 'pipeline', initial: 'us-docker.pkg.dev/cloudrun/container/hello' },
      cpu: 1,
      memory: '512Mi',
      concurrency: 20,
      requestTimeoutSeconds: 60,
      minInstances: 1,
      maxInstances: 3,
      processes: 1,
      pools: { main: { database: 'prod-postgres', driver: 'sqlalchemy', size: 4, maxOverflow: 2 } },
      egress: { kind: 'connector', connector: 'prod-connector' },
      startup: { path: '/health' },
    },
  },
  monitoring: {
    channels: {
      pager: { type: 'email', address: 'pager@example.com', severities: ['critical', 'warning'] },
    },
  },
} as const satisfies Environment;

/** A declaration of one environment named `production`. */
export function production(environment: Environment = PRODUCTION): Declaration {
  return { schemaVersion: 1, environments: { production: environment } };
}

/** `PRODUCTION` with another ceiling of the backend. */
function withBackend(maxInstances: number): Environment {
  const { services } = PRODUCTION;
  return { ...PRODUCTION, services: { ...services, backend: { ...services.backend, maxInstances } } };
}

/** `PRODUCTION` with another minimum of its connector. */
function withConnector(minInstances: number): Environment {
  const connector = { ...PRODUCTION.connectors['prod-connector'], minInstances };
  return { ...PRODUCTION, connectors: { 'prod-connector': connector } };
}

/** The three changes of which every format has a golden file. */
export const REVIEWED = {
  'safe-raise': production(withBackend(5)),
  'unsafe-raise': production(withBackend(16)),
  'connector-shrink': production(withConnector(3)),
} as const satisfies Readonly<Record<string, Declaration>>;

/** A review of one of them, or of another declaration, against `PRODUCTION`. */
export function reviewAgainstProduction(declaration: Declaration, base = production()): Review {
  return reviewOf(declaration, { today: TODAY, base, sourceOf });
}

/** How the golden files are rendered: with the lines of the declaration as indented JSON. */
export function styleOf(declaration: Declaration): FormatStyle {
  const find = jsonFinder(JSON.stringify(declaration, null, 2));
  return {
    colors: false,
    locate: (environment, path) => {
      const { file, prefix } = sourceOf(environment);
      return { file, ...find(keysOf(`${prefix}${path}`)) };
    },
  };
}

function sourceOf(environment: string): ReturnType<Review['sourceOf']> {
  return { file: 'infra/capacity.json', prefix: `environments.${environment}.` };
}
