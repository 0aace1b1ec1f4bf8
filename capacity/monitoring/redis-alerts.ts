import type { Redis } from '../declaration';
import { redisClients, resolveRedis } from '../google-cloud/memorystore';
import { above, bytes, makeAlert, type Advice, type Alert, type Watch } from './alert';
import * as queries from './queries';

/** A Redis instance of this environment's project. */
export interface WatchedRedis {
  readonly key: string;
  readonly path: string;
  readonly redis: Redis;
  /** `projects/…/locations/…/instances/…`, as its metrics name it. */
  readonly instance: string;
}

/** Redis instances that this stack deploys. */
export function watchedRedis({ environment }: Watch): readonly WatchedRedis[] {
  return Object.entries(environment.redis ?? {})
    .filter(([, { ownership }]) => ownership !== 'reference')
    .map(([key, redis]) => ({
      key,
      path: `redis.${key}`,
      redis,
      instance: `projects/${environment.project}/locations/${environment.region}/instances/${key}`,
    }));
}

/** Alerts of the Redis instances. */
export function redisAlerts(watch: Watch): readonly Alert[] {
  return watchedRedis(watch).flatMap((watched) => [
    ...clientAlerts(watch, watched),
    memoryAlert(watch, watched),
    cpuAlert(watch, watched),
    ...failoverAlerts(watch, watched),
  ]);
}

function clientAlerts(watch: Watch, watched: WatchedRedis): readonly Alert[] {
  const { key, path, redis, instance } = watched;
  const { clients, text } = redisClients(redis);
  const query = queries.redisClients(instance);
  const alertAt = (severity: 'warning' | 'critical', percent: number): Alert =>
    makeAlert(
      watch,
      {
        kind: `redis-clients-${severity}`,
        name: key,
        subject: path,
        severity,
        title: `clients above ${percent} % of ${clients}`,
        conditions: [
          above(`clients above ${percent} %`, query, Math.floor((clients * percent) / 100)),
          ...(severity === 'critical'
            ? [above('connections rejected', queries.redisRejected(instance), 0)]
            : []),
        ],
      },
      {
        meaning: `The instance takes ${text} clients and rejects any further one. More than ${percent} % are connected${severity === 'critical' ? ', or some were rejected already' : ''}.`,
        cause:
          'More instances than usual, clients without a maximum, or connections that are opened and never closed.',
        commands: redisCommands(watch, watched),
        knob: `${path}.memoryGb`,
        turn: 'raise',
        caution:
          'The number of clients follows the size only with TLS before Redis 7; else lower `connections` of the largest client.',
      },
    );
  const { connectionsWarningPercent, connectionsCriticalPercent } = watch.margins;
  return [alertAt('warning', connectionsWarningPercent), alertAt('critical', connectionsCriticalPercent)];
}

function memoryAlert(watch: Watch, watched: WatchedRedis): Alert {
  const { key, path, redis, instance } = watched;
  const percent = watch.margins.redisMemoryPercent;
  return makeAlert(
    watch,
    {
      kind: 'redis-memory',
      name: key,
      subject: path,
      severity: 'warning',
      title: `memory above ${percent} % of ${redis.memoryGb} GB`,
      conditions: [
        above(`memory above ${percent} %`, queries.redisMemory(instance), bytes(redis.memoryGb, percent)),
      ],
    },
    {
      meaning: `The instance has ${redis.memoryGb} GB. When it is full, keys are evicted or writes are refused.`,
      cause: 'Keys without an expiry, a larger data set than was declared, or fragmentation.',
      commands: redisCommands(watch, watched),
      knob: `${path}.memoryGb`,
      turn: 'raise',
    },
  );
}

function cpuAlert(watch: Watch, watched: WatchedRedis): Alert {
  const { key, path, instance } = watched;
  const percent = watch.margins.redisCpuPercent;
  return makeAlert(
    watch,
    {
      kind: 'redis-cpu',
      name: key,
      subject: path,
      severity: 'warning',
      title: `CPU above ${percent} %`,
      conditions: [
        above(`main thread above ${percent} %`, queries.redisCpu(instance), percent / 100, { atLeast: 600 }),
      ],
    },
    {
      meaning: `One thread serves all commands, and it is busy more than ${percent} % of the time: every command waits.`,
      cause: 'Commands over many keys (KEYS, large ranges), scripts, or many new TLS connections.',
      commands: redisCommands(watch, watched),
      knob: `${path}.memoryGb`,
      turn: 'raise',
      caution: 'A larger instance has no faster thread: find the command first.',
    },
  );
}

/** Only a replica can take over; a `BASIC` instance has none. */
function failoverAlerts(watch: Watch, watched: WatchedRedis): readonly Alert[] {
  const { key, path, redis, instance } = watched;
  if (resolveRedis(redis).tier !== 'STANDARD_HA') return [];
  return [
    makeAlert(
      watch,
      {
        kind: 'redis-failover',
        name: key,
        subject: path,
        severity: 'warning',
        title: 'the primary changed',
        conditions: [above('a node changed its role', queries.redisRole(instance), 0)],
      },
      {
        meaning:
          'The replica took over. Every connection was dropped and opened again, all at once; writes of the last moment may be lost.',
        cause: 'A failed zone or node, maintenance, or a change of the size or the version.',
        commands: redisCommands(watch, watched),
        knob: `${path}.memoryGb`,
        turn: 'raise',
        caution: 'Only where memory ran out; else watch the clients come back.',
      },
    ),
  ];
}

function redisCommands({ environment }: Watch, { key }: WatchedRedis): Advice['commands'] {
  const where = `--region=${environment.region} --project=${environment.project}`;
  return [
    `gcloud redis instances describe ${key} ${where}`,
    `gcloud redis operations list ${where} --limit=10`,
    `gcloud run services list ${where}`,
  ];
}
