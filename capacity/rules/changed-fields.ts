import { fieldName, UNKNOWN, type FieldChange, type ResourceChange } from '../change';
import type { EditValue, Knob } from '../finding';
import { groupBy } from '../group';
import type { EnvironmentModel, Model } from '../model';
import { once } from '../once';
import { keysOf } from '../paths';
import { valueText } from '../words';

/** What a comparison changes of an environment; nothing without a base. */
export function changesOf({ name }: EnvironmentModel, model: Model): readonly ResourceChange[] {
  return byEnvironment(model).get(name) ?? [];
}

const byEnvironment = once(({ changes }: Model) => groupBy(changes, ({ environment }) => environment));

/** `minInstances 3 → 2, region us-central1 → us-east1`; empty for no field. */
export function fieldsText({ subject }: ResourceChange, fields: readonly FieldChange[]): string {
  return fields
    .map(({ path, from, to }) => `${fieldName(path, subject)} ${valueText(from)} → ${valueText(to)}`)
    .join(', ');
}

/** Name of what a change is about: the key of the declaration, or the Terraform address. */
export function nameOfSubject({ subject }: ResourceChange): string {
  return subject.startsWith('google_') ? subject : (keysOf(subject).at(-1) ?? subject);
}

/** Fields of a change with an effect of one kind. */
export function fieldsWith(
  { fields }: ResourceChange,
  kind: FieldChange['effect']['kind'],
): readonly FieldChange[] {
  return fields.filter(({ effect }) => effect.kind === kind);
}

/**
 * The edit that takes fields back to what is live; none where the declaration has no such field, or where one of them
 * is no plain value.
 */
export function revert(fields: readonly FieldChange[]): readonly Knob[] {
  const edits = fields.flatMap(({ path, from, to }) =>
    isEditValue(from) && isEditValue(to) && isDeclared(path)
      ? [{ path, from: to ?? null, to: from ?? null }]
      : [],
  );
  const [first, ...together] = edits;
  if (!first || edits.length < fields.length) return [];
  return [
    {
      path: first.path,
      from: first.from ?? undefined,
      to: { value: first.to },
      ...(together.length > 0 && { together }),
    },
  ];
}

const AREAS = ['connectors', 'databases', 'services', 'jobs', 'redis', 'network', 'loadBalancer'];

function isDeclared(path: string): boolean {
  return AREAS.includes(keysOf(path)[0] ?? '');
}

function isEditValue(value: unknown): value is EditValue | undefined {
  if (value === UNKNOWN) return false;
  return value === undefined || ['string', 'number', 'boolean'].includes(typeof value);
}
