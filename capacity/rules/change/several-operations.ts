import type { FieldChange, ResourceChange } from '../../change';
import type { Violation } from '../../finding';
import type { EnvironmentModel } from '../../model';
import { keysOf } from '../../paths';
import type { Rule } from '../rule';
import { changesOf } from '../changed-fields';

export const severalOperations: Rule = {
  id: 'change/several-operations',
  severity: 'warning',
  summary: 'One change of a database is one operation, and its replica is changed in another one.',
  why: 'each operation interrupts on its own, and the API may refuse the second one, with the first one made',
  check: (environment, model) => {
    const changed = changesOf(environment, model).filter(
      ({ type, action }) => type === 'google_sql_database_instance' && action === 'update',
    );
    const subjects = new Set(changed.map(({ subject }) => subject));
    return changed.flatMap((change): Violation[] => {
      const said = [...operationsText(change), ...replicaText(change, subjects, environment)];
      if (said.length === 0) return [];
      return [{ subject: change.subject, owner: change.owner, headline: said.join('; ') }];
    });
  },
};

/** Fields that the provider sends in a call of their own, by their name in a declaration and in Terraform. */
const ALONE: Readonly<Record<string, string>> = {
  edition: 'edition',
  version: 'version',
  maintenance_version: 'maintenance version',
};

function operationsText({ fields }: ResourceChange): readonly string[] {
  const applied = fields.filter(({ isKept }) => !isKept);
  const operations = new Map<string, FieldChange[]>();
  for (const field of applied) {
    const name = ALONE[keysOf(field.path).at(-1) ?? ''] ?? 'settings';
    operations.set(name, [...(operations.get(name) ?? []), field]);
  }
  if (operations.size < 2) return [];
  const restarts = [...operations.values()].filter((all) =>
    all.some(({ effect }) => effect.kind === 'restart'),
  );
  return [
    `${operations.size} operations, one after another (${[...operations.keys()].join(', ')}), of which ${restarts.length} ${restarts.length === 1 ? 'restarts' : 'restart'} the database`,
  ];
}

/** A replica whose primary is changed by the same apply. */
function replicaText(
  { subject }: ResourceChange,
  changed: ReadonlySet<string>,
  { declared }: EnvironmentModel,
): readonly string[] {
  const primary = declared.databases?.[keysOf(subject)[1] ?? '']?.replicaOf;
  if (primary === undefined || !changed.has(`databases.${primary}`)) return [];
  return [
    `it is changed together with its primary ${primary}, which the API refuses with 412 while that one is not done`,
  ];
}
