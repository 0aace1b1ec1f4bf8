import type { Behavior } from './behaviors/behavior';
import { join, type Subject } from './plan';
import type { Block, NestedBlock } from './schema';
import { isList, isValues, textOf, Unknown, type Value, type Values } from './values';

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
