import { escaped } from '../../capacity/shape';
import { View } from './view';

/** A step into a module: its call, and which of its instances. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: string;
}

/** One instance of a resource or of a data source. */
export interface Resource {
  /** As people read it; nothing in it can move a cursor or break a line. */
  readonly address: string;
  /** As Terraform writes it. */
  readonly id: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** Key of `for_each`, or number of `count`, as a text. */
  readonly key?: string;
  readonly modules: readonly ModuleStep[];
  readonly values: unknown;
  /** Same shape as the values, with `true` for what only an apply tells. */
  readonly unknown: unknown;
  /** What a plan's configuration writes about it; absent where there is none. */
  readonly configured?: Readonly<Record<string, unknown>>;
  /** Read from a configuration: texts are expressions, and nothing is computed. */
  readonly isConfiguration: boolean;
  /** Stands for a number of resources that the configuration does not say. */
  readonly isRepeated?: true;
}

/** The top of a resource's values. */
export function viewOf(resource: Resource): View {
  return new View(resource, resource.values, resource.unknown);
}

/** Names of the module calls that lead to it, without their keys: `network.subnets`. */
export function modulePath(modules: readonly ModuleStep[]): string {
  return modules.map(({ name }) => name).join('.');
}

const MODULE_STEP = /module\.([^.[\]]+)(?:\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\])?\.?/gy;

/** The steps of a module's address: `module.db["a"].module.replica`. */
export function moduleSteps(address: string): readonly ModuleStep[] {
  return Array.from(address.matchAll(MODULE_STEP), ([, name, text, number]): ModuleStep => {
    const key = text ?? number;
    return key === undefined ? { name: name! } : { name: name!, key };
  });
}

/**
 * A text of the input that can do nothing to what it is printed to, and is not too long for a line. GitHub Actions
 * takes a line that begins with `::`, or has `##[`, for a command.
 */
export function shownText(text: string): string {
  const short = text.length > LONGEST ? `${Array.from(text.slice(0, LONGEST)).slice(0, -1).join('')}…` : text;
  return escaped(short)
    .replace(/^(\s*):(?=:)/, '$1\\u003a')
    .replaceAll('##[', '#\\u0023[');
}

/** A text of the input as a value of a declaration, which takes no expressions and no name of every object. */
export function declaredText(text: string): string {
  const shown = shownText(text)
    .replace(/([$%])\{/g, '$1 {')
    .replaceAll('TfToken[', 'TfToken [');
  return shown.trim() === '' || shown in Object.prototype ? `"${shown}"` : shown;
}

const LONGEST = 200;
