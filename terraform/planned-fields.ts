import { UNKNOWN, type FieldChange } from '../capacity/change';
import type { Effect } from '../capacity/google-cloud/effects';
import { attributeDifferences, type AttributeDifference } from './attribute-differences';
import { attributeEffect } from './effects';
import type { PlannedChange } from './plan/reading';
import { nameText, told } from './told';

/**
 * What a plan changes of one resource, field by field. Of what carries no capacity only the name is told, and only
 * where it replaces the resource: its value may be a secret.
 *
 * @param replacement - what replacing the resource does
 * @param variableOf - path of the number that a container's variable was read as
 */
export function plannedFields(
  planned: PlannedChange,
  replacement: Effect,
  variableOf: (name: string) => string | undefined,
): readonly FieldChange[] {
  const { type, actions, before, after, afterUnknown, replacePaths } = planned;
  const isNew = actions.includes('create');
  const replacing = replacePaths.map(textOfPath);
  return attributeDifferences(before, after, afterUnknown).flatMap((difference): FieldChange[] => {
    const { path, from, to, isUnknown } = difference;
    const replaces = isBelow(path, replacing);
    const known = attributeEffect(type, path);
    if (!known) return replaces ? [named(planned, difference, replacement)] : [];
    // What the provider computes anew after every change, or at a creation, says nothing.
    if (isUnknown && !replaces && (isNew || !isWritten(planned, path))) return [];
    const effect = replaces ? replacement : known.effect;
    if (known.isOpaque) return [named(planned, difference, effect)];
    return [
      {
        path: pathOf(planned, path, known.field, variableOf),
        from: told(path, known.read(from), 'a text'),
        to: told(path, isUnknown ? UNKNOWN : known.read(to), 'another text'),
        effect,
      },
    ];
  });
}

/** A change of which only the name is told. */
function named(
  { subject, address }: PlannedChange,
  { path, from, to, isUnknown }: AttributeDifference,
  effect: Effect,
): FieldChange {
  const after = to === undefined ? undefined : 'another value';
  return {
    path: `${subject ?? address}.${nameText(path)}`,
    from: from === undefined ? undefined : 'a value',
    to: isUnknown ? UNKNOWN : after,
    effect,
  };
}

/** Path in the declaration; of a variable that was read as a number of a pool, the number's. */
function pathOf(
  { address, subject }: PlannedChange,
  attribute: string,
  field: string | undefined,
  variableOf: (name: string) => string | undefined,
): string {
  const name = /\.env\.([^.]+)$/.exec(attribute)?.[1];
  const read = name === undefined ? undefined : variableOf(name);
  if (read !== undefined) return read;
  return `${subject ?? address}.${nameText(subject === undefined ? attribute : (field ?? attribute))}`;
}

function isWritten({ written }: PlannedChange, path: string): boolean {
  if (!written) return true;
  return [...written].some((one) => isBelow(path, [one]));
}

/** A path of the plan in the same words as the differences. */
function textOfPath(path: readonly (string | number)[]): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

/** Whether a path is one of others, or above or below one of them; numbers of blocks say nothing here. */
function isBelow(path: string, others: readonly string[]): boolean {
  const plain = path.replace(/\.\d+(?=\.|$)/g, '');
  return others.some(
    (other) => plain === other || plain.startsWith(`${other}.`) || other.startsWith(`${plain}.`),
  );
}
