import { NOT_KNOWN, POSTGRES_VERSIONS } from '../../google-cloud/cloud-sql';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const version: Rule = {
  id: 'database/version',
  severity: 'error',
  summary: 'The database is a version of PostgreSQL that Cloud SQL has.',
  why: 'the plan looks fine, and the API refuses the instance, or makes a server of which no limit here is true',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database, severity, owner }) => {
      const given = database.version;
      if (given === NOT_KNOWN) return [];
      const { oldest, majors } = POSTGRES_VERSIONS.value;
      const major = Number(/^POSTGRES_([1-9]\d?)$/.exec(given)?.[1] ?? 0);
      if (given === oldest || (major >= majors.min && major <= majors.max)) return [];
      // A major of later years may well exist by now.
      const isNewer = major > majors.max;
      return [
        {
          subject: path,
          severity: isNewer ? 'warning' : severity,
          at: { path: `${path}.version`, value: given },
          owner,
          headline: `version ${given} is not known; Cloud SQL has ${oldest} and POSTGRES_${majors.min} to POSTGRES_${majors.max}`,
          ...(isNewer && {
            why: 'unless it came out since, the API refuses the instance after the plan has passed',
          }),
        },
      ];
    }),
};
