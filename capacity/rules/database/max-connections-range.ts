import { defaultMaxConnections, MAX_CONNECTIONS_FLAG } from '../../google-cloud/cloud-sql';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const maxConnectionsRange: Rule = {
  id: 'database/max-connections-range',
  severity: 'error',
  summary: 'max_connections lies in the range of the flag.',
  why: 'the API refuses the flag, or no server has such a limit: every budget that rests on it is wrong',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database, tier, ours, owner }) => {
      const { min, max } = MAX_CONNECTIONS_FLAG.value;
      const numbers = [
        ['maxConnections', database.maxConnections],
        ['observed.maxConnections', database.observed?.maxConnections],
      ] as const;
      return numbers.flatMap(([field, value]) => {
        if (typeof value !== 'number' || (value >= min && value <= max)) return [];
        const at = `${path}.${field}`;
        const settable = ours && field === 'maxConnections' && tier;
        return [
          {
            subject: at,
            at: { path: at, value },
            owner,
            headline: `max_connections ${value} is outside ${min} to ${max}`,
            excess: Math.max(min - value, value - max),
            knobs: settable
              ? [{ path: at, from: value, to: { value: defaultMaxConnections(tier.memoryGb) } }]
              : [],
          },
        ];
      });
    }),
};
