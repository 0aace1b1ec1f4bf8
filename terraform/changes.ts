import type { FieldChange, ResourceChange } from '../capacity/change';
import { defaultEdition } from '../capacity/google-cloud/cloud-sql';
import { restartText } from '../capacity/google-cloud/downtime';
import {
  ADOPTED,
  CREATED,
  IN_PLACE,
  RELEASED,
  strongest,
  type Effect,
} from '../capacity/google-cloud/effects';
import { groupBy } from '../capacity/group';
import { getPath } from '../capacity/paths';
import { RESOURCE_TYPES } from './attributes';
import { withoutKeys } from './dependencies';
import { isMovedOver, lossText } from './effects';
import { isObject, listOf } from './json';
import { keptFields } from './kept';
import type { PlannedChange, Reading } from './plan/reading';
import { plannedFields } from './planned-fields';

const SERVICES = ['google_cloud_run_v2_service', 'google_cloud_run_service'];

const inPlace = (text: string): Effect => ({ kind: 'in-place', text });
const ABANDONED = inPlace('abandons the old one, which stays with its data, and creates an empty one');
const MOVED_OVER = inPlace(
  'creates the new one first, and deletes the old one after the services have moved to it',
);
const UNTOLD = inPlace('in place: a label, or a value that is marked as sensitive');
const UNTOLD_OF_A_SERVICE: Effect = {
  kind: 'new-revision',
  text: 'new revision, unless only a label changes: the rest is marked as sensitive',
};

/** What a plan does to every resource that it touches, in the words of the declaration where that has them. */
export function resourceChanges(reading: Reading): readonly ResourceChange[] {
  const context = contextOf(reading);
  return reading.changes.flatMap((planned) => {
    const change = changeOf(planned, context);
    return change ? [change] : [];
  });
}

interface Context {
  /** Where a resource is reported that nothing was read of. */
  readonly environment: string;
  /** Path of the number that a variable was read as, by environment, name and address. */
  readonly variables: ReadonlyMap<string, string>;
  /** By address without its keys. */
  readonly changes: ReadonlyMap<string, readonly PlannedChange[]>;
  readonly ownerOf: (environment: string, subject: string) => string | undefined;
}

function contextOf({ after, before, changes, readFrom }: Reading): Context {
  const names = [after, before].flatMap((declaration) => Object.keys(declaration?.environments ?? {}));
  return {
    environment: names[0] ?? '',
    variables: new Map(readFrom.map(({ environment, path, source }) => [`${environment} ${source}`, path])),
    changes: groupBy(changes, ({ address }) => withoutKeys(address)),
    ownerOf: (environment, subject) =>
      [after, before]
        .map((declaration) => getPath(declaration?.environments[environment], `${subject}.owner`))
        .find((owner) => typeof owner === 'string'),
  };
}

function changeOf(planned: PlannedChange, context: Context): ResourceChange | undefined {
  const { address, type, before } = planned;
  const environment = planned.environment ?? context.environment;
  const subject = planned.subject ?? address;
  const action = actionOf(planned);
  const isKnownAfter = action !== 'delete' && action !== 'create' && action !== 'forget';
  const variableOf = (name: string): string | undefined =>
    context.variables.get(`${environment} ${name} of ${address}`);
  const changed = isKnownAfter && action ? plannedFields(planned, replacementOf(planned), variableOf) : [];
  const kept = isKnownAfter ? keptFields(planned, subject) : [];
  if (action === undefined && kept.length === 0) return undefined;
  const fields = [...changed, ...kept];
  const owner = context.ownerOf(environment, subject);
  const dependsOn = planned.dependsOn
    ?.flatMap((other) => context.changes.get(withoutKeys(other)) ?? [])
    .flatMap(({ subject: first }) => first ?? []);
  return {
    environment,
    subject,
    type,
    address,
    ...(owner !== undefined && { owner }),
    ...(dependsOn && { dependsOn }),
    ...outcomeOf(planned, action ?? 'update', fields),
    fields,
    isProtected: isProtected(before),
  };
}

/** `undefined` for what a plan does not touch. */
function actionOf({ actions, isImport }: PlannedChange): ResourceChange['action'] | undefined {
  if (actions.includes('delete')) return actions.includes('create') ? 'replace' : 'delete';
  if (actions.includes('create')) return 'create';
  if (actions.includes('forget')) return 'forget';
  if (isImport) return 'import';
  return actions.includes('update') ? 'update' : undefined;
}

function outcomeOf(
  planned: PlannedChange,
  action: ResourceChange['action'],
  fields: readonly FieldChange[],
): Pick<ResourceChange, 'action' | 'effect'> {
  const { before, type, actions } = planned;
  const isAbandoned = before?.['deletion_policy'] === 'ABANDON';
  switch (action) {
    case 'create':
      return { action, effect: CREATED };
    case 'forget':
      return { action, effect: RELEASED };
    case 'import':
      return { action, effect: actions.includes('update') ? updateEffect(planned, fields) : ADOPTED };
    case 'update':
      return { action, effect: updateEffect(planned, fields) };
    case 'replace':
      return isAbandoned
        ? { action: 'create', effect: ABANDONED }
        : { action, effect: replacementOf(planned) };
    case 'delete':
      return isAbandoned
        ? { action: 'forget', effect: RELEASED }
        : { action, effect: { kind: 'replace', text: lossText(type, action) } };
  }
}

function replacementOf({ type, actions }: PlannedChange): Effect {
  return isMovedOver(type, actions) ? MOVED_OVER : { kind: 'replace', text: lossText(type, 'replace') };
}

/** The strongest effect of the fields; how long a restart lasts depends on the live edition. */
function updateEffect({ type, before }: PlannedChange, fields: readonly FieldChange[]): Effect {
  if (!RESOURCE_TYPES.has(type)) return IN_PLACE;
  if (fields.length === 0) return SERVICES.includes(type) ? UNTOLD_OF_A_SERVICE : UNTOLD;
  const effect = strongest(fields.map((field) => field.effect));
  if (type !== 'google_sql_database_instance' || effect.kind !== 'restart') return effect;
  const version = before?.['database_version'];
  const edition = settingsOf(before)?.['edition'];
  const live =
    edition === 'ENTERPRISE' || edition === 'ENTERPRISE_PLUS'
      ? edition
      : defaultEdition(typeof version === 'string' ? version : '');
  const restarting = fields.filter((field) => field.effect.kind === 'restart');
  const isScaling = restarting.every(({ path }) => path.endsWith('.tier'));
  return { ...effect, text: `${effect.text} (${restartText(live, isScaling)})` };
}

/** The live protection counts, of the provider or of the API: a plan may turn it off and still be refused. */
function isProtected(before: PlannedChange['before']): boolean {
  const ofTheApi = settingsOf(before)?.['deletion_protection_enabled'];
  return before?.['deletion_protection'] === true || ofTheApi === true;
}

function settingsOf(before: PlannedChange['before']): Readonly<Record<string, unknown>> | undefined {
  const [first] = listOf(before?.['settings']);
  return isObject(first) ? first : undefined;
}
