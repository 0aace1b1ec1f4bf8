import { isObject, listOf, own } from '../json';
import { modulePath, moduleSteps, shownText, type ModuleStep, type Resource } from './resource';
import { READ_TYPES } from './types';

/** The resources of one moment: before an apply, or after it. */
export interface Snapshot {
  /** Those of types that the model is made of. */
  readonly resources: readonly Resource[];
  /** How many resources there are of each type, of all types. */
  readonly seen: ReadonlyMap<string, number>;
}

/** What a plan says about a resource beside its values. */
export interface Beside {
  /** What only an apply tells, by address. */
  readonly maskOf: (address: string) => unknown;
  /** What the configuration writes, by the address in a module and the path of its module. */
  readonly configuredOf: (path: string, address: string) => Readonly<Record<string, unknown>> | undefined;
}

const NOTHING: Beside = { maskOf: () => undefined, configuredOf: () => undefined };

/** Resources of `planned_values`, of a state's `values`, or of `prior_state.values`. */
export function snapshotOf(values: unknown, beside: Beside = NOTHING): Snapshot {
  const resources: Resource[] = [];
  const seen = new Map<string, number>();
  // A stack of its own: nesting must not exhaust the one of JavaScript.
  const open: unknown[] = [own(values, 'root_module')];
  while (open.length > 0) {
    const module = open.pop();
    const address = own(module, 'address');
    const modules = typeof address === 'string' ? moduleSteps(address) : [];
    const path = modulePath(modules);
    for (const child of listOf(own(module, 'child_modules'))) open.push(child);
    for (const written of listOf(own(module, 'resources'))) {
      const type = own(written, 'type');
      if (typeof type !== 'string') continue;
      if (own(written, 'mode') !== 'data') seen.set(type, (seen.get(type) ?? 0) + 1);
      const resource = READ_TYPES.has(type) ? resourceOf(written, type, modules, path, beside) : undefined;
      if (resource) resources.push(resource);
    }
  }
  return { resources, seen };
}

function resourceOf(
  written: unknown,
  type: string,
  modules: readonly ModuleStep[],
  path: string,
  { maskOf, configuredOf }: Beside,
): Resource | undefined {
  const [id, name, index, values] = ['address', 'name', 'index', 'values'].map((key) => own(written, key));
  if (typeof id !== 'string' || typeof name !== 'string' || !isObject(values)) return undefined;
  const mode = own(written, 'mode') === 'data' ? 'data' : 'managed';
  const configured = configuredOf(path, `${mode === 'data' ? 'data.' : ''}${type}.${name}`);
  return {
    address: shownText(id),
    id,
    mode,
    type,
    name,
    ...((typeof index === 'string' || typeof index === 'number') && { key: String(index) }),
    modules,
    values,
    unknown: maskOf(id),
    ...(configured && { configured }),
    isConfiguration: false,
  };
}

/** The data sources of a snapshot; a plan reads most of them before it, and keeps them beside the prior state. */
export function dataSources({ resources }: Snapshot): readonly Resource[] {
  return resources.filter(({ mode }) => mode === 'data');
}
