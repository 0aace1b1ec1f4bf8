import type { Knob, Violation } from '../../finding';
import { AT_LEAST_ON_STANDBY, postgresMajor } from '../../google-cloud/cloud-sql';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const replicaLimits: Rule = {
  id: 'database/replica-limits',
  severity: 'error',
  summary: 'A replica has the version of its primary, and limits that are no lower.',
  why: 'PostgreSQL refuses queries on a standby, or does not start it, while one of these settings is below the primary’s',
  check: (environment) => {
    const databases = databasesOf(environment);
    const byKey = new Map(databases.map((declared) => [declared.key, declared]));
    return databases.flatMap(({ path, database, limit, ours, severity, owner }) => {
      const primaryKey = database.replicaOf;
      const declaredPrimary = primaryKey === undefined ? undefined : byKey.get(primaryKey);
      if (!declaredPrimary) return [];
      const { database: primary, limit: primaryLimit } = declaredPrimary;
      const compare = (field: string, setting: string, own: unknown, least: unknown): Violation[] => {
        if (typeof own !== 'number' || typeof least !== 'number' || own >= least) return [];
        const at = `${path}.${field}`;
        const knobs: Knob[] = ours ? [{ path: at, from: own, to: { value: least } }] : [];
        const headline = `${setting} ${own} is below ${least} of its primary ${primaryKey}`;
        return [
          {
            subject: at,
            severity,
            at: { path: at, value: own },
            owner,
            headline,
            excess: least - own,
            knobs,
          },
        ];
      };
      const [version, primaryVersion] = [postgresMajor(database.version), postgresMajor(primary.version)];
      const versions: Violation = {
        subject: `${path}.version`,
        severity,
        at: { path: `${path}.version`, value: database.version },
        owner,
        headline: `version ${database.version} is not ${primary.version} of its primary ${primaryKey}`,
        why: 'a physical replica runs the major version of its primary',
        knobs: ours
          ? [{ path: `${path}.version`, from: database.version, to: { value: primary.version } }]
          : [],
      };
      return [
        ...(version === primaryVersion || version === undefined || primaryVersion === undefined
          ? []
          : [versions]),
        ...compare('maxConnections', 'max_connections', limit.connections, primaryLimit.connections),
        ...AT_LEAST_ON_STANDBY.value.flatMap((flag) =>
          compare(`flags.${flag}`, flag, flagOf(database.flags, flag), flagOf(primary.flags, flag)),
        ),
      ];
    });
  },
};

function flagOf(
  flags: Readonly<Record<string, string | number>> | undefined,
  flag: string,
): number | undefined {
  return flags?.[flag] === undefined ? undefined : Number(flags[flag]);
}
