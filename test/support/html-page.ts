import type { Declaration, Environment } from '../../capacity/declaration';
import { reviewOf, type Review } from '../../review/review';
import { declare, ENVIRONMENT, SERVICE, TODAY } from './declare';

/** What somebody may have written into a name to get into the page. */
export const INJECTIONS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></svg></details><h1>fits</h1>',
  ']]><!-- --> {{constructor}} ${1}',
  '\u001b[31mred\u001b[0m\nnext line\u202egnp.exe',
  'javascript:alert(1)',
  'url(https://example.com/x) @import "https://example.com/y"',
] as const;

/** A name that holds all of them. */
const HOSTILE = INJECTIONS.join(' ');

/** A review in which everything that a user can name is hostile; it never passed the check of its shape. */
export function hostileReview(): Review {
  const service = {
    ...SERVICE,
    owner: HOSTILE,
    pools: { [HOSTILE]: { ...SERVICE.pools.main, database: HOSTILE, size: 40 } },
    egress: { kind: 'connector', connector: HOSTILE },
  } as const;
  const environment: Environment = {
    ...ENVIRONMENT,
    connectors: { [HOSTILE]: ENVIRONMENT.connectors.path },
    databases: { [HOSTILE]: { ...ENVIRONMENT.databases.main, owner: HOSTILE } },
    services: { [HOSTILE]: service, other: { ...service, maxInstances: 1 } },
    clients: { [HOSTILE]: { database: HOSTILE, connections: 3, reason: HOSTILE, owner: HOSTILE } },
    acknowledgements: [
      {
        rule: 'connections/churn-budget',
        subject: `databases.${HOSTILE}`,
        reason: HOSTILE,
        owner: HOSTILE,
        expires: '2026-12-31',
      },
    ],
  };
  const named = (one: Environment): Declaration => ({ schemaVersion: 1, environments: { [HOSTILE]: one } });
  const base = named({ ...environment, services: { other: service }, databases: environment.databases });
  return reviewOf(named(environment), {
    today: TODAY,
    base,
    notes: [HOSTILE],
    sourceOf: () => ({ file: HOSTILE, prefix: '' }),
  });
}

/**
 * A review with many databases and services: more than a page shows in full.
 *
 * @param instances - of each service; 20 are over
 * @param lastInstances - of the last service
 */
export function largeReview(services: number, instances = 20, lastInstances = instances): Review {
  const databases = Object.fromEntries(
    Array.from({ length: services }, (_, index) => [`db-${index}`, ENVIRONMENT.databases.main]),
  );
  const all = Object.fromEntries(
    Array.from({ length: services }, (_, index) => [
      `service-${index}`,
      {
        ...SERVICE,
        pools: { main: { ...SERVICE.pools.main, database: `db-${index}` } },
        maxInstances: index === services - 1 ? lastInstances : instances,
      },
    ]),
  );
  return reviewOf(declare({ ...ENVIRONMENT, databases, services: all }), {
    today: TODAY,
    fixes: false,
    notes: Array.from({ length: 300 }, (_, index) => `note ${index}`),
    sourceOf: () => ({ file: 'large.json', prefix: '' }),
  });
}

/** A review of many environments, the last of them refused. */
export function manyEnvironments(count: number): Review {
  const environments = Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const services = { api: { ...SERVICE, maxInstances: index === count - 1 ? 20 : 2 } };
      return [`environment-${index}`, { ...ENVIRONMENT, project: `project-${index}`, services }];
    }),
  );
  return reviewOf(
    { schemaVersion: 1, environments },
    { today: TODAY, fixes: false, sourceOf: (environment) => ({ file: `${environment}.ts`, prefix: '' }) },
  );
}
