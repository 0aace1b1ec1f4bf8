import type { Violation } from '../../finding';
import type { EnvironmentModel } from '../../model';
import type { Rule } from '../rule';
import { cachesOf, redisOf, type DeclaredRedis } from '../declared-redis';

export const network: Rule = {
  id: 'redis/network',
  severity: 'error',
  summary: 'Every cache has a way to its Redis instance, in the same network and region.',
  why: 'a Redis instance has only a private address, in the network that it was created for: without a way into it every connection times out',
  check: (environment) => [
    ...withoutWay(environment),
    ...redisOf(environment).flatMap((redis) => [
      ...peeringViolations(environment, redis),
      ...regionViolations(environment, redis),
    ]),
  ],
};

function withoutWay({ services, jobs }: EnvironmentModel): readonly Violation[] {
  return [...services, ...jobs].flatMap((workload): readonly Violation[] => {
    const { declared, path } = workload;
    const keys = cachesOf(workload);
    if (declared.egress.kind !== 'none' || keys.length === 0) return [];
    return [
      {
        subject: path,
        at: { path: `${path}.egress.kind`, value: 'none' },
        owner: declared.owner,
        headline: `the private address of ${keys.join(', ')} is reached through VPC egress: egress is none`,
      },
    ];
  });
}

/** A Shared VPC belongs to another project, whose network the instance's own peering cannot join. */
function peeringViolations(
  { declared }: EnvironmentModel,
  { ours, path, redis }: DeclaredRedis,
): readonly Violation[] {
  const { hostProject = declared.project } = declared.network;
  if (!ours || redis.connectMode !== 'direct-peering' || hostProject === declared.project) return [];
  const at = { path: `${path}.connectMode`, value: redis.connectMode };
  return [
    {
      subject: at.path,
      at,
      owner: redis.owner,
      headline: `connectMode direct-peering does not join the Shared VPC of ${hostProject}: private-service-access does`,
      why: 'the API refuses it, after the plan has passed',
      knobs: [{ path: at.path, from: redis.connectMode, to: { value: 'private-service-access' } }],
    },
  ];
}

function regionViolations(
  { declared }: EnvironmentModel,
  { path, redis, users }: DeclaredRedis,
): readonly Violation[] {
  const { region = declared.region } = redis;
  if (region === declared.region || users.length === 0) return [];
  const clients = users.map((user) => user.path).join(', ');
  return [
    {
      severity: 'warning',
      subject: `${path}.region`,
      at: { path: `${path}.region`, value: region },
      owner: redis.owner,
      headline: `the instance is in ${region}; ${clients} in ${declared.region}`,
      why: 'every look-up crosses regions, which takes longer than what a cache saves, and an outage of either stops both',
    },
  ];
}
