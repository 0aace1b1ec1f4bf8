import { isDeepStrictEqual } from 'node:util';
import type { Behavior } from './behaviors/behavior';
import type { Block, NestedBlock } from './schema';
import { isList, isValues, textOf, UNKNOWN, Unknown, type Value, type Values } from './values';

/** What one resource's plan is made from. */
export interface Subject {
  readonly block: Block;
  readonly behavior: Behavior;
  /** The provider's project, which a resource without one takes at plan time. */
  readonly project: Value;
}

/** What a resource will be: its arguments, its defaults, what the API chose before, and what it has yet to say. */
export function planned(subject: Subject, config: Values, prior: Values | null): Values {
  return plannedBlock(subject, subject.block, '', config, prior);
}

function plannedBlock(
  subject: Subject,
  block: Block,
  path: string,
  config: Values,
  prior: Values | null,
): Values {
  const { behavior, project } = subject;
  const attributes = Object.entries(block.attributes).map(([name, { settable }]) => {
    const at = join(path, name);
    const given = config[name] ?? null;
    if (given !== null) return [name, given] as const;
    const usual = at === 'project' ? project : (behavior.defaults?.[at] ?? null);
    if (usual !== null) return [name, usual] as const;
    const computed = !settable || at === 'id' || at === 'project' || behavior.computed?.includes(at);
    return [name, computed ? (prior === null ? UNKNOWN : (prior[name] ?? null)) : null] as const;
  });
  const blocks = Object.entries(block.blocks).map(
    ([name, nested]) =>
      [
        name,
        plannedNested(
          subject,
          nested,
          join(path, name),
          config[name] ?? null,
          prior && (prior[name] ?? null),
          prior !== null,
        ),
      ] as const,
  );
  return Object.fromEntries([...attributes, ...blocks]);
}

function plannedNested(
  subject: Subject,
  nested: NestedBlock,
  path: string,
  config: Value,
  prior: Value,
  exists: boolean,
): Value {
  const absent = config === null || (isList(config) && config.length === 0);
  if (absent && subject.behavior.computed?.includes(path)) return exists ? prior : UNKNOWN;
  if (isValues(config))
    return plannedBlock(subject, nested.block, path, config, isValues(prior) ? prior : null);
  if (!isList(config)) return config;
  return config.map((element, index) => {
    if (!isValues(element)) return element;
    const before =
      nested.nesting === 'set' ? sameIn(prior, element) : isList(prior) ? prior[index] : undefined;
    return plannedBlock(subject, nested.block, path, element, isValues(before) ? before : null);
  });
}

/** The element of a set that has everything this one gives. */
function sameIn(prior: Value, element: Values): Value | undefined {
  if (!isList(prior)) return undefined;
  const given = Object.entries(element).filter(([, value]) => value !== null && !isList(value));
  return prior.find(
    (before) => isValues(before) && given.every(([name, value]) => isDeepStrictEqual(before[name], value)),
  );
}

/** A step into a value: the name of an attribute, or the index of an element. */
export type Step = string | number;

/** Where the difference between two states means that the resource is replaced. */
export function replacing({ behavior }: Subject, prior: Values, next: Values): readonly (readonly Step[])[] {
  const rules: readonly [readonly string[] | undefined, (before: Value, after: Value) => boolean][] = [
    [behavior.replaces, (before, after) => !isDeepStrictEqual(before, after)],
    [
      behavior.shrinkReplaces,
      (before, after) => typeof before === 'number' && typeof after === 'number' && after < before,
    ],
    [behavior.unsetReplaces, (before, after) => Boolean(before) && (after === null || after === '')],
  ];
  return rules.flatMap(([paths = [], differs]) =>
    paths.flatMap((path) => differing(path.split('.'), prior, next, differs)),
  );
}

function differing(
  path: readonly string[],
  prior: Value,
  next: Value,
  differs: (before: Value, after: Value) => boolean,
  at: readonly Step[] = [],
): readonly (readonly Step[])[] {
  if (isList(prior) && isList(next) && path.length > 0) {
    return prior.flatMap((before, index) =>
      differing(path, before, next[index] ?? null, differs, [...at, index]),
    );
  }
  const [name, ...rest] = path;
  if (name === undefined) return differs(prior, next) ? [at] : [];
  if (!isValues(prior)) return [];
  return differing(rest, prior[name] ?? null, isValues(next) ? (next[name] ?? null) : null, differs, [
    ...at,
    name,
  ]);
}

/** What exists after the apply: the API's answer stands where the plan had none. */
export function applied({ block, behavior }: Subject, plan: Values): Values {
  const fill = (value: Value, path: string, type: unknown): Value => {
    if (value instanceof Unknown) return answer(behavior, path, type, plan);
    if (isList(value)) return value.map((element) => fill(element, path, (type as readonly unknown[])[1]));
    if (!isValues(value)) return value;
    const inside = (name: string): unknown =>
      isBlock(type) ? (type.attributes[name]?.type ?? nestedType(type.blocks[name])) : memberOf(type, name);
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, fill(each, join(path, name), inside(name))]),
    );
  };
  return fill(plan, '', block) as Values;
}

/** A value with everything that its type has; what it does not say is null, or no block. */
export function complete(type: unknown, value: Value): Value {
  if (isList(value)) return value.map((element) => complete((type as readonly unknown[])[1], element));
  if (!isValues(value)) return value;
  if (isBlock(type)) {
    const attributes = Object.entries(type.attributes).map(
      ([name, attribute]) => [name, complete(attribute.type, value[name] ?? null)] as const,
    );
    const blocks = Object.entries(type.blocks).map(([name, nested]) => {
      const none = nested.nesting === 'single' ? null : [];
      return [name, complete(nestedType(nested), value[name] ?? none)] as const;
    });
    return Object.fromEntries([...attributes, ...blocks]);
  }
  const [kind, inner] = type as readonly [string, Readonly<Record<string, unknown>>];
  if (kind !== 'object') return value;
  const members = Object.entries(inner).map(
    ([name, each]) => [name, complete(each, value[name] ?? null)] as const,
  );
  return Object.fromEntries(members);
}

function isBlock(type: unknown): type is Block {
  return typeof type === 'object' && type !== null && 'attributes' in type;
}

function nestedType(nested: NestedBlock | undefined): unknown {
  return nested?.nesting === 'single' ? nested.block : [nested?.nesting, nested?.block];
}

function memberOf(type: unknown, name: string): unknown {
  const [kind, inner] = type as readonly [string, unknown];
  return kind === 'object' ? (inner as Readonly<Record<string, unknown>>)[name] : inner;
}

function answer({ answers }: Behavior, path: string, type: unknown, plan: Values): Value {
  const listed = answers?.[path];
  const known = typeof listed === 'function' ? listed(plan) : listed;
  if (typeof known === 'string') return known.replace(/\{(\w+)\}/g, (_, name: string) => textOf(plan[name]));
  if (known !== undefined) return complete(type, known);
  if (type === 'string')
    return path === 'id' ? textOf(plan['name']) : `stand-in-${path.replaceAll(/[._]/g, '-')}`;
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  return Array.isArray(type) && (type[0] === 'list' || type[0] === 'set') ? [] : {};
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
