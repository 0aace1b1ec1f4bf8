import type { Database } from '../declaration';
import { parseTier, type Tier } from '../google-cloud/cloud-sql';
import type { Severity } from '../finding';
import { connectionName, type Limit } from '../limit';
import type { EnvironmentModel } from '../model';
import { once } from '../once';

/** A declared database, with what its rules have in common. */
export interface DeclaredDatabase {
  readonly key: string;
  /** `databases.main`. */
  readonly path: string;
  readonly database: Database;
  readonly tier: Tier | undefined;
  /** The limit in force, also where another environment owns the instance. */
  readonly limit: Limit;
  /** This stack deploys it; someone else's is only named. */
  readonly ours: boolean;
  /** What cannot be deployed blocks; what is wrong about someone else's instance warns. */
  readonly severity: Severity;
  readonly owner: string | undefined;
}

/** The databases that an environment declares. */
export const databasesOf = once(({ declared, budgets }: EnvironmentModel): readonly DeclaredDatabase[] => {
  const limits = new Map(budgets.map(({ id, limit }) => [id, limit]));
  return Object.entries(declared.databases ?? {}).map(([key, database]) => {
    const ours = database.ownership !== 'reference';
    return {
      key,
      path: `databases.${key}`,
      database,
      tier: parseTier(database.tier),
      limit: limits.get(connectionName(declared, key, database))!,
      ours,
      severity: ours ? 'error' : 'warning',
      owner: database.owner,
    };
  });
});
