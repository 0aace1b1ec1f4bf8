import type { Violation } from '../../finding';
import type { Rule } from '../rule';
import { changesOf, nameOfSubject, revert } from '../changed-fields';

export const silentlyKeptValue: Rule = {
  id: 'change/silently-kept-value',
  severity: 'warning',
  summary: 'A value that is not written any more, but stays live, is seen.',
  why: 'Terraform takes a missing value for "as it is" where the provider may compute it: the code says one thing and another is live',
  check: (environment, model) =>
    changesOf(environment, model).flatMap((change) =>
      change.fields
        .filter(({ isKept }) => isKept)
        .map((field): Violation => {
          const live = typeof field.from === 'string' ? field.from : JSON.stringify(field.from);
          return {
            subject: field.path,
            at: { path: field.path, value: undefined },
            owner: change.owner,
            headline: `${field.path.split('.').at(-1)} of ${nameOfSubject(change)} is not written any more, and stays ${live}`,
            knobs: revert([field]),
          };
        }),
    ),
};
