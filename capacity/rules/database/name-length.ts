import { INSTANCE_ID_MAX_LENGTH } from '../../google-cloud/cloud-sql';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const nameLength: Rule = {
  id: 'database/name-length',
  severity: 'error',
  summary: 'The project and the instance name together are short enough.',
  why: 'the API refuses the name, after the plan has passed',
  check: (environment) =>
    databasesOf(environment).flatMap(({ key, path, database, ours, owner }) => {
      const name = `${database.project ?? environment.declared.project}:${database.instance ?? key}`;
      const most = INSTANCE_ID_MAX_LENGTH.value;
      if (!ours || name.length <= most) return [];
      return [
        {
          subject: path,
          at: { path: `${path}.instance`, value: database.instance ?? key },
          owner,
          headline: `${name} has ${name.length} characters, at most ${most}`,
          excess: name.length - most,
        },
      ];
    }),
};
