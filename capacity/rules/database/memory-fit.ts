import type { Knob } from '../../finding';
import { customTierFor, EFFECTIVE_CACHE_PERCENT, MAX_CONNECTIONS_FLAG } from '../../google-cloud/cloud-sql';
import { getPath } from '../../paths';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';
import { PAGE_MB } from '../memory-flags';
import { inMb, memoryProblems } from '../memory-need';

export const memoryFit: Rule = {
  id: 'database/memory-fit',
  severity: 'error',
  summary: 'The connections and the memory flags fit the memory of the machine.',
  why: 'a server that runs out of memory is killed with every connection, when the load is highest; flags outside their range are refused',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database, tier, ours, owner, ...rest }) => {
      const limit = rest.limit.connections;
      if (!ours || !tier || typeof limit !== 'number') return [];
      const memoryMb = tier.memoryGb * 1024;
      const problems = memoryProblems(database.flags, limit, memoryMb, environment.assumptions);
      if (problems.length === 0) return [];
      const neededMb = Math.max(...problems.map((problem) => problem.neededMb));
      const larger = tier.edition === 'ENTERPRISE' ? customTierFor(tier.vcpu, neededMb) : undefined;
      return [
        {
          subject: path,
          severity: problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
          at: { path: `${path}.tier`, value: database.tier },
          owner,
          headline: `${database.tier} has ${inMb(memoryMb)}: ${problems.map(({ text }) => text).join('; ')}`,
          excess: problems.reduce((sum, { excessMb }) => sum + excessMb, 0),
          knobs: [
            ...[...new Set(problems.flatMap(({ causes }) => causes))].flatMap((field) =>
              lower(path, field, field === 'maxConnections' ? limit : getPath(database, field), memoryMb),
            ),
            ...(larger ? [{ path: `${path}.tier`, from: database.tier, to: { value: larger } }] : []),
          ],
        },
      ];
    }),
};

function lower(path: string, field: string, from: unknown, memoryMb: number): readonly Knob[] {
  const lowerTo = lowest(field, memoryMb);
  return typeof from === 'number' && from > lowerTo
    ? [{ path: `${path}.${field}`, from, to: { lowerTo } }]
    : [];
}

/** The smallest number that is accepted: below it, another complaint would hide that a larger one fits. */
function lowest(field: string, memoryMb: number): number {
  if (field === 'maxConnections') return MAX_CONNECTIONS_FLAG.value.min;
  if (field !== 'flags.effective_cache_size') return 1;
  return Math.ceil((memoryMb * EFFECTIVE_CACHE_PERCENT.value.min) / 100 / PAGE_MB);
}
