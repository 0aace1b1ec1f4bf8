import { groupBy } from '../../capacity/group';
import { own } from '../json';
import { expressionAt, referencesIn } from './expressions';
import type { ConfiguredModule, Configuration } from './configuration';
import { modulePath, type Resource } from './resource';
import type { Snapshot } from './snapshot';
import type { View } from './view';

/** What an expression leads to. */
export interface Followed {
  readonly resources: readonly Resource[];
  /** Resource types that it names and that are not read, such as a secret. */
  readonly others: readonly string[];
}

const NOTHING: Followed = { resources: [], others: [] };

/** Follows the references of expressions to resources, through variables, outputs, `count` and `for_each`. */
export interface References {
  /** What the expression at a place leads to. */
  readonly of: (view: View) => Followed;
}

/** Follows the references that the texts of a configuration contain. */
export function textReferences(snapshot: Snapshot): References {
  const byAddress = groupBy(snapshot.resources, addressIn);
  return {
    of: ({ value, resource }) => {
      if (typeof value !== 'string' || !value.includes('${')) return NOTHING;
      const found = Array.from(
        value.matchAll(/(?<![\w.-])(data\.)?([a-z][\w-]*_[\w-]+)\.([\w-]+)(?:\[([^\]]*)\])?/g),
        ([, data = '', type, name, key]) => ({ type: type!, address: `${data}${type}.${name}`, key }),
      );
      const resources = found.flatMap(({ address, key }) =>
        nearest(byAddress.get(address) ?? [], resource, key === undefined ? [] : [key.replaceAll('"', '')]),
      );
      const others = found.filter(({ address }) => !byAddress.has(address)).map(({ type }) => type);
      return { resources: [...new Set(resources)], others: [...new Set(others)] };
    },
  };
}

/** Follows the references that a plan lists beside each expression of its configuration. */
export function planReferences(configuration: Configuration, snapshot: Snapshot): References {
  const byAddress = groupBy(
    snapshot.resources,
    (resource) => `${modulePath(resource.modules)}/${addressIn(resource)}`,
  );
  return {
    of: ({ resource, steps }) => {
      const { configured } = resource;
      const names = configured ? referencesIn(expressionAt(resource, steps)) : [];
      const module = names.length > 0 ? configuration.modules.get(modulePath(resource.modules)) : undefined;
      if (!module) return NOTHING;
      const walk = new Walk(byAddress);
      walk.follow(module, names, own(configured, 'for_each_expression'));
      const resources = nearest([...walk.found], resource, [...walk.keys]);
      return { resources, others: [...walk.others] };
    },
  };
}

/** Most references that one expression is followed through. */
const MOST_STEPS = 10_000;

/** One walk from an expression; what it has seen it does not visit again, so circles end. */
class Walk {
  readonly found = new Set<Resource>();
  readonly others = new Set<string>();
  readonly keys = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(private readonly byAddress: ReadonlyMap<string, readonly Resource[]>) {}

  follow(start: ConfiguredModule, references: readonly string[], forEach: unknown): void {
    const open: [ConfiguredModule, readonly string[], unknown][] = [[start, references, forEach]];
    for (let each = open.pop(); each; each = open.pop()) {
      const [module, names, repeated] = each;
      for (const reference of names) {
        const visit = `${module.path} ${reference}`;
        if (this.seen.has(visit) || this.seen.size > MOST_STEPS) continue;
        this.seen.add(visit);
        const [first, second] = reference.split('.') as [string, string | undefined];
        if (first === 'each') open.push([module, referencesIn(repeated), undefined]);
        else if (first === 'var') this.variable(open, module, second ?? '');
        else if (first === 'module') this.output(open, module, reference, names);
        else this.resource(module, reference);
      }
    }
  }

  private variable(
    open: [ConfiguredModule, readonly string[], unknown][],
    { call, parent }: ConfiguredModule,
    name: string,
  ): void {
    if (!parent) return;
    const given = own(own(call, 'expressions'), name);
    open.push([parent, referencesIn(given), own(call, 'for_each_expression')]);
  }

  /** `module.db["a"].connection_name` is one output; `module.db` alone, by `each.key`, may be any. */
  private output(
    open: [ConfiguredModule, readonly string[], unknown][],
    module: ConfiguredModule,
    reference: string,
    beside: readonly string[],
  ): void {
    const [, name, key, output] =
      /^module\.([^.[\]]+)(?:\[("[^"]*"|\d+)\])?(?:\.([\w-]+))?/.exec(reference) ?? [];
    const child = name === undefined ? undefined : module.calls.get(name);
    if (!child) return;
    if (key !== undefined) this.keys.add(key.replaceAll('"', ''));
    if (output === undefined) {
      const isSaid = beside.some((other) => other !== reference && other.startsWith(reference));
      if (isSaid) return;
    }
    const named = output === undefined ? Object.values(child.outputs) : [own(child.outputs, output)];
    open.push([child, named.flatMap((each) => referencesIn(own(each, 'expression'))), undefined]);
  }

  private resource(module: ConfiguredModule, reference: string): void {
    const [, data = '', type, name, key] =
      /^(data\.)?([a-z][\w-]*)\.([\w-]+)(?:\[("[^"]*"|\d+)\])?/.exec(reference) ?? [];
    if (type === undefined || name === undefined) return;
    if (key !== undefined) this.keys.add(key.replaceAll('"', ''));
    const resources = this.byAddress.get(`${module.path}/${data}${type}.${name}`);
    if (resources) for (const resource of resources) this.found.add(resource);
    else if (module.resources.has(`${data}${type}.${name}`)) this.others.add(type);
  }
}

/**
 * The instances that an expression of one resource can mean: those in the same instances of the modules that both
 * are in; of several, the one whose key was written, or that has the key of the resource itself.
 */
function nearest(
  resources: readonly Resource[],
  from: Resource,
  written: readonly string[],
): readonly Resource[] {
  const reachable = resources.filter(({ modules }) =>
    modules.every(({ name, key }, index) => {
      const own = from.modules[index];
      const isSameCall = from.modules.slice(0, index).every((step, at) => step.name === modules[at]!.name);
      return !isSameCall || own?.name !== name || own.key === key;
    }),
  );
  if (reachable.length < 2) return reachable;
  const keysOf = (resource: Resource): readonly string[] =>
    [...resource.modules.map(({ key }) => key), resource.key].filter((key) => key !== undefined);
  for (const keys of [written, keysOf(from)]) {
    const same = reachable.filter((resource) => keysOf(resource).some((key) => keys.includes(key)));
    if (same.length > 0) return same;
  }
  return reachable;
}

function addressIn({ mode, type, name }: Resource): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}
