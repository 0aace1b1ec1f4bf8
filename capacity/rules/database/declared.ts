import type { Database } from '../../declaration';
import { parseTier, type Tier } from '../../google-cloud/cloud-sql';
import type { Severity } from '../../finding';
import type { EnvironmentModel } from '../../model';

/** A declared database, with what its rules have in common. */
export interface DeclaredDatabase {
  readonly key: string;
  /** `databases.main`. */
  readonly path: string;
  readonly database: Database;
  readonly tier: Tier | undefined;
  /** This stack deploys it; someone else's is only named. */
  readonly ours: boolean;
  /** What cannot be deployed blocks; what is wrong about someone else's instance warns. */
  readonly severity: Severity;
  readonly owner: string | undefined;
}

/** The databases that an environment declares. */
export function databasesOf({ declared }: EnvironmentModel): readonly DeclaredDatabase[] {
  return Object.entries(declared.databases ?? {}).map(([key, database]) => {
    const ours = database.ownership !== 'reference';
    return {
      key,
      path: `databases.${key}`,
      database,
      tier: parseTier(database.tier),
      ours,
      severity: ours ? 'error' : 'warning',
      owner: database.owner,
    };
  });
}
