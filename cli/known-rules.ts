import type { Declaration } from '../capacity/declaration';
import { RULES } from '../capacity/rules';
import { ShapeError } from '../capacity/shape';
import { nearest } from '../capacity/shape/nearest';

/**
 * Requires that every acknowledgement names a rule that exists: a misspelt one accepts nothing, and looks as if it did.
 * Not at the door, which knows no rules; and not for the base of a comparison, which may be older than a rule's end.
 *
 * @returns the declaration itself
 * @throws ShapeError that names the first that does not
 */
export function withKnownRules(declaration: Declaration, source: string): Declaration {
  const ids = RULES.map(({ id }) => id);
  for (const [name, { acknowledgements = [] }] of Object.entries(declaration.environments)) {
    for (const [index, { rule }] of acknowledgements.entries()) {
      if (ids.includes(rule)) continue;
      const meant = nearest(rule, ids);
      const hint =
        meant === undefined ? 'allowed is one that `capacity rules` lists' : `did you mean "${meant}"?`;
      const path = `environments.${name}.acknowledgements[${index}].rule`;
      throw new ShapeError(source, path, `given ${JSON.stringify(rule)}; ${hint}`);
    }
  }
  return declaration;
}
