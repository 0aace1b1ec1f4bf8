import { NO_SUCH_FLAG, postgresMajor, RESERVED_CONNECTIONS_FROM } from '../../google-cloud/cloud-sql';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const reservedSlots: Rule = {
  id: 'database/reserved-slots',
  severity: 'error',
  summary: 'The limit and the reserved slots are what the server can have, and leave something.',
  why: 'the budget would be counted with a limit that the server does not have',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database, limit, owner }) => {
      const { roles = 0 } = database.reserved ?? {};
      const major = postgresMajor(database.version);
      const since = RESERVED_CONNECTIONS_FROM.value;
      const problems: [string, unknown, string][] = [];
      for (const flag of ['max_connections', ...NO_SUCH_FLAG.value]) {
        const value = database.flags?.[flag];
        const instead =
          flag === 'max_connections'
            ? 'belongs in maxConnections: the budget does not see the flag'
            : 'is no flag of Cloud SQL; reserved counts what the server keeps';
        if (value !== undefined) problems.push([`flags.${flag}`, value, `flag ${flag} ${value} ${instead}`]);
      }
      if (roles > 0 && major !== undefined && major < since) {
        const text = `${roles} slots for reserved_connections on PostgreSQL ${major}, which has none before ${since}`;
        problems.push(['reserved.roles', roles, text]);
      }
      if (typeof limit.connections === 'number' && limit.reserved + limit.kept >= limit.connections) {
        const text = `reserved ${limit.reserved} + kept ${limit.kept} leave nothing of the limit ${limit.text}`;
        problems.push(['maxConnections', database.maxConnections, text]);
      }
      return problems.map(([field, value, headline]) => ({
        subject: `${path}.${field}`,
        at: { path: `${path}.${field}`, value },
        owner,
        headline,
      }));
    }),
};
