import { isDeepStrictEqual } from 'node:util';
import type { Behavior } from './behaviors/behavior';
import type { Block, NestedBlock } from './schema';
import { isList, isValues, UNKNOWN, type Value, type Values } from './values';

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
  const blocks = Object.entries(block.blocks).map(([name, nested]) => {
    const before = prior === null ? undefined : (prior[name] ?? null);
    return [name, plannedNested(subject, nested, join(path, name), config[name] ?? null, before)] as const;
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

/** @param prior - undefined where what is around it is new */
function plannedNested(
  subject: Subject,
  { block, nesting }: NestedBlock,
  path: string,
  config: Value,
  prior: Value | undefined,
): Value {
  const isAbsent = config === null || (isList(config) && config.length === 0);
  if (isAbsent && subject.behavior.computed?.includes(path)) return prior === undefined ? UNKNOWN : prior;
  const inside = (given: Values, before: Value | undefined): Values =>
    plannedBlock(subject, block, path, given, isValues(before) ? before : null);
  if (isValues(config)) return inside(config, prior);
  if (!isList(config)) return config;
  const priors = isList(prior) ? prior : [];
  return config.map((element, index) => {
    if (!isValues(element)) return element;
    return inside(element, nesting === 'set' ? sameIn(priors, element) : priors[index]);
  });
}

/** The element of a set that has everything this one gives. */
function sameIn(prior: readonly Value[], element: Values): Value | undefined {
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

/** A path with one more name. */
export function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
