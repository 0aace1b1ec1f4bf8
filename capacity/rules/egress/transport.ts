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
      const all = pools.flatMap((pool) => problemOf(declared, workload, pool) ?? []);
      if (all.length === 0) return [];
      const problems = [...new Set(all.map(({ text }) => text))];
      const at = `${path}.transport`;
      const way = workload.transport ?? 'private-ip';
      const other = way === 'socket' ? 'private-ip' : 'socket';
      return [
        {
          subject: path,
          at: all.every(({ isEgress }) => isEgress)
            ? { path: `${path}.egress.kind`, value: workload.egress.kind }
            : { path: at, value: way },
          owner: workload.owner,
          headline: problems.join('; '),
          knobs: [{ path: at, from: way, to: { value: other } }],
        },
      ];
    }),
};

/** Why a pool cannot reach its database, and whether that is for want of egress. */
interface Problem {
  readonly text: string;
  readonly isEgress: boolean;
}

/** Where a PgBouncer stands is not declared, so only its bypass is known. */
function problemOf(
  { databases, origin }: Environment,
  { transport: way = 'private-ip', egress }: Workload,
  { declared: { database: key, via = 'direct', pooler } }: ResolvedPool,
): Problem | undefined {
  const database = databases?.[key];
  if (way === 'socket' && via !== 'direct') {
    const past = via === 'pgbouncer' ? `poolers.${pooler}` : 'its managed pooler';
    return { text: `the socket goes straight to ${key}, past ${past}`, isEgress: false };
  }
  if (via === 'pgbouncer' || !database) return undefined;
  // Whether an instance of others has a public address is known only where Terraform says so.
  if (origin === 'terraform' && database.publicIp !== false) return undefined;
  if (way === 'private-ip' && database.connectorEnforcement)
    return {
      text: `${key} refuses direct connections (connectorEnforcement); private-ip is one`,
      isEgress: false,
    };
  if (egress.kind !== 'none' || (way === 'socket' && database.publicIp)) return undefined;
  const text =
    way === 'socket'
      ? `${key} has only a private address, and the socket reaches it through VPC egress: egress is none`
      : `the private address of ${key} is reached through VPC egress: egress is none`;
  return { text, isEgress: true };
}
