import { ASSUMPTIONS, type AssumptionName } from './google-cloud/assumptions';
import type { EnvironmentModel } from './model';
import { databaseKeepaliveSeconds } from './startup';

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

function unwritten({ declared, services, budgets }: EnvironmentModel): readonly Assumed[] {
  const equal = services
    .filter(
      ({ latest: { caches, pools }, outgoingBasis }) =>
        pools.length + caches.length > 0 && outgoingBasis === 'assumed-equal',
    )
    .map(({ name }) => name);
  const admin = Object.entries(declared.databases ?? {})
    .filter(([, { reserved }]) => reserved?.cloudSqlAdmin === undefined)
    .map(([name]) => name);
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
    ...admin.map((name) => ({
      name: 'cloudSqlAdmin',
      value: null,
      unit: 'connections',
      what: `cloudsqladmin holds as many connections on ${name} as were measured elsewhere.`,
      source: 'Google publishes no number; databases.<name>.reserved.cloudSqlAdmin sets it',
    })),
  ];
}
