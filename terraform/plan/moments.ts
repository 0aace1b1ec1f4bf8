import { firstOf } from '../../capacity/words';
import { isObject, listOf, own } from '../json';
import { configurationOf } from './configuration';
import { configurationSnapshot } from './configuration-snapshot';
import type { Document } from './document';
import { configurationDefaults, planDefaults, type Defaults } from './places';
import { planReferences, textReferences, type References } from './references';
import { modulePath, moduleSteps, shownText } from './resource';
import { dataSources, snapshotOf, type Snapshot } from './snapshot';
import { writtenPaths } from '../written';

const MOST_LISTED = 5;

/** The moments of a document, and how to follow what its resources say. */
export interface Moments {
  readonly after: Snapshot;
  /** Only of a plan. */
  readonly before?: Snapshot;
  readonly defaults: Defaults;
  readonly referencesOf: (snapshot: Snapshot) => References;
  /** Attributes that the configuration writes of the resource of a change. */
  readonly writtenOf: (change: unknown) => ReadonlySet<string> | undefined;
  /** Addresses of what a plan leaves as it is. */
  readonly unchanged: ReadonlySet<string>;
  readonly notes: readonly string[];
}

const NO_REFERENCES: References = { of: () => ({ resources: [], others: [] }) };

/** Takes a document apart. */
export function momentsOf({ kind, value }: Document): Moments {
  switch (kind) {
    case 'plan':
      return planMoments(value);
    case 'state':
      return {
        after: snapshotOf(own(value, 'values')),
        defaults: () => ({}),
        referencesOf: () => NO_REFERENCES,
        writtenOf: () => undefined,
        unchanged: new Set(),
        notes: [],
      };
    case 'configuration':
      return {
        after: configurationSnapshot(value),
        defaults: configurationDefaults(value),
        referencesOf: textReferences,
        writtenOf: () => undefined,
        unchanged: new Set(),
        notes: isObject(own(value, 'module'))
          ? ['its modules are not read: only a plan has what they make']
          : [],
      };
  }
}

function planMoments(value: Readonly<Record<string, unknown>>): Moments {
  const configuration = configurationOf(own(value, 'configuration'));
  const configuredOf = (path: string, address: string): Readonly<Record<string, unknown>> | undefined =>
    configuration.modules.get(path)?.resources.get(address);
  const changes = listOf(own(value, 'resource_changes'));
  const masks = new Map<unknown, unknown>(
    changes.map((change) => [own(change, 'address'), own(own(change, 'change'), 'after_unknown')]),
  );
  const before = snapshotOf(own(own(value, 'prior_state'), 'values'), {
    maskOf: () => undefined,
    configuredOf,
  });
  const planned = snapshotOf(own(value, 'planned_values'), {
    maskOf: (address) => masks.get(address),
    configuredOf,
  });
  // What was read before the plan is beside the prior state only.
  const known = new Set(planned.resources.map(({ id }) => id));
  const data = dataSources(before).filter(({ id }) => !known.has(id));
  return {
    after: { ...planned, resources: [...planned.resources, ...data] },
    before,
    defaults: planDefaults(configuration, own(value, 'variables')),
    referencesOf: (snapshot) => planReferences(configuration, snapshot),
    writtenOf: (change) => {
      const module = own(change, 'module_address');
      const path = typeof module === 'string' ? modulePath(moduleSteps(module)) : '';
      const mode = own(change, 'mode') === 'data' ? 'data.' : '';
      const configured = configuredOf(
        path,
        `${mode}${String(own(change, 'type'))}.${String(own(change, 'name'))}`,
      );
      return configured && writtenPaths(own(configured, 'expressions'));
    },
    unchanged: unchangedIn(changes),
    notes: notesOf(value),
  };
}

function unchangedIn(changes: readonly unknown[]): ReadonlySet<string> {
  const unchanged = new Set<string>();
  for (const each of changes) {
    const change = own(each, 'change');
    const actions = listOf(own(change, 'actions'));
    const address = own(each, 'address');
    if (actions.length === 1 && actions[0] === 'no-op' && typeof address === 'string') unchanged.add(address);
  }
  return unchanged;
}

/** Of a plan that Terraform could not complete: what it does not say may be anything. */
export const ENDED_IN_ERROR = 'the plan ended in an error: what comes after it is not in it';

/** What is special about a plan as a whole. */
function notesOf(value: Readonly<Record<string, unknown>>): readonly string[] {
  const drifted = listOf(own(value, 'resource_drift')).flatMap((each) => {
    const address = own(each, 'address');
    return typeof address === 'string' ? [shownText(address)] : [];
  });
  const deferred = listOf(own(value, 'deferred_changes')).length;
  return [
    ...(own(value, 'errored') === true ? [ENDED_IN_ERROR] : []),
    ...(deferred > 0 ? [`${deferred} changes are deferred to a later plan, and are not counted`] : []),
    ...(drifted.length > 0
      ? [`changed outside of Terraform since the last apply: ${firstOf(drifted, MOST_LISTED)}`]
      : []),
  ];
}
