import type { Budget } from '../budget';
import type { Database } from '../declaration';
import { parseTier } from '../google-cloud/cloud-sql';
import { FORECAST_SECONDS } from '../google-cloud/monitoring';
import { cloudSqlAdminOf } from '../limit';
import type { MomentName } from '../moments';
import { above, below, bytes, makeAlert, type Advice, type Alert, type Watch } from './alert';
import * as queries from './queries';

/** A database of this environment, with what its alerts need. */
interface Watched {
  readonly watch: Watch;
  readonly key: string;
  readonly path: string;
  readonly database: Database;
  readonly budget: Budget;
  readonly project: string;
  readonly instance: string;
  readonly databaseId: string;
}

/** Alerts of the databases that this environment answers for, and whose metrics its project has. */
export function databaseAlerts(watch: Watch): readonly Alert[] {
  return watchedDatabases(watch).flatMap((watched) => [
    ...connectionAlerts(watched),
    ...undeclaredAlerts(watched),
    ...machineAlerts(watched),
  ]);
}

/** Databases with their budgets; someone else's only where nobody else's environment reports it. */
export function watchedDatabases(watch: Watch): readonly Watched[] {
  const { model, environment } = watch;
  return model.budgets.flatMap((budget) => {
    if (budget.kind !== 'database' || budget.environment !== model.name) return [];
    const [project, , instance] = budget.id.split(':') as [string, string, string];
    const database = environment.databases?.[budget.name];
    if (!database || project !== environment.project) return [];
    const databaseId = `${project}:${instance}`;
    return [{ watch, key: budget.name, path: budget.path, database, budget, project, instance, databaseId }];
  });
}

/** Connections that the metric shows when the clients have so many: it counts cloudsqladmin's too. */
export function asMetricCounts(
  { database, budget }: Pick<Watched, 'database' | 'budget'>,
  clients: number,
): number {
  return clients + cloudSqlAdminOf(database, budget.limit.connections);
}

/** The share of the usable connections at which an alert fires, as the metric counts. */
export function connectionThreshold(
  watched: Pick<Watched, 'database' | 'budget'>,
  percent: number,
): number | undefined {
  const { usable } = watched.budget.limit;
  return typeof usable === 'number'
    ? asMetricCounts(watched, Math.floor((usable * percent) / 100))
    : undefined;
}

function connectionAlerts(watched: Watched): readonly Alert[] {
  const { watch, key, path, databaseId, budget } = watched;
  const { connectionsWarningPercent, connectionsCriticalPercent } = watch.margins;
  const warning = connectionThreshold(watched, connectionsWarningPercent);
  const critical = connectionThreshold(watched, connectionsCriticalPercent);
  if (warning === undefined || critical === undefined) return [];
  const query = queries.connections(databaseId);
  const advice = (percent: number): Advice => ({
    meaning: `More than ${percent} % of the ${budget.limit.usable} usable connections are open. The limit is ${budget.limit.text}, of which ${budget.limit.reservedText || 'nothing'} and ${budget.limit.kept} kept for the team are not for the services. The metric counts cloudsqladmin's ${asMetricCounts(watched, 0)} connections, and so does the threshold. Connection ${typeof budget.limit.connections === 'number' ? budget.limit.connections - budget.limit.reserved + 1 : 'number limit + 1'} is refused with SQLSTATE 53300.`,
    cause:
      'Several revisions at their ceilings at once (a deploy that does not drain, a split of the traffic), a crash loop whose killed instances leave connections behind, or a client that nobody declared.',
    commands: [
      describeInstance(watched),
      `gcloud run services list --project=${watched.project} --region=${watch.environment.region}`,
      `gcloud logging read 'resource.type="cloudsql_database" AND resource.labels.database_id="${databaseId}" AND severity>=ERROR' --project=${watched.project} --freshness=1h --limit=20`,
    ],
    knob: `${path}.maxConnections`,
    turn: 'raise',
    caution:
      'First lower what connects (`maxInstances` or the pools of the largest client, a new revision each): that takes effect without an interruption.',
  });
  const parts = { name: key, subject: path };
  return [
    makeAlert(
      watch,
      {
        ...parts,
        kind: 'database-connections-warning',
        severity: 'warning',
        title: `connections above ${connectionsWarningPercent} % of usable, or about to pass ${connectionsCriticalPercent} %`,
        conditions: [
          above(`connections above ${connectionsWarningPercent} % of usable`, query, warning),
          above(
            `connections above ${connectionsCriticalPercent} % of usable within the hour`,
            query,
            critical,
            {
              forecastSeconds: FORECAST_SECONDS.value.min,
            },
          ),
        ],
      },
      advice(connectionsWarningPercent),
    ),
    makeAlert(
      watch,
      {
        ...parts,
        kind: 'database-connections-critical',
        severity: 'critical',
        title: `connections above ${connectionsCriticalPercent} % of usable`,
        conditions: [above(`connections above ${connectionsCriticalPercent} % of usable`, query, critical)],
      },
      advice(connectionsCriticalPercent),
    ),
  ];
}

/** Moments that a working day has; the others are accidents. */
const PLANNED: readonly MomentName[] = ['steady', 'rollout', 'later-rollout', 'migration'];

/** More connections than all declared clients open at their worst planned moment: somebody is not declared. */
function undeclaredAlerts(watched: Watched): readonly Alert[] {
  const { watch, key, path, budget, databaseId } = watched;
  const planned = budget.moments.filter(({ name }) => PLANNED.includes(name));
  const [worst] = [...planned].sort((a, b) => b.demand - a.demand);
  if (!worst || planned.some(({ left }) => left === undefined)) return [];
  const threshold = asMetricCounts(watched, worst.demand + budget.limit.kept);
  const largest = [...worst.terms].sort((a, b) => Number(b.connections) - Number(a.connections))[0];
  return [
    makeAlert(
      watch,
      {
        kind: 'database-connections-undeclared',
        name: key,
        subject: path,
        severity: 'warning',
        title: 'more connections than its declared clients open',
        conditions: [
          above('connections above the worst planned moment', queries.connections(databaseId), threshold),
        ],
      },
      {
        meaning: `The declared clients open at most ${worst.demand} connections, at the moment \`${worst.name}\`${budget.limit.kept > 0 ? `, and ${budget.limit.kept} are kept for operators` : ''}. More are open, so the budget that every deploy is checked against is not true.`,
        cause:
          'A client that nobody declared, a pool that the application does not read from its environment variables, or killed instances whose connections the server still keeps.',
        commands: [
          `gcloud run revisions list --project=${watched.project} --region=${watch.environment.region}`,
          describeInstance(watched),
          `gcloud sql users list --instance=${watched.instance} --project=${watched.project}`,
        ],
        knob: largest === undefined ? `${path}.maxConnections` : largestKnob(largest.path),
        turn: 'lower',
        caution:
          'Or declare the client under `clients`: then the budget counts it, and this alert moves with it.',
      },
    ),
  ];
}

function largestKnob(path: string): string {
  return path.startsWith('services.')
    ? `${path}.maxInstances`
    : path.startsWith('clients.')
      ? `${path}.connections`
      : path;
}

function machineAlerts(watched: Watched): readonly Alert[] {
  const { watch, key, path, database, databaseId } = watched;
  const { databaseCpuPercent, databaseMemoryPercent, diskPercent } = watch.margins;
  const tier = parseTier(database.tier);
  const parts = { name: key, subject: path, severity: 'warning' } as const;
  const commands: Advice['commands'] = [
    describeInstance(watched),
    `gcloud sql operations list --instance=${watched.instance} --project=${watched.project} --limit=10`,
    `gcloud logging read 'resource.type="cloudsql_database" AND resource.labels.database_id="${databaseId}"' --project=${watched.project} --freshness=1h --limit=50`,
  ];
  const tierKnob = { commands, knob: `${path}.tier`, turn: 'raise' } as const;
  const gigabytes = database.diskGb;
  return [
    makeAlert(
      watch,
      {
        ...parts,
        kind: 'database-cpu',
        title: `CPU above ${databaseCpuPercent} %`,
        conditions: [
          above(
            `CPU above ${databaseCpuPercent} %`,
            queries.databaseCpu(databaseId),
            databaseCpuPercent / 100,
            { atLeast: 600 },
          ),
        ],
      },
      {
        ...tierKnob,
        meaning: `${database.tier} has ${tier ? tier.vcpu : 'an unknown number of'} vCPU. Above ${databaseCpuPercent} % every connection waits for CPU, and new ones take longer than their time-out.`,
        cause:
          'A slow query, many connections at once (each costs CPU to open), or more traffic than was declared.',
      },
    ),
    ...(tier
      ? [
          makeAlert(
            watch,
            {
              ...parts,
              kind: 'database-memory',
              severity: 'critical',
              title: `memory above ${databaseMemoryPercent} % of the tier's`,
              conditions: [
                above(
                  `memory above ${databaseMemoryPercent} %`,
                  queries.databaseMemory(databaseId),
                  bytes(tier.memoryGb, databaseMemoryPercent),
                ),
              ],
            },
            {
              ...tierKnob,
              meaning: `${database.tier} has ${tier.memoryGb} GB. A server that runs out of memory is killed, with every connection.`,
              cause:
                'More connections than usual (each takes memory), large sorts, or memory flags that are set too high.',
            },
          ),
        ]
      : []),
    makeAlert(
      watch,
      {
        ...parts,
        kind: 'database-disk',
        title:
          gigabytes === undefined
            ? `disk above ${diskPercent} %`
            : `disk above ${diskPercent} % of the declared ${gigabytes} GB`,
        conditions: [
          gigabytes === undefined
            ? above(`disk above ${diskPercent} %`, queries.databaseDiskRatio(databaseId), diskPercent / 100)
            : above(
                `disk above ${diskPercent} %`,
                queries.databaseDisk(databaseId),
                bytes(gigabytes, diskPercent),
              ),
        ],
      },
      {
        meaning: `${gigabytes === undefined ? 'The disk' : `The declared ${gigabytes} GB`} will not be enough. The disk grows by itself, and never shrinks: what it has become, the declaration should say.`,
        cause:
          'Data that grew as expected, a replication slot that holds back transaction logs, or temporary files of large sorts.',
        commands,
        knob: `${path}.diskGb`,
        turn: 'raise',
      },
    ),
    makeAlert(
      watch,
      {
        ...parts,
        kind: 'database-up',
        severity: 'critical',
        title: 'is down',
        conditions: [below('not up', queries.databaseUp(databaseId), 1)],
      },
      {
        meaning: `The server does not run. Every service with a pool on it fails its startup, and restarts until it is back.`,
        cause:
          'A restart that somebody asked for (a changed tier or flag), maintenance, a failover of a zone, or memory that ran out.',
        commands,
        knob: `${path}.availability`,
        turn: 'set',
        caution: '`REGIONAL` keeps a standby in another zone; it needs backups and point-in-time recovery.',
      },
    ),
  ];
}

function describeInstance({ instance, project }: Watched): string {
  return `gcloud sql instances describe ${instance} --project=${project}`;
}
