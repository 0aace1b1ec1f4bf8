import type { Environment, Workload } from '../../declaration';
import type { Violation } from '../../finding';
import type { ResolvedPool } from '../../pools';
import type { Rule } from '../rule';

export const transport: Rule = {
  id: 'egress/transport',
  severity: 'error',
  summary: 'Every pool has a way to its database that the database accepts.',
  why: 'the instance starts, and every connection is refused or times out until its startup probe gives up',
  check: ({ declared, services, jobs }) =>
    [
      ...services.map(({ path, declared: workload, latest, revisions }) => ({
        path,
        workload,
        pools: [latest, ...revisions].flatMap(({ pools }) => pools),
      })),
      ...jobs.map(({ path, declared: workload, pools }) => ({ path, workload, pools })),
    ].flatMap(({ path, workload, pools }): readonly Violation[] => {
      const problems = [...new Set(pools.flatMap((pool) => problemOf(declared, workload, pool) ?? []))];
      if (problems.length === 0) return [];
      const at = `${path}.transport`;
      const way = workload.transport ?? 'private-ip';
      const other = way === 'socket' ? 'private-ip' : 'socket';
      return [
        {
          subject: path,
          at: { path: at, value: way },
          owner: workload.owner,
          headline: problems.join('; '),
          knobs: [{ path: at, from: way, to: { value: other } }],
        },
      ];
    }),
};

/** Why a pool cannot reach its database; where a PgBouncer stands is not declared, so only its bypass is known. */
function problemOf(
  { databases }: Environment,
  { transport: way = 'private-ip', egress }: Workload,
  { declared: { database: key, via = 'direct', pooler } }: ResolvedPool,
): string | undefined {
  const database = databases?.[key];
  if (way === 'socket' && via !== 'direct')
    return `the socket goes straight to ${key}, past ${via === 'pgbouncer' ? `poolers.${pooler}` : 'its managed pooler'}`;
  if (via === 'pgbouncer' || !database) return undefined;
  if (way === 'private-ip' && database.connectorEnforcement)
    return `${key} refuses direct connections (connectorEnforcement); private-ip is one`;
  if (egress.kind !== 'none' || (way === 'socket' && database.publicIp)) return undefined;
  return way === 'socket'
    ? `${key} has only a private address, and the socket reaches it through VPC egress: egress is none`
    : `the private address of ${key} is reached through VPC egress: egress is none`;
}
