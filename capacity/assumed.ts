import type { Service } from './declaration';
import { ASSUMPTIONS, type AssumptionName } from './google-cloud/assumptions';
import type { EnvironmentModel } from './model';
import type { ResolvedPool } from './pools';
import { databaseKeepaliveSeconds } from './keepalive';

/** An assumption that a result rests on. */
export interface Assumed {
  /** Name under `assumptions`, or of what was assumed. */
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly what: string;
  readonly source: string;
}

/** The assumptions that an environment's result rests on: only those that were used. */
export function assumedIn(environment: EnvironmentModel): readonly Assumed[] {
  const { declared, services, startup, budgets, assumptions } = environment;
  const databases = Object.values(declared.databases ?? {});
  const direct = services.some(({ latest }) =>
    latest.pools.some(({ declared: pool }) => (pool.via ?? 'direct') === 'direct'),
  );
  const silent = databases.some(({ flags }) => databaseKeepaliveSeconds(flags) === undefined);
  const moments = new Set(budgets.flatMap(({ moments: all }) => all.map(({ name }) => name)));
  const warmUps = [...startup.values()];
  const used: readonly (readonly [AssumptionName, boolean])[] = [
    ['overshootPercent', moments.has('overshoot')],
    ['idleInstanceSeconds', moments.has('redeploy')],
    ['orphanedConnectionSeconds', moments.has('churn') && direct && silent],
    [
      'connectorScalingSeconds',
      warmUps.some(({ networkBasis }) => ['scaling', 'unknown'].includes(networkBasis)),
    ],
    ['directVpcWarmUpSeconds', warmUps.some(({ networkBasis }) => networkBasis === 'direct-vpc')],
    [
      'failoverSeconds',
      warmUps.some(
        ({ databaseDeadline, failoverSeconds }) =>
          databaseDeadline.basis === 'derived' && failoverSeconds > 0,
      ),
    ],
    ['startupMbpsPerInstance', services.some(({ declared: service }) => service.egress.kind === 'connector')],
    ['connectionSeconds', warmUps.length > 0],
    ['deadlineMargin', warmUps.some(({ databaseDeadline }) => databaseDeadline.basis === 'derived')],
    [
      'managedPoolSize',
      databases.some(({ managedPooling }) => managedPooling && managedPooling.poolSize === undefined),
    ],
    [
      'managedPoolClients',
      databases.some(
        ({ managedPooling }) => managedPooling && managedPooling.maxClientConnections === undefined,
      ),
    ],
    ['connectionMegabytes', databases.length > 0],
    ['sharedBuffersPercent', databases.some(({ flags }) => flags?.['shared_buffers'] !== undefined)],
    [
      'connectorBusyPercent',
      services.some(
        ({ declared: { egress, load } }) => egress.kind === 'connector' && load?.egressMbps !== undefined,
      ),
    ],
    ['offeredLoadPercent', services.some(({ declared: service }) => service.load !== undefined)],
    ['directVpcMaxInstances', services.some(({ declared: service }) => service.egress.kind === 'direct-vpc')],
  ];
  const named = used
    .filter(([, isUsed]) => isUsed)
    .map(([name]): Assumed => ({ ...ASSUMPTIONS[name], name, value: assumptions[name] }));
  return [...named, ...unwritten(environment)];
}

function unwritten({ declared, services, jobs, budgets }: EnvironmentModel): readonly Assumed[] {
  const pools = [...services.map(({ latest }) => latest), ...jobs].flatMap((fleet) => fleet.pools);
  const equal = services
    .filter(
      ({ latest: { caches, pools }, outgoingBasis }) =>
        pools.length + caches.length > 0 && outgoingBasis === 'assumed-equal',
    )
    .map(({ name }) => name);
  const inherited = services
    .filter(
      ({ declared: service, latest: { caches, pools }, outgoingBasis }) =>
        pools.length + caches.length > 0 && outgoingBasis !== 'compared' && leavesOut(service),
    )
    .map(({ name }) => name);
  const admin = Object.entries(declared.databases ?? {})
    .filter(([, { reserved }]) => reserved?.cloudSqlAdmin === undefined)
    .map(([name]) => name);
  const throughPooler = [
    ...new Set(pools.filter(logsInThroughPooler).map(({ declared: pool }) => pool.database)),
  ];
  return [
    ...(equal.length > 0 && budgets.length > 0
      ? [
          {
            name: 'outgoing',
            value: null,
            unit: '',
            what: `The live fleet of ${equal.join(', ')} has the declared numbers.`,
            source: 'no outgoing numbers and no base of a comparison were given',
          },
        ]
      : []),
    ...(inherited.length > 0 && budgets.length > 0
      ? [
          {
            name: 'revisions',
            value: null,
            unit: '',
            what: `Earlier revisions of ${inherited.join(', ')} have the service's numbers where they name none.`,
            source: 'services.<name>.revisions.<revision> leaves them out',
          },
        ]
      : []),
    ...throughPooler.map((name) => ({
      name: 'managedPoolingLogin',
      value: null,
      unit: '',
      what: `Managed Connection Pooling of ${name} lets IAM users log in.`,
      source: 'not confirmed; a pool with a `user` of its own logs in with a password instead',
    })),
    ...admin.map((name) => ({
      name: 'cloudSqlAdmin',
      value: null,
      unit: 'connections',
      what: `cloudsqladmin holds as many connections on ${name} as were measured elsewhere.`,
      source: 'Google publishes no number; databases.<name>.reserved.cloudSqlAdmin sets it',
    })),
  ];
}

/** Whether a pool goes through Cloud SQL's own pooler without a user and a password of its own. */
function logsInThroughPooler({ declared: { user, via } }: ResolvedPool): boolean {
  return via === 'managed-pooler' && user === undefined;
}

/** Whether a revision leaves a number to its service that counts connections. */
function leavesOut({ revisions, pools, caches }: Service): boolean {
  return Object.values(revisions ?? {}).some(
    (own) =>
      (own.traffic > 0 ? own.maxInstances : own.minInstances) === undefined ||
      own.processes === undefined ||
      (own.pools ?? pools) !== own.pools ||
      (own.caches ?? caches) !== own.caches,
  );
}
