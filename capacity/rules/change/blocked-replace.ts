import { isBlocked } from '../../change';
import type { Violation } from '../../finding';
import { counted } from '../../words';
import type { Rule } from '../rule';
import { changesOf, fieldsText, fieldsWith, nameOfSubject, revert } from '../changed-fields';

export const blockedReplace: Rule = {
  id: 'change/blocked-replace',
  severity: 'error',
  summary: 'A change deletes or replaces nothing that is protected against deletion.',
  why: 'the provider looks at the live protection only when it applies, so the plan passes and the apply fails half-way',
  check: (environment, model) => {
    const changes = changesOf(environment, model);
    return changes.filter(isBlocked).map((change): Violation => {
      const replacing = fieldsWith(change, 'replace');
      const [first] = replacing;
      const what =
        change.action === 'delete'
          ? `${nameOfSubject(change)} is not declared any more, and would be deleted`
          : [fieldsText(change, replacing), `would replace ${nameOfSubject(change)}`]
              .filter(Boolean)
              .join(' ');
      const others = changes.length - 1;
      const beside =
        others === 0
          ? 'the apply fails'
          : `the apply fails half-way, when ${counted(others, 'other change')} may have been made`;
      return {
        subject: change.subject,
        ...(first && { at: { path: first.path, value: first.to } }),
        owner: change.owner,
        headline: `${what}, but it is protected against deletion: ${beside}`,
        knobs: revert(replacing),
      };
    });
  },
};
