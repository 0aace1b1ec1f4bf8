import { isObject, listOf, own } from '../json';
import type { Resource } from './resource';
import type { Steps } from './view';

/** The expression that a plan's configuration writes at a place; nothing where it writes none. */
export function expressionAt(resource: Resource, steps: Steps): unknown {
  let expression: unknown = own(resource.configured, 'expressions');
  let value: unknown = resource.values;
  for (const step of steps) {
    if (own(expression, 'references') !== undefined) return expression;
    // A block that is not known has no number.
    if (Array.isArray(expression) && typeof step === 'string') expression = own(expression, 0);
    // Environment variables are a set: theirs is found by name.
    const name = typeof step === 'number' ? own(own(value, step), 'name') : undefined;
    value = own(value, step);
    expression =
      typeof name === 'string' && Array.isArray(expression)
        ? ((expression as unknown[]).find((each) => own(own(each, 'name'), 'constant_value') === name) ??
          own(expression, step))
        : own(expression, step);
  }
  return expression;
}

/** Whether the configuration writes something at a place, or does not say. */
export function isWritten(resource: Resource, steps: Steps): boolean {
  return resource.configured === undefined || expressionAt(resource, steps) !== undefined;
}

const DEEPEST = 20;

/** All references in an expression, and in the blocks below it. */
export function referencesIn(expression: unknown, depth = 0): readonly string[] {
  if (Array.isArray(expression))
    return depth > DEEPEST ? [] : expression.flatMap((each) => referencesIn(each, depth + 1));
  if (!isObject(expression)) return [];
  const references = own(expression, 'references');
  if (references !== undefined) return listOf(references).filter((each) => typeof each === 'string');
  if (depth > DEEPEST || own(expression, 'constant_value') !== undefined) return [];
  return Object.values(expression).flatMap((each) => referencesIn(each, depth + 1));
}
