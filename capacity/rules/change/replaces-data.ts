import { destroys } from '../../change';
import type { Violation } from '../../finding';
import type { Rule } from '../rule';
import { changesOf, fieldsText, fieldsWith, nameOfSubject, revert } from '../changed-fields';

/** Resources whose data go with them. */
const WITH_DATA = ['google_sql_database_instance', 'google_sql_database', 'google_redis_instance'];

export const replacesData: Rule = {
  id: 'change/replaces-data',
  severity: 'error',
  summary: 'A change does not delete data.',
  why: 'Terraform destroys the resource before it creates the new one, which is empty',
  check: (environment, model) =>
    changesOf(environment, model)
      // What is protected is not deleted; another rule says so.
      .filter((change) => WITH_DATA.includes(change.type) && destroys(change) && !change.isProtected)
      .map((change): Violation => {
        const replacing = fieldsWith(change, 'replace');
        const [first] = replacing;
        const what =
          change.action === 'delete'
            ? `${nameOfSubject(change)} is not declared any more, which`
            : fieldsText(change, replacing) || nameOfSubject(change);
        return {
          subject: change.subject,
          ...(first && { at: { path: first.path, value: first.to } }),
          owner: change.owner,
          headline: `${what} ${change.effect.text}`,
          knobs: revert(replacing),
        };
      }),
};
