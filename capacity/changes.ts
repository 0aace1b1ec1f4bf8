import type { FieldChange, ResourceChange } from './change';
import type { Declaration, Environment } from './declaration';
import { fieldDifferences } from './field-changes';
import { ADOPTED, CREATED, effectOf, KEPT, NOT_DEPLOYED, RELEASED, strongest } from './google-cloud/effects';
import { resourcesOf, type Declared } from './resources';

/**
 * What deploying a declaration does to every resource that is live as the base declares it, by the fields that differ.
 * An environment that is not declared any more is deployed by nobody, so nothing of it changes.
 */
export function changesBetween(base: Declaration, declaration: Declaration): readonly ResourceChange[] {
  return Object.entries(declaration.environments).flatMap(([name, environment]) =>
    environmentChanges(name, base.environments[name], environment),
  );
}

function environmentChanges(
  environment: string,
  base: Environment | undefined,
  declared: Environment,
): readonly ResourceChange[] {
  const before = new Map(base ? resourcesOf(base).map((resource) => [resource.subject, resource]) : []);
  const after = new Map(resourcesOf(declared).map((resource) => [resource.subject, resource]));
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((subject) => {
    const change = changeOf(before.get(subject), after.get(subject));
    return change ? [{ environment, ...change }] : [];
  });
}

type Change = Omit<ResourceChange, 'environment'>;

function changeOf(before: Declared | undefined, after: Declared | undefined): Change | undefined {
  if (before && after) return updateOf(before, after);
  if (after) {
    const isImport = after.ownership === 'imported';
    return {
      ...headOf(after),
      action: isImport ? 'import' : 'create',
      fields: [],
      effect: isImport ? ADOPTED : CREATED,
      isProtected: false,
    };
  }
  const { onDelete, ...gone } = before!;
  const isForgotten = onDelete === 'forgotten';
  return {
    ...headOf(gone),
    action: isForgotten ? 'forget' : 'delete',
    fields: [],
    effect: isForgotten ? RELEASED : { kind: 'replace', text: onDelete },
    isProtected: gone.isProtected,
  };
}

function updateOf(before: Declared, after: Declared): Change | undefined {
  const fields = fieldDifferences(before.subject, before.values, after.values).flatMap(
    ({ path, from, to }): FieldChange[] => {
      const isKept = to === undefined && after.isKept(path);
      const effect = isKept ? KEPT : effectOf(path, from, to);
      return effect === NOT_DEPLOYED ? [] : [{ path, from, to, effect, ...(isKept && { isKept: true }) }];
    },
  );
  if (fields.length === 0) return undefined;
  const effect = before.effectOf(strongest(fields.map((field) => field.effect)), fields);
  return {
    ...headOf(after),
    action: effect.kind === 'replace' ? 'replace' : 'update',
    fields,
    effect,
    isProtected: before.isProtected,
  };
}

function headOf({
  subject,
  type,
  owner,
  dependsOn,
}: Omit<Declared, 'onDelete'>): Pick<Change, 'subject' | 'type' | 'owner' | 'dependsOn'> {
  return { subject, type, ...(owner !== undefined && { owner }), dependsOn };
}
