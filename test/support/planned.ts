import type { Environment } from '../../capacity/declaration';
import { resourceChanges } from '../../terraform/changes';
import type { PlannedChange, Reading } from '../../terraform/plan';
import { ENVIRONMENT } from './declare';

/** A planned change of one resource, in place unless said otherwise. */
export function planned(
  type: string,
  before: PlannedChange['before'],
  after: PlannedChange['after'],
  more: Partial<PlannedChange> = {},
): PlannedChange {
  return {
    address: `${type}.it`,
    type,
    actions: ['update'],
    isImport: false,
    before,
    after,
    afterUnknown: {},
    replacePaths: [],
    ...more,
  };
}

/** A reading of a plan with these changes. */
export function readingOf(
  changes: readonly PlannedChange[],
  more: Partial<Reading> = {},
  environment: Environment = ENVIRONMENT,
): Reading {
  return {
    kind: 'plan',
    after: { schemaVersion: 1, environments: { test: environment } },
    changes,
    addresses: new Map(),
    unknowns: [],
    readFrom: [],
    notes: [],
    ...more,
  };
}

/** `update connectors.path: in place`, then its fields. */
export function changeLines(
  changes: readonly PlannedChange[],
  more: Partial<Reading> = {},
): readonly string[] {
  return resourceChanges(readingOf(changes, more)).flatMap(({ action, subject, effect, fields }) => [
    `${action} ${subject}: ${effect.text}`,
    ...fields.map(
      ({ path, from, to, effect: { kind }, isKept }) =>
        `  ${path} ${String(from)} → ${String(to)}: ${kind}${isKept ? ', kept' : ''}`,
    ),
  ]);
}
