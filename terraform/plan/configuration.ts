import { isObject, listOf, own } from '../json';

/** A module of a plan's configuration. */
export interface ConfiguredModule {
  /** Names of the calls that lead to it: empty at the root, `network.subnets`. */
  readonly path: string;
  readonly parent?: ConfiguredModule;
  /** The call in its parent. */
  readonly call?: Block;
  /** By address in the module, such as `data.google_redis_instance.cache`. */
  readonly resources: ReadonlyMap<string, Block>;
  readonly outputs: Block;
  /** Child modules by the name of their call. */
  readonly calls: Map<string, ConfiguredModule>;
}

type Block = Readonly<Record<string, unknown>>;

/** The configuration that a plan carries. */
export interface Configuration {
  /** By path. */
  readonly modules: ReadonlyMap<string, ConfiguredModule>;
  /** `provider_config`, by its key. */
  readonly providers: Block;
}

interface Open {
  readonly path: string;
  readonly value: unknown;
  readonly depth: number;
  readonly parent?: ConfiguredModule;
  readonly call?: Block;
  readonly name?: string;
}

const NOTHING: Block = {};

/** Levels of modules that are followed. People write three; a generated document must not exhaust memory. */
const DEEPEST = 50;

/** Indexes the configuration of a plan; without one, nothing can be followed. */
export function configurationOf(configuration: unknown): Configuration {
  const modules = new Map<string, ConfiguredModule>();
  const open: Open[] = [{ path: '', value: own(configuration, 'root_module'), depth: 0 }];
  for (let each = open.pop(); each; each = open.pop()) {
    const { path, value, parent, call, name, depth } = each;
    const resources = new Map<string, Block>();
    for (const resource of listOf(own(value, 'resources'))) {
      const address = own(resource, 'address');
      if (typeof address === 'string' && isObject(resource)) resources.set(address, resource);
    }
    const outputs = blockOf(own(value, 'outputs'));
    const module: ConfiguredModule = {
      path,
      resources,
      outputs,
      calls: new Map(),
      ...(parent && { parent }),
      ...(call && { call }),
    };
    modules.set(path, module);
    if (parent && name !== undefined) parent.calls.set(name, module);
    for (const [called, one] of Object.entries(blockOf(own(value, 'module_calls'))))
      if (isObject(one) && depth < DEEPEST)
        open.push({
          path: path === '' ? called : `${path}.${called}`,
          value: own(one, 'module'),
          parent: module,
          call: one,
          name: called,
          depth: depth + 1,
        });
  }
  return { modules, providers: blockOf(own(configuration, 'provider_config')) };
}

function blockOf(value: unknown): Block {
  return isObject(value) ? value : NOTHING;
}
