import type { Declaration, Environment, Service } from '../../capacity/declaration';
import { evaluate, type EvaluateOptions } from '../../capacity/evaluate';
import type { Finding } from '../../capacity/finding';

/** The day on which tests evaluate. */
export const TODAY = '2026-11-22';

/** A service that fits everywhere: 2 instances × 1 process × (4 + 2) = 12 connections to `main`. */
export const SERVICE = {
  owner: 'team-api',
  image: { managedBy: 'declaration', reference: 'us-docker.pkg.dev/example/api:1' },
  cpu: 1,
  memory: '1Gi',
  concurrency: 10,
  requestTimeoutSeconds: 60,
  minInstances: 1,
  maxInstances: 2,
  processes: 1,
  pools: { main: { database: 'main', driver: 'sqlalchemy', size: 4, maxOverflow: 2 } },
  egress: { kind: 'connector', connector: 'path' },
  startup: { path: '/health' },
} as const satisfies Service;

/** An environment without any finding, for tests to break. Usable: 100 − 7 − 3 = 90. */
export const ENVIRONMENT = {
  project: 'example',
  region: 'us-central1',
  state: { backend: 'gcs', bucket: 'example-state' },
  network: { ownership: 'managed', name: 'vpc', privateServicesAccess: { ownership: 'managed' } },
  connectors: {
    path: {
      ownership: 'managed',
      machineType: 'e2-micro',
      minInstances: 2,
      maxInstances: 3,
      ipCidrRange: '10.8.0.0/28',
    },
  },
  databases: {
    main: {
      ownership: 'managed',
      owner: 'team-data',
      version: 'POSTGRES_17',
      edition: 'ENTERPRISE',
      tier: 'db-custom-1-3840',
      maxConnections: 100,
      kept: { connections: 3, reason: 'operators' },
      flags: { tcp_keepalives_idle: 60, tcp_keepalives_interval: 10, tcp_keepalives_count: 3 },
    },
  },
  services: { api: SERVICE },
  monitoring: {
    channels: { ops: { type: 'email', address: 'ops@example.com', severities: ['critical', 'warning'] } },
  },
} as const satisfies Environment;

/** A declaration of one environment named `test`. */
export function declare(environment: Environment): Declaration {
  return { schemaVersion: 1, environments: { test: environment } };
}

/** A declaration, of `ENVIRONMENT` by default, with a field changed by its path, such as `services.api.maxInstances`. */
export function withField(
  path: string,
  value: unknown,
  declaration: Declaration = declare(ENVIRONMENT),
  environment = 'test',
): Declaration {
  const copy = structuredClone(declaration) as unknown as Record<string, Record<string, unknown>>;
  const keys = ['environments', environment, ...path.split('.')];
  const last = keys.pop()!;
  const parent = keys.reduce<Record<string, unknown>>((record, key) => {
    record[key] ??= {};
    return record[key] as Record<string, unknown>;
  }, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy as unknown as Declaration;
}

/** The same with several fields. */
export function withFields(
  fields: Readonly<Record<string, unknown>>,
  declaration?: Declaration,
): Declaration {
  return Object.entries(fields).reduce(
    (edited, [path, value]) => withField(path, value, edited),
    declaration ?? declare(ENVIRONMENT),
  );
}

/** What one rule finds in a declaration. */
export function findingsOf(
  rule: string,
  declaration: Declaration,
  options: Partial<EvaluateOptions> = {},
): readonly Finding[] {
  return evaluate(declaration, { today: TODAY, ...options })
    .environments.flatMap(({ findings }) => findings)
    .filter((finding) => finding.rule === rule);
}

/** The headlines of what one rule finds. */
export function headlinesOf(rule: string, declaration: Declaration): readonly string[] {
  return findingsOf(rule, declaration).map(({ headline }) => headline);
}
