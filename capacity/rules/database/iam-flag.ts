import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

const FLAG = 'cloudsql.iam_authentication';

export const iamFlag: Rule = {
  id: 'database/iam-flag',
  severity: 'error',
  summary: 'Services can log in: IAM authentication is not turned off.',
  why: 'every service logs in as its IAM service account, without a password: with the flag off each login is refused',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database, severity, owner }) => {
      const value = database.flags?.[FLAG];
      if (value === undefined || value === 'on') return [];
      return [
        {
          subject: path,
          severity,
          at: { path: `${path}.flags.${FLAG}`, value },
          owner,
          headline: `flag ${FLAG} is ${value}; services log in only with on`,
        },
      ];
    }),
};
